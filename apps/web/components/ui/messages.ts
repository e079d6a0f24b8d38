import { messageOf } from '@/lib/api-error'

/** A short message at the edge of the screen. */
export interface Message {
  readonly kind: 'done' | 'failed'
  readonly text: string
  readonly action?: { readonly label: string; readonly onClick: () => void }
}

const waiting: Message[] = []
let announce = (): void => undefined

/** Hands over the messages that wait, and is told of every later one. */
export const takeMessages = (show: (message: Message) => void): void => {
  announce = () => {
    for (const message of waiting.splice(0)) show(message)
  }
  announce()
}

const push = (message: Message): void => {
  waiting.push(message)
  announce()
}

/** Tells the person what came of something they did. */
export const notify = {
  done: (text: string, action?: Message['action']): void =>
    push({ kind: 'done', text, ...(action === undefined ? {} : { action }) }),
  failed: (error: unknown): void => push({ kind: 'failed', text: messageOf(error) }),
}

/** Is told when a message waits and nobody shows them yet. */
export const awaitMessages = (arrived: () => void): void => {
  announce = arrived
  if (waiting.length > 0) arrived()
}

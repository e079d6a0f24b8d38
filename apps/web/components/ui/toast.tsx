'use client'

import { lazy, Suspense, useEffect, useState } from 'react'
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

const ToastHost = lazy(() => import('./toast-host').then((module) => ({ default: module.ToastHost })))

/** Where messages appear; its code is loaded with the first message. */
export const Toaster = () => {
  const [wanted, setWanted] = useState(false)
  useEffect(() => {
    announce = () => setWanted(true)
    if (waiting.length > 0) setWanted(true)
  }, [])
  return wanted ? (
    <Suspense>
      <ToastHost />
    </Suspense>
  ) : null
}

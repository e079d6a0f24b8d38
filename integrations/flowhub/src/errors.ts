import { AppError, type ErrorKind } from '@suite/kernel'
import type { Answer } from '@suite/outbound'

/**
 * Flowhub refused a call. `advice` is what a person should do, `vendorMessage` its own words, `retryable` that the same call
 * may succeed later.
 */
export class FlowhubError extends AppError {
  readonly status: number
  readonly endpoint: string
  readonly vendorMessage: string | null
  readonly advice: string
  readonly retryable: boolean

  constructor(answer: Pick<Answer, 'status' | 'text' | 'headers'>, endpoint: string) {
    const said = messageOf(answer.text)
    const advice = adviceFor(answer.status)
    const seconds = Number(answer.headers.get('retry-after') ?? Number.NaN)
    super(
      KINDS[answer.status] ?? (answer.status >= 500 ? 'unavailable' : 'invalid'),
      `flowhub_${answer.status}`,
      `Flowhub refused ${endpoint} (${answer.status})${said === null ? '' : `: "${said}"`}. ${advice}`,
      Number.isFinite(seconds) ? { retryAfterSeconds: seconds } : {},
    )
    this.status = answer.status
    this.endpoint = endpoint
    this.vendorMessage = said
    this.advice = advice
    this.retryable = answer.status === 429 || answer.status >= 500
  }
}

const KINDS: Readonly<Record<number, ErrorKind>> = {
  401: 'forbidden',
  403: 'forbidden',
  404: 'not_found',
  429: 'too_many_requests',
}

const LONGEST_MESSAGE = 300

/** The body of refusals is not published: what is common is read, and plain text as it is. */
const messageOf = (text: string): string | null => {
  const said = fieldOf(text) ?? (/^\s*[<{[]/.test(text) ? '' : text)
  return said.trim() === '' ? null : said.trim().slice(0, LONGEST_MESSAGE)
}

const fieldOf = (text: string): string | null => {
  try {
    const body = JSON.parse(text) as Readonly<Record<string, unknown>> | null
    const { message, error, errors } = body ?? {}
    const said = [message, error, Array.isArray(errors) ? errors.join('; ') : null]
    return said.find((each): each is string => typeof each === 'string' && each !== '') ?? null
  } catch {
    return null
  }
}

const adviceFor = (status: number): string => {
  if (status === 401) return 'Check the client id and the key; Flowhub’s support gives both out.'
  if (status === 403) return 'Ask Flowhub to let the key read stock and orders of this store.'
  if (status === 404) return 'Check the location id; the address may also have changed: send this to support.'
  if (status === 429) return 'Nothing needs to be done: it is tried again by itself.'
  if (status >= 500) return 'Flowhub has trouble of its own; it is tried again by itself.'
  return 'Flowhub may have changed its interface; send this message to support.'
}

import { AppError, type ErrorKind } from '@suite/kernel'
import type { Answer } from '@suite/outbound'

/**
 * BLAZE refused a call. `advice` is what a person should do, `vendorMessage` its own words, `retryable` that the same call
 * may succeed later.
 */
export class BlazeError extends AppError {
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
      `blaze_${answer.status}`,
      `BLAZE refused ${endpoint} (${answer.status})${said === null ? '' : `: "${said}"`}. ${advice}`,
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

const messageOf = (text: string): string | null => {
  try {
    const body = JSON.parse(text) as Readonly<Record<string, unknown>> | null
    const said = [body?.['message'], body?.['error']].find(
      (value) => typeof value === 'string' && value !== '',
    )
    return typeof said === 'string' ? said.slice(0, LONGEST_MESSAGE) : null
  } catch {
    return null
  }
}

const adviceFor = (status: number): string => {
  if (status === 401)
    return 'Check the partner key and the store key in BLAZE under Settings, Developer keys.'
  if (status === 403) return 'Ask BLAZE to give the partner key leave to read this store.'
  if (status === 429) return 'Nothing needs to be done: it is tried again by itself.'
  if (status >= 500) return 'BLAZE has trouble of its own; it is tried again by itself.'
  return 'BLAZE may have changed its interface; send this message to support.'
}

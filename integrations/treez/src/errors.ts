import { AppError, type ErrorKind } from '@suite/kernel'
import type { Answer } from '@suite/outbound'

/**
 * Treez refused a call. `advice` is what a person should do, `reason` Treez's own word for it, `vendorMessage` its sentence,
 * `retryable` that the same call may succeed later.
 */
export class TreezError extends AppError {
  readonly status: number
  readonly endpoint: string
  readonly reason: string | null
  readonly vendorMessage: string | null
  readonly advice: string
  readonly retryable: boolean

  /** @param clockOffMs how far this machine's clock is ahead of theirs, as far as the answer tells */
  constructor(answer: Pick<Answer, 'status' | 'text' | 'headers'>, endpoint: string, clockOffMs = 0) {
    const { reason, said } = wordsOf(answer.text)
    const advice = adviceFor(answer.status, reason, clockOffMs)
    super(
      KINDS[answer.status] ?? (answer.status >= 500 ? 'unavailable' : 'invalid'),
      `treez_${reason?.toLowerCase().replaceAll(/[^a-z]+/g, '_') ?? answer.status}`.slice(0, LONGEST_CODE),
      `Treez refused ${endpoint} (${answer.status})${said === null ? '' : `: "${said}"`}. ${advice}`,
      retryAfter(answer.headers),
    )
    this.status = answer.status
    this.endpoint = endpoint
    this.reason = reason
    this.vendorMessage = said
    this.advice = advice
    this.retryable = answer.status === 429 || answer.status >= 500
  }
}

/** Whether an answer is a refusal: the body says so, with any status. */
export const isRefusal = (answer: Pick<Answer, 'status' | 'text'>): boolean =>
  answer.status < 200 || answer.status >= 300 || parse(answer.text)?.['resultCode'] === 'FAIL'

const KINDS: Readonly<Record<number, ErrorKind>> = {
  401: 'forbidden',
  403: 'forbidden',
  404: 'not_found',
  429: 'too_many_requests',
}
const LONGEST_CODE = 60
const LONGEST_MESSAGE = 300
/** A token holds for 30 seconds: a clock further off than this makes tokens that do not hold. */
const CLOCK_OFF_MS = 15_000

/** The two envelopes: `resultReason`/`resultDetail` of stores, `message`/`errorMsgs` of services. */
const wordsOf = (text: string): { reason: string | null; said: string | null } => {
  const body = parse(text)
  const word = (field: string): string | null => {
    const value = body?.[field]
    return typeof value === 'string' && value !== '' ? value.slice(0, LONGEST_MESSAGE) : null
  }
  const reason = word('resultReason')
  const said = [reason, word('resultDetail') ?? word('message')].filter((part) => part !== null).join(': ')
  return { reason, said: said === '' ? null : said }
}

const parse = (text: string): Readonly<Record<string, unknown>> | null => {
  // the body of a whole page of rows need not be read to see that it is one
  if (text.length > 10_000) return null
  try {
    const body: unknown = JSON.parse(text)
    return typeof body === 'object' && body !== null ? (body as Readonly<Record<string, unknown>>) : null
  } catch {
    return null
  }
}

const adviceFor = (status: number, reason: string | null, clockOffMs: number): string => {
  if ((status === 400 || status === 401) && Math.abs(clockOffMs) > CLOCK_OFF_MS)
    return `The clock of this server is ${Math.round(Math.abs(clockOffMs) / 1000)} seconds ${clockOffMs > 0 ? 'ahead' : 'behind'}: have it set by NTP. Treez takes no key signed at another time.`
  if (status === 401)
    return 'Check the certificate id, the organization id and the private key, and that Treez still holds the certificate that belongs to it.'
  if (status === 403)
    return 'Ask Treez to let the certificate read products, packages and tickets of this store.'
  if (status === 404)
    return 'Check the store name: what stands before .treez.io in the address of your Treez.'
  if (status === 429) return 'Nothing needs to be done: it is tried again by itself.'
  if (status >= 500) return 'Treez has trouble of its own; it is tried again by itself.'
  if (reason === 'RESPONSE_LIMIT_EXCEEDS')
    return 'Treez takes fewer rows a page now; send this message to support.'
  return 'Treez may have changed its interface; send this message to support.'
}

const retryAfter = (headers: Headers): { retryAfterSeconds?: number } => {
  const seconds = Number(headers.get('retry-after') ?? Number.NaN)
  return Number.isFinite(seconds) ? { retryAfterSeconds: seconds } : {}
}

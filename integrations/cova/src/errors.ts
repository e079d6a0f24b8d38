import { AppError, type ErrorKind } from '@suite/kernel'
import type { Answer } from '@suite/outbound'

/**
 * Cova refused a call. `advice` is what a person should do, `vendorMessage` its own words, `retryable` that the same call
 * may succeed later.
 */
export class CovaError extends AppError {
  readonly status: number
  readonly endpoint: string
  readonly vendorMessage: string | null
  readonly advice: string
  readonly retryable: boolean

  constructor(answer: Pick<Answer, 'status' | 'text' | 'headers'>, endpoint: string) {
    const said = messageOf(answer.text)
    const advice = adviceFor(answer.status, endpoint, said)
    super(
      KINDS[answer.status] ?? (answer.status >= 500 ? 'unavailable' : 'invalid'),
      `cova_${answer.status}`,
      `Cova refused ${endpoint} (${answer.status})${said === null ? '' : `: "${said}"`}. ${advice}`,
      retryAfter(answer.headers),
    )
    this.status = answer.status
    this.endpoint = endpoint
    this.vendorMessage = said
    this.advice = advice
    this.retryable = answer.status === 429 || answer.status >= 500
  }
}

/** The call that takes a token. */
export const TOKEN_ENDPOINT = 'POST oauth2/token'

const KINDS: Readonly<Record<number, ErrorKind>> = {
  401: 'forbidden',
  403: 'forbidden',
  404: 'not_found',
  429: 'too_many_requests',
}

const LONGEST_MESSAGE = 300

/** The error of RFC 6749 §5.2, or the `Message` of ASP.NET. */
const messageOf = (text: string): string | null => {
  const body = parse(text)
  const fields = ['error_description', 'error', 'Message', 'message', 'Description']
  const said = fields.map((field) => body?.[field]).find((value) => typeof value === 'string' && value !== '')
  return typeof said === 'string' ? said.slice(0, LONGEST_MESSAGE) : null
}

const parse = (text: string): Readonly<Record<string, unknown>> | null => {
  try {
    const body: unknown = JSON.parse(text)
    return typeof body === 'object' && body !== null ? (body as Readonly<Record<string, unknown>>) : null
  } catch {
    return null
  }
}

const adviceFor = (status: number, endpoint: string, said: string | null): string => {
  if (endpoint === TOKEN_ENDPOINT && status < 429)
    return /client/i.test(said ?? '')
      ? 'Check the client id and the client secret that Cova gave for this integration.'
      : 'Check the user name and the password of the API user in Cova Hub; its password may have been changed.'
  if (status === 401) return 'Enter the keys again; Cova no longer takes them.'
  if (status === 403)
    return 'Ask Cova to let the API user read products, availability and sales of this location.'
  if (status === 404) return 'Check the company number and the location number in Cova Hub.'
  if (status === 429) return 'Nothing needs to be done: it is tried again by itself.'
  if (status >= 500) return 'Cova has trouble of its own; it is tried again by itself.'
  return 'Cova may have changed its interface; send this message to support.'
}

const retryAfter = (headers: Headers): { retryAfterSeconds?: number } => {
  const seconds = Number(headers.get('retry-after') ?? Number.NaN)
  return Number.isFinite(seconds) ? { retryAfterSeconds: seconds } : {}
}

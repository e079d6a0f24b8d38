import { AppError, type ErrorKind, type Problem } from '@suite/kernel'
import type { Answer } from '@suite/outbound'
import type { Scope } from './endpoint.ts'

/**
 * Dutchie refused a call. `advice` is what a person should do, most likely first; `problems` name the fields, where Dutchie
 * told; `retryable` that the same call may succeed later; `traceId` is what its support asks for.
 */
export class DutchieError extends AppError {
  readonly status: number
  readonly endpoint: string
  readonly vendorMessages: readonly string[]
  readonly traceId: string | null
  readonly advice: readonly string[]
  readonly retryable: boolean

  constructor(
    answer: Pick<Answer, 'status' | 'text'> & { readonly headers?: Headers },
    call: { readonly endpoint: string; readonly scope: Scope },
  ) {
    const said = readRefusal(answer.text)
    const advice = adviceFor(answer.status, call)
    super(
      KINDS[answer.status] ?? (answer.status >= 500 ? 'unavailable' : 'invalid'),
      `dutchie_${answer.status}`,
      [`Dutchie refused ${call.endpoint} (${answer.status})${quote(said)}.`, ...advice.slice(0, 1)].join(' '),
      { problems: said.problems, ...retryAfter(answer.headers) },
    )
    this.status = answer.status
    this.endpoint = call.endpoint
    this.vendorMessages = said.messages
    this.traceId = said.traceId
    this.advice = advice
    this.retryable = answer.status === 429 || answer.status >= 500
  }
}

const KINDS: Readonly<Record<number, ErrorKind>> = {
  401: 'forbidden',
  403: 'forbidden',
  404: 'not_found',
  409: 'conflict',
  429: 'too_many_requests',
}

const quote = (said: Refusal): string =>
  said.messages.length === 0 ? '' : `: "${said.messages.slice(0, 3).join('; ')}"`

const retryAfter = (headers: Headers | undefined): { retryAfterSeconds?: number } => {
  const seconds = Number(headers?.get('retry-after') ?? Number.NaN)
  return Number.isFinite(seconds) ? { retryAfterSeconds: seconds } : {}
}

interface Refusal {
  readonly messages: readonly string[]
  readonly problems: readonly Problem[]
  readonly traceId: string | null
}

const LONGEST_MESSAGE = 500

/**
 * Reads the shapes of a refusal: a plain string, `{message, propertyErrors}`, the validation result `{isValid, errors}` and
 * the limiter's `{Message, TraceId}`. Keys are read in either case; anything else is kept as it came, shortened.
 */
export const readRefusal = (text: string): Refusal => {
  const body = parse(text)
  if (typeof body === 'string') return plain(body)
  if (typeof body !== 'object' || body === null) return plain('')
  const fields = lowerKeys(body)
  const problems = [
    ...entries(fields['propertyerrors']).map((each) => problemOf(each, 'propertyerror')),
    ...entries(fields['errors']).map((each) => problemOf(each, 'errormessage')),
  ]
  const message = fields['message']
  const own = typeof message === 'string' && message !== '' ? [message] : []
  const messages = [...own, ...problems.map((problem) => problem.message)].filter((each) => each !== '')
  const traceId = fields['traceid']
  return {
    messages: (messages.length > 0 ? messages : [text]).map((each) => each.slice(0, LONGEST_MESSAGE)),
    problems,
    traceId: typeof traceId === 'string' ? traceId : null,
  }
}

const plain = (message: string): Refusal => ({
  messages: message === '' ? [] : [message.slice(0, LONGEST_MESSAGE)],
  problems: [],
  traceId: null,
})

const entries = (value: unknown): readonly unknown[] => (Array.isArray(value) ? (value as unknown[]) : [])

const problemOf = (entry: unknown, messageKey: string): Problem => {
  const fields = typeof entry === 'object' && entry !== null ? lowerKeys(entry) : {}
  const [path, message] = [fields['propertyname'], fields[messageKey]]
  return {
    path: typeof path === 'string' ? path : '',
    message: typeof message === 'string' ? message.slice(0, LONGEST_MESSAGE) : '',
  }
}

const lowerKeys = (value: object): Record<string, unknown> =>
  Object.fromEntries(Object.entries(value).map(([key, field]) => [key.toLowerCase(), field as unknown]))

const parse = (text: string): unknown => {
  try {
    return JSON.parse(text)
  } catch {
    return text.trim()
  }
}

const adviceFor = (status: number, call: { readonly endpoint: string; readonly scope: Scope }): string[] => {
  if (status === 403)
    return [
      call.scope === 'any'
        ? 'Ask Dutchie Support to let this key use it.'
        : `Ask Dutchie Support to add the "${call.scope}" permission to this location's key.`,
    ]
  if (status === 503 && call.endpoint.endsWith('/reporting/transactions'))
    return ['Dutchie has switched its transaction report off for now; it is asked again later.']
  return ADVICE[status] ?? (status >= 500 ? [SERVER_ADVICE] : [])
}

const SERVER_ADVICE =
  'Dutchie has trouble; the call is tried again later. Before a write is sent again, look whether it took effect.'
const ADVICE: Readonly<Record<number, string[]>> = {
  400: ['Dutchie found fault with the request itself; sending it again will not help.'],
  401: [
    'Check the key: it must be the one Dutchie Support issued for this very location, and still be active.',
    'If Dutchie issued an integrator key with it, enter that one too.',
  ],
  404: ['The record does not exist at this location, or is not open to this key.'],
  429: ['The limit of this minute is used up; wait. Another program may be using the same key.'],
}

import { AppError, type ErrorKind } from '@suite/kernel'
import type { Answer } from '@suite/outbound'

/** What Metrc said of one object of a write; `row` is its index in the posted array. */
export interface RowMessage {
  readonly row: number
  readonly message: string
}

/**
 * Metrc refused a call. `advice` is what a person should do, most likely first; `rows` say which objects were wrong, where
 * Metrc told; `retryable` that the same call may succeed later.
 */
export class MetrcError extends AppError {
  readonly status: number
  readonly endpoint: string
  readonly vendorMessages: readonly string[]
  readonly rows: readonly RowMessage[]
  readonly advice: readonly string[]
  readonly retryable: boolean

  constructor(
    answer: Pick<Answer, 'status' | 'text'> & { readonly headers?: Headers },
    call: { readonly endpoint: string; readonly permission: string | null; readonly licence: string | null },
  ) {
    const said = readRefusal(answer.text)
    const advice = adviceFor(answer.status, call)
    super(
      KINDS[answer.status] ?? (answer.status >= 500 ? 'unavailable' : 'invalid'),
      `metrc_${answer.status}`,
      [`Metrc refused ${call.endpoint} (${answer.status})${quote(said)}.`, ...advice.slice(0, 1)].join(' '),
      {
        problems: said.rows.map(({ row, message }) => ({ path: String(row), message })),
        ...retryAfter(answer.headers),
      },
    )
    this.status = answer.status
    this.endpoint = call.endpoint
    this.vendorMessages = said.messages
    this.rows = said.rows
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

const quote = (said: Refusal): string => (said.messages.length === 0 ? '' : `: "${said.messages[0]}"`)

const retryAfter = (headers: Headers | undefined): { retryAfterSeconds?: number } => {
  const seconds = Number(headers?.get('retry-after') ?? Number.NaN)
  return Number.isFinite(seconds) ? { retryAfterSeconds: seconds } : {}
}

interface Refusal {
  readonly messages: readonly string[]
  readonly rows: readonly RowMessage[]
}

/**
 * Reads the three shapes of a refusal: `{"Message": …}`, `[{"row": 0, "message": …}]` and `["…"]`. Anything else is kept as
 * it came, shortened; an empty body says nothing.
 */
export const readRefusal = (text: string): Refusal => {
  const body = parse(text)
  const entries = Array.isArray(body) ? body : [body]
  const read = entries.map(readEntry)
  return {
    messages: read.map(({ message }) => message).filter((message) => message !== ''),
    rows: read.flatMap(({ row, message }) => (row === null ? [] : [{ row, message }])),
  }
}

const LONGEST_MESSAGE = 500

const readEntry = (entry: unknown): { row: number | null; message: string } => {
  if (typeof entry === 'string') return { row: null, message: entry.slice(0, LONGEST_MESSAGE) }
  if (typeof entry !== 'object' || entry === null) return { row: null, message: '' }
  const fields = Object.fromEntries(Object.entries(entry).map(([key, value]) => [key.toLowerCase(), value]))
  const message = fields['message'] as unknown
  const row = fields['row'] as unknown
  return {
    row: typeof row === 'number' && Number.isInteger(row) ? row : null,
    message: typeof message === 'string' ? message : JSON.stringify(entry).slice(0, LONGEST_MESSAGE),
  }
}

const parse = (text: string): unknown => {
  try {
    return JSON.parse(text)
  } catch {
    return text.trim()
  }
}

/**
 * Metrc answers 401 for three different things (official by-id notes): a wrong key, a missing permission, and a licence or
 * record of another facility. The advice is in the order in which to look.
 */
const adviceFor = (
  status: number,
  call: { readonly permission: string | null; readonly licence: string | null },
): string[] => {
  if (status === 401)
    return [
      'Check both keys: the vendor key of this state and the user key of an employee who is still active.',
      call.permission === null
        ? "Check that the key's user may do this in Metrc."
        : `Ask the licensee to give the key's user the Metrc permission "${call.permission}".`,
      call.licence === null
        ? "Check that the record belongs to a facility of the key's user."
        : `Check that licence ${call.licence} is one of the key's user, may do this, and holds this record.`,
    ]
  return ADVICE[status] ?? (status >= 500 ? [SERVER_ADVICE] : [])
}

const SERVER_ADVICE =
  'Metrc has trouble; the call is tried again later. Before a write is sent again, look whether it took effect.'
const ADVICE: Readonly<Record<number, string[]>> = {
  403: ['Metrc forbids this to the key; ask Metrc support which agreement or tier it needs.'],
  404: [
    'The record does not exist, or this facility is not offered this part of Metrc: see its capability flags.',
  ],
  413: ['Send at most ten objects at once.'],
  429: ['The rate limit of the facility or the vendor key is used up; wait.'],
}

import { AppError, type ErrorKind } from '@suite/kernel'

/** What kind of no BioTrack said, read from code and words together, since one code means several things. */
export type RefusalReason =
  | 'session_over'
  | 'login'
  | 'privilege'
  | 'location'
  | 'unknown_action'
  | 'api_version'
  | 'too_many'
  | 'rule'
  | 'server'

/** A refusal as it came. */
export interface Refusal {
  /** HTTP status: 200 for most refusals of the classic API. */
  readonly status: number
  /** BioTrack's `errorcode`; null where it gave none. */
  readonly errorCode: string | null
  readonly messages: readonly string[]
  /** The action or `METHOD /path`. */
  readonly action: string
  readonly retryAfterSeconds?: number
}

/**
 * BioTrack refused a call. `advice` is what a person should do, most likely first; `retryable` that the same call may
 * succeed later; `reason` what kind of refusal it is.
 */
export class BioTrackError extends AppError {
  readonly status: number
  readonly errorCode: string | null
  readonly vendorMessages: readonly string[]
  readonly action: string
  readonly reason: RefusalReason
  readonly advice: readonly string[]
  readonly retryable: boolean

  constructor(refusal: Refusal) {
    const { status, errorCode, messages, action } = refusal
    const reason = reasonOf(refusal)
    const advice = adviceFor(reason, refusal)
    const said = messages[0] === undefined ? '' : `: "${messages[0]}"`
    const number = errorCode === null ? (status === 200 ? '' : ` (${status})`) : ` (code ${errorCode})`
    super(
      KINDS[reason],
      `biotrack_${reason}`,
      [`BioTrack refused ${action}${number}${said}.`, ...advice.slice(0, 1)].join(' '),
      refusal.retryAfterSeconds === undefined ? {} : { retryAfterSeconds: refusal.retryAfterSeconds },
    )
    this.status = status
    this.errorCode = errorCode
    this.vendorMessages = messages
    this.action = action
    this.reason = reason
    this.advice = advice
    this.retryable = reason === 'server' || reason === 'too_many' || reason === 'session_over'
  }
}

const KINDS: Readonly<Record<RefusalReason, ErrorKind>> = {
  session_over: 'unavailable',
  login: 'forbidden',
  privilege: 'forbidden',
  location: 'invalid',
  unknown_action: 'invalid',
  api_version: 'invalid',
  too_many: 'too_many_requests',
  rule: 'invalid',
  server: 'unavailable',
}

/**
 * Wordings seen, before codes: 62 is both an unknown action and a missing privilege, 63 both a session that ended and a
 * wrong location, a refused login has no code, and 602 is nearly everything else (public clients and simulator).
 */
const WORDINGS: readonly (readonly [RegExp, RefusalReason])[] = [
  [/session\b.*\b(expired|invalid|not valid|ended)|invalid session/i, 'session_over'],
  [/username or password|company identifier/i, 'login'],
  [/does not possess access|privilege|only qa labs/i, 'privilege'],
  [/invalid location|valid license number|license number of the entity/i, 'location'],
  [/invalid api version/i, 'api_version'],
  [/invalid action|unhandled request/i, 'unknown_action'],
]

const CODES: Readonly<Record<string, RefusalReason>> = {
  17: 'api_version',
  62: 'unknown_action',
  63: 'session_over',
  999: 'unknown_action',
}

const STATUSES: Readonly<Record<number, RefusalReason>> = {
  301: 'api_version',
  302: 'api_version',
  307: 'api_version',
  308: 'api_version',
  401: 'session_over',
  403: 'privilege',
  404: 'unknown_action',
  429: 'too_many',
}

const reasonOf = ({ status, errorCode, messages }: Refusal): RefusalReason => {
  const words = messages.join(' ')
  const worded = WORDINGS.find(([pattern]) => pattern.test(words))?.[1]
  if (worded !== undefined) return worded
  const coded = errorCode === null ? undefined : CODES[errorCode]
  if (coded !== undefined) return coded
  return STATUSES[status] ?? (status >= 500 ? 'server' : 'rule')
}

const adviceFor = (reason: RefusalReason, { action, messages }: Refusal): string[] => {
  if (reason === 'privilege') return [`In BioTrack, give the connection's user the privilege "${action}".`]
  if (reason !== 'rule') return ADVICE[reason]
  const words = messages.join(' ')
  return RULES.filter(([pattern]) => pattern.test(words)).map(([, advice]) => advice)
}

const ADVICE: Readonly<Record<Exclude<RefusalReason, 'privilege' | 'rule'>, string[]>> = {
  session_over: ['The session ended; the next call signs in again.'],
  login: [
    'Check company number, user name and password; the company number is the UBI, not the licence of the store.',
    'Sign in to BioTrack with them: a user that was locked or removed is refused in the same words.',
  ],
  location: ['Check the licence number of the store (BioTrack calls it location).'],
  unknown_action: ["This state's BioTrack does not offer this; switch it off in the connection's settings."],
  api_version: ['The address does not take version 4.0 of the API; check it.'],
  too_many: ['BioTrack asks for patience; the call is made again later.'],
  server: [
    'BioTrack has trouble; the call is made again later. Before a write is sent again, look whether it took effect.',
  ],
}

/** What helps against refusals by the state's rules, all of code 602. */
const RULES: readonly (readonly [RegExp, string])[] = [
  [
    /pending manifest/i,
    'Ask the vendor to complete the transfer in BioTrack; only then can it be accepted here.',
  ],
  [
    /could not be found|no samples found|not found/i,
    'Check that the identifier is right, belongs to this location and has not been received, moved or destroyed since.',
  ],
  [/not yet been filed/i, 'The laboratory has not filed its results yet; ask again later.'],
  [/locked|tax period/i, 'The month is already filed; have it opened again before its sales are changed.'],
  [/future/i, 'The clock of the till is ahead; set it right and report again.'],
  [
    /quantity|insufficient|remaining/i,
    'Compare the package with the shelf: BioTrack holds less of it than was asked for.',
  ],
]

/** True for a refusal that says only that there is nothing to list. */
export const saysNothingThere = (error: unknown): boolean =>
  error instanceof BioTrackError &&
  error.reason === 'rule' &&
  /no (inbound|outstanding|pending)\b.*\bfound|no samples found/i.test(error.vendorMessages.join(' '))

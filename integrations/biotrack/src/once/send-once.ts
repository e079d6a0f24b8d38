import { OutboundError, VendorShapeError } from '@suite/outbound'
import { BioTrackError } from '../errors.ts'

/** Why nothing can be said: no usable answer, or a refusal. */
export type CallFailure = OutboundError | BioTrackError | VendorShapeError

/** How a write fared. */
export type Fate<Result> =
  /** `found`: it was already there, from an earlier call whose answer was lost. */
  | { readonly outcome: 'done'; readonly result: Result; readonly found: boolean }
  | { readonly outcome: 'refused'; readonly error: BioTrackError }
  /** It may be there or not; try again later with `mayBeThere`. */
  | { readonly outcome: 'unknown'; readonly error: CallFailure }
  | { readonly outcome: 'not_sent'; readonly error: CallFailure }

export interface OnceOptions {
  /** An earlier call may have taken effect: it is looked up before anything is sent. */
  readonly mayBeThere?: boolean
  /** Called before each send, so that a crash afterwards is known to need a look-up. */
  readonly beforeSend?: () => Promise<void>
  /**
   * Waits between look-ups, milliseconds; what was written counts as absent after the last. How fast BioTrack shows its
   * writes is not published. Default 0, 2, 5 and 10 seconds.
   */
  readonly lookUpWaits?: readonly number[]
  /** How often a write that is certainly absent is sent again. Default 2. */
  readonly resends?: number
  readonly sleep?: (ms: number) => Promise<void>
  readonly signal?: AbortSignal
}

/** One write: how it is sent, and how it is found afterwards. */
export interface Attempt<Result> {
  readonly send: () => Promise<Result>
  /** What it made, or null when it is not there. Throws a failure when that cannot be told. */
  readonly find: () => Promise<Result | null>
}

const WAITS = [0, 2_000, 5_000, 10_000]
const RESENDS = 2

/**
 * Writes so that it takes effect once, whatever happens to the answers: after a call that may have taken effect it looks
 * before it sends again. What no client can exclude is a call carried out only after the last look-up.
 */
export const sendOnce = async <Result>(
  attempt: Attempt<Result>,
  options: OnceOptions = {},
): Promise<Fate<Result>> => {
  let doubt: CallFailure | null = null
  if (options.mayBeThere === true) {
    const looked = await lookUp(attempt, options)
    if (looked !== null) return looked
  }
  for (let resent = 0; resent <= (options.resends ?? RESENDS); resent += 1) {
    await options.beforeSend?.()
    const sent = await send(attempt)
    if (sent.outcome !== 'unknown') return sent
    doubt = sent.error
    const looked = await lookUp(attempt, options)
    if (looked !== null) return looked
  }
  return { outcome: 'unknown', error: doubt as CallFailure }
}

const send = async <Result>(attempt: Attempt<Result>): Promise<Fate<Result>> => {
  try {
    return { outcome: 'done', result: await attempt.send(), found: false }
  } catch (error) {
    const failure = failureOf(error)
    if (failure instanceof OutboundError) return { outcome: failure.outcome, error: failure }
    // a good answer that cannot be read: it was carried out, but what it made is not known
    if (!(failure instanceof BioTrackError)) return { outcome: 'unknown', error: failure }
    if (failure.reason === 'server') return { outcome: 'unknown', error: failure }
    return failure.retryable
      ? { outcome: 'not_sent', error: failure }
      : { outcome: 'refused', error: failure }
  }
}

/** The fate a look-up settles; null when it is certainly not there. */
const lookUp = async <Result>(
  attempt: Attempt<Result>,
  options: OnceOptions,
): Promise<Fate<Result> | null> => {
  const sleep = options.sleep ?? ((ms) => new Promise<void>((done) => setTimeout(done, ms)))
  let failed: CallFailure | null = null
  for (const wait of options.lookUpWaits ?? WAITS) {
    options.signal?.throwIfAborted()
    await sleep(wait)
    try {
      failed = null
      const result = await attempt.find()
      if (result !== null) return { outcome: 'done', result, found: true }
    } catch (error) {
      failed = failureOf(error)
      if (failed instanceof BioTrackError && !failed.retryable) break
    }
  }
  return failed === null ? null : { outcome: 'unknown', error: failed }
}

const failureOf = (error: unknown): CallFailure => {
  if (error instanceof BioTrackError || error instanceof OutboundError || error instanceof VendorShapeError)
    return error
  throw error
}

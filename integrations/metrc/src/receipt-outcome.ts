import type { OutboundError, VendorShapeError } from '@suite/outbound'
import type { NewReceipt } from './endpoints/sale-bodies.ts'
import type { MetrcError } from './errors.ts'
import type { SaleToReport, StateReceipt } from './neutral/receipt.ts'

/** Why nothing can be said: no usable answer, or a refusal. */
export type CallFailure = OutboundError | MetrcError | VendorShapeError

/** How one sale fared; `index` is the caller's. */
export type ReceiptOutcome = {
  readonly index: number
  readonly externalNumber: string
} & (
  | { readonly outcome: 'posted'; readonly stateId: number | null; readonly warning: string | null }
  /** It was already there, from an earlier call whose answer was lost. */
  | { readonly outcome: 'found'; readonly receipt: StateReceipt }
  /** The number belongs to another sale: `differs` names what is not the same. Nothing was sent for it. */
  | { readonly outcome: 'clash'; readonly receipt: StateReceipt; readonly differs: readonly string[] }
  | { readonly outcome: 'refused'; readonly messages: readonly string[]; readonly error: MetrcError }
  /** It may be there or not; post again later with `mayBeThere`. */
  | { readonly outcome: 'unknown'; readonly error: CallFailure }
  | { readonly outcome: 'not_sent'; readonly error: CallFailure }
)

export interface PostOptions {
  readonly licence: string
  /** The facility's. */
  readonly zone: string
  /** Indexes whose earlier post may have taken effect: they are looked up before anything is sent. */
  readonly mayBeThere?: ReadonlySet<number>
  /** Called before each call with the indexes it carries, so that a crash afterwards is known to need a look-up. */
  readonly beforeSend?: (indexes: readonly number[]) => Promise<void>
  /**
   * Waits between look-ups, milliseconds: what was posted may become visible only after some seconds (1–5 seen), so a
   * receipt counts as absent after the last. Default 0, 2, 5 and 10 seconds.
   */
  readonly lookUpWaits?: readonly number[]
  /** Waits of the look-up before anything was sent; as `lookUpWaits` where absent. */
  readonly firstLookWaits?: readonly number[]
  /** How often a call whose outcome is unknown and whose receipts are absent is sent again. Default 2. */
  readonly resends?: number
  readonly sleep?: (ms: number) => Promise<void>
  readonly signal?: AbortSignal
}

/** A sale on its way. */
export interface Pending {
  readonly index: number
  readonly sale: SaleToReport
  readonly body: NewReceipt
}

/** What every outcome says. */
export const named = ({ index, sale }: Pending) => ({ index, externalNumber: sale.externalNumber })

/** The same outcome for several sales. */
export const settle = (
  rows: readonly Pending[],
  outcome: 'unknown' | 'not_sent',
  error: CallFailure,
): ReceiptOutcome[] => rows.map((row) => ({ ...named(row), outcome, error }))

import { invalid } from '@suite/kernel'
import type { BioTrackError } from '../errors.ts'
import type { SaleToReport, StateReceipt } from '../neutral/shapes.ts'
import { differences, mustBeSale, type KeptSale, type SalePort } from './sale-port.ts'
import { sendOnce, type CallFailure, type Fate, type OnceOptions } from './send-once.ts'

/** How one sale fared; `index` is the caller's. */
export type SaleOutcome = {
  readonly index: number
  readonly externalNumber: string
} & (
  | { readonly outcome: 'posted'; readonly stateId: string }
  /** It was already there, from an earlier call whose answer was lost. */
  | { readonly outcome: 'found'; readonly stateId: string; readonly receipt: StateReceipt | null }
  /** The number belongs to another sale: `differs` names what is not the same. Nothing was sent for it. */
  | { readonly outcome: 'clash'; readonly receipt: StateReceipt; readonly differs: readonly string[] }
  | { readonly outcome: 'refused'; readonly messages: readonly string[]; readonly error: BioTrackError }
  /** It may be there or not; post again later with `mayBeThere`. */
  | { readonly outcome: 'unknown'; readonly error: CallFailure }
  | { readonly outcome: 'not_sent'; readonly error: CallFailure }
)

export interface PostSalesOptions extends Omit<OnceOptions, 'mayBeThere' | 'beforeSend'> {
  /** Indexes whose earlier post may have taken effect: they are looked up before anything is sent. */
  readonly mayBeThere?: ReadonlySet<number>
  /** Called before each call with the index it carries, so that a crash afterwards is known to need a look-up. */
  readonly beforeSend?: (index: number) => Promise<void>
}

/**
 * Reports sales, one a call, so that each becomes exactly one sale at the state: after an answer that was lost the sale is
 * looked for before anything is sent again. A refused sale does not keep the others from being posted. After a failure that
 * would meet every call (wrong password, no answer) the rest is `not_sent`.
 * @throws AppError `bad_sale`, `doubled_number`
 */
export const postSalesSafely = async (
  port: SalePort,
  sales: readonly SaleToReport[],
  options: PostSalesOptions = {},
): Promise<SaleOutcome[]> => {
  mustBeDistinct(sales)
  for (const sale of sales) mustBeSale(sale)
  const outcomes: SaleOutcome[] = []
  for (const [index, sale] of sales.entries()) {
    const outcome = toOutcome(index, sale, await post(port, sale, index, options))
    outcomes.push(outcome)
    if (!stops(outcome)) continue
    const { error } = outcome
    const rest = sales.slice(index + 1).map((each, place) => ({ each, at: index + 1 + place }))
    return [
      ...outcomes,
      ...rest.map(({ each, at }) => ({ ...named(at, each), outcome: 'not_sent' as const, error })),
    ]
  }
  return outcomes
}

const post = (
  port: SalePort,
  sale: SaleToReport,
  index: number,
  { mayBeThere, beforeSend, ...options }: PostSalesOptions,
): Promise<Fate<KeptSale>> =>
  sendOnce(
    { send: () => port.send(sale, options.signal), find: () => port.find(sale, options.signal) },
    {
      ...options,
      mayBeThere: mayBeThere?.has(index) === true,
      ...(beforeSend === undefined ? {} : { beforeSend: () => beforeSend(index) }),
    },
  )

const mustBeDistinct = (sales: readonly SaleToReport[]): void => {
  const seen = new Set<string>()
  for (const [index, { externalNumber }] of sales.entries()) {
    if (seen.has(externalNumber))
      throw invalid('doubled_number', `Sale number ${externalNumber} occurs twice.`, [
        { path: `${index}.externalNumber`, message: 'occurs twice' },
      ])
    seen.add(externalNumber)
  }
}

const named = (index: number, { externalNumber }: SaleToReport) => ({ index, externalNumber })

const toOutcome = (index: number, sale: SaleToReport, fate: Fate<KeptSale>): SaleOutcome => {
  const name = named(index, sale)
  if (fate.outcome === 'refused')
    return { ...name, outcome: 'refused', messages: fate.error.vendorMessages, error: fate.error }
  if (fate.outcome !== 'done') return { ...name, ...fate }
  const { stateId, receipt } = fate.result
  if (!fate.found) return { ...name, outcome: 'posted', stateId }
  const differs = receipt === null ? [] : differences(sale, receipt)
  return receipt === null || differs.length === 0
    ? { ...name, outcome: 'found', stateId, receipt }
    : { ...name, outcome: 'clash', receipt, differs }
}

/** Refusals that every other sale would meet as well. */
const FOR_ALL = new Set(['login', 'privilege', 'unknown_action', 'api_version', 'location'])

type Failed = SaleOutcome & { readonly error: CallFailure }
const stops = (outcome: SaleOutcome): outcome is Failed =>
  outcome.outcome === 'unknown' ||
  outcome.outcome === 'not_sent' ||
  (outcome.outcome === 'refused' && FOR_ALL.has(outcome.error.reason))

import { DEFAULT_LAGS, type Instant } from '../reconciliation/engine/facts.ts'
import type { ReceiptStanding } from './contract.ts'

/** The span both sides had been read for when they were last compared. */
export interface Compared {
  readonly from: Instant
  readonly salesUntil: Instant
  readonly receiptsUntil: Instant
}

/** How the putting right of an unreported sale stands: of its discrepancy, and of the correction confirmed last. */
export interface Mending {
  readonly discrepancy: 'standing' | 'dismissed'
  readonly correction: 'waiting' | 'sending' | 'unknown' | 'done' | 'refused' | 'cancelled' | null
}

/** What the suite, where it reports by itself, did last about a receipt. */
export interface OwnReport {
  readonly kind: 'report_sale' | 'void_report' | 'correct_report'
  readonly state: 'waiting' | 'sending' | 'unknown' | 'done' | 'refused'
  readonly finishedAt: Instant | null
}

/** What is known of one sale. */
export interface ReceiptFacts {
  readonly soldAt: Instant
  /** When the till last changed it. */
  readonly changedAt: Instant
  /** Wholly struck out at the till. */
  readonly voided: boolean
  /** Whether any of its goods names a package. */
  readonly named: boolean
  /** Receipts the state holds under its number: those that stand, and those struck out. */
  readonly live: number
  readonly struckOut: number
  /** Of each of its packages the state was not told of. */
  readonly unreported: readonly Mending[]
  /** Null: the suite does nothing about it by itself. */
  readonly own: OwnReport | null
}

const OF_CORRECTION = {
  waiting: 'queued',
  sending: 'sending',
  unknown: 'unknown',
  done: 'sent',
  refused: 'failed',
  cancelled: 'missing',
} as const satisfies Record<NonNullable<Mending['correction']>, ReceiptStanding>

/** Of a receipt with several packages the one that needs a person most speaks for all. */
const WORST_FIRST = [
  'failed',
  'missing',
  'unknown',
  'queued',
  'sending',
  'sent',
] as const satisfies ReceiptStanding[]

/** What a person must look at. */
export const ATTENTION: ReadonlySet<ReceiptStanding> = new Set([
  'unknown',
  'failed',
  'missing',
  'unnamed',
  'reported_twice',
  'void_not_told',
])
/** What is not settled; the deadline runs. */
export const OPEN: ReadonlySet<ReceiptStanding> = new Set<ReceiptStanding>([
  ...ATTENTION,
  'not_due',
  'not_read',
  'queued',
  'sending',
  'sent',
])

/** How long after a change at the till the state may first show it. */
export const SHOWN_AFTER_MS = DEFAULT_LAGS.report + DEFAULT_LAGS.mirror

/**
 * Where the reporting of a sale stands. The state's own receipt under its number proves it; without one, a comparison of
 * both sides read far enough that finds nothing missing does. Nothing is called reported on less.
 */
export const standingOf = (facts: ReceiptFacts, compared: Compared | null, now: Instant): ReceiptStanding => {
  const own = standingOfOwn(facts, compared)
  if (own !== null) return own
  if (facts.voided) return standingOfVoid(facts, compared, now)
  const mending = facts.unreported.filter(({ discrepancy }) => discrepancy === 'standing')
  if (mending.length > 0) {
    const standings = new Set<ReceiptStanding>(
      mending.map(({ correction }) => (correction === null ? 'missing' : OF_CORRECTION[correction])),
    )
    return WORST_FIRST.find((one) => standings.has(one)) ?? 'missing'
  }
  if (facts.unreported.length > 0) return 'left'
  if (facts.live > 0) return facts.live > 1 ? 'reported_twice' : 'reported'
  const reach = reachOf(facts, compared, now)
  if (reach !== 'read') return reach
  if (facts.struckOut > 0) return 'missing'
  return facts.named ? 'reported' : 'unnamed'
}

/** What the suite's own report says where it says more than the state's receipts: until they were read after it. */
const standingOfOwn = (
  { own, voided, live, struckOut, unreported }: ReceiptFacts,
  compared: Compared | null,
): ReceiptStanding | null => {
  if (own === null || voided !== (own.kind === 'void_report')) return null
  // a person has taken it up
  if (unreported.some(({ discrepancy, correction }) => discrepancy === 'dismissed' || isUnderWay(correction)))
    return null
  // not to be seen yet is not struck out
  if (own.kind === 'void_report' && live === 0 && (struckOut > 0 || own.state === 'done')) return null
  // a discrepancy that nobody took up is older than what the state shows now
  if (own.kind === 'report_sale' && live > 0) return live > 1 ? 'reported_twice' : 'reported'
  if (own.state !== 'done') return OF_CORRECTION[own.state]
  if (own.kind === 'correct_report' && live > 0) return null
  const shownBy = (own.finishedAt ?? 0) + SHOWN_AFTER_MS
  return compared === null || compared.receiptsUntil < shownBy ? 'sent' : null
}

const isUnderWay = (correction: Mending['correction']): boolean =>
  correction !== null && correction !== 'cancelled'

const standingOfVoid = (facts: ReceiptFacts, compared: Compared | null, now: Instant): ReceiptStanding => {
  if (facts.live === 0) return 'voided'
  const reach = reachOf(facts, compared, now)
  return reach === 'not_due' || reach === 'not_read' ? reach : 'void_not_told'
}

const reachOf = (
  { soldAt, changedAt }: ReceiptFacts,
  compared: Compared | null,
  now: Instant,
): 'read' | 'not_due' | 'not_read' | 'out_of_reach' => {
  const shownBy = changedAt + SHOWN_AFTER_MS
  if (now < shownBy) return 'not_due'
  if (compared === null) return 'not_read'
  if (soldAt < compared.from) return 'out_of_reach'
  return compared.receiptsUntil < shownBy || compared.salesUntil < changedAt ? 'not_read' : 'read'
}

import { sql, type Tx } from '@suite/db'
import type { Coverage } from '../../reconciliation/engine/facts.ts'
import type { FindingClass, Late } from '../../reconciliation/engine/finding.ts'
import type { DiscrepancyState } from '../contract.ts'

/** A discrepancy that stands, as far as the next reconciliation must know it. */
export interface Standing {
  readonly id: string
  readonly identity: string
  readonly class: FindingClass
  readonly cause: string
  readonly subject: string
  /** When what it is about happened, first and last: of evidence that names a receipt. Null: it is about a figure. */
  readonly happened: { readonly first: number; readonly last: number } | null
  readonly packageTag: string
  readonly state: Exclude<DiscrepancyState, 'resolved'>
  readonly quantityOff: string | null
  readonly correctedAt: Date | null
}

/** The discrepancies of a store that are not resolved, held by this transaction. */
export const lockStanding = async (tx: Tx, storeId: string): Promise<Standing[]> => {
  const { rows } = await sql<Standing>`
    select id, identity, class, cause, subject, package_tag as "packageTag", state, trim_scale(quantity_off)::text as "quantityOff",
      corrected_at as "correctedAt",
      (select json_build_object('first', extract(epoch from min(t.at)) * 1000, 'last', extract(epoch from max(t.at)) * 1000)
        from (select (e ->> 'at')::timestamptz as at from jsonb_array_elements(evidence) e
          where e ->> 'reference' is not null) t having count(*) > 0) as happened
    from discrepancies where store_id = ${storeId} and state <> 'resolved' for update`.execute(tx.db)
  return rows
}

/**
 * Whether the sources have been read far enough after a correction to judge it: what was put right with one of them shows
 * only in what was read of it later.
 */
export const isReadSince = (coverage: Coverage, since: Date, lagMs: number): boolean =>
  [coverage.posAt, coverage.stateAt, coverage.sales?.until, coverage.receipts?.until].every(
    (at) => at == null || at >= since.getTime() + lagMs,
  )

/** What about a discrepancy cannot be judged now, because it may only be late. */
export const isWithheld = (one: Pick<Standing, 'class' | 'packageTag'>, late: readonly Late[]): boolean =>
  late.some(({ tag, withholds }) => tag === one.packageTag && withholds.includes(one.class))

type Source = 'sales' | 'receipts' | 'posAt' | 'stateAt'
const OF_RECEIPTS: readonly Source[] = ['sales', 'receipts']

/** The sources a discrepancy was found with. */
const witnessesOf = ({
  class: of,
  cause,
  subject,
}: Pick<Standing, 'class' | 'cause' | 'subject'>): readonly Source[] => {
  switch (of) {
    case 'unreported_sale':
    case 'double_reported':
    case 'voided_one_side':
      return OF_RECEIPTS
    case 'quantity_drift':
    case 'unit_mistake':
      if (cause === 'reported_quantity') return OF_RECEIPTS
      return subject === 'pos' ? ['posAt'] : subject === 'state' ? ['stateAt'] : ['posAt', 'stateAt']
    case 'missing_package':
      return subject === 'state' ? ['stateAt'] : ['posAt', 'stateAt']
    case 'unknown_package':
      return ['stateAt']
    case 'wrong_location':
      return subject === 'store' ? ['stateAt'] : ['posAt', 'stateAt']
    case 'negative_on_hand':
      return [
        ...(cause.includes('pos') ? (['posAt'] as const) : []),
        ...(cause.includes('state') ? (['stateAt'] as const) : []),
      ]
    case 'sold_on_hold':
    case 'sold_expired':
    case 'sold_untested':
      return ['sales']
    case 'stale_mapping':
      return cause === 'category' ? ['stateAt'] : cause === 'unit' ? ['posAt', 'stateAt'] : ['posAt']
  }
}

/** Whether what was found can still be looked at: it vanishes neither with its witness nor with age. */
export const canBeJudged = (
  one: Pick<Standing, 'class' | 'cause' | 'subject' | 'happened'>,
  coverage: Coverage,
): boolean => {
  const witnesses = witnessesOf(one)
  if (witnesses.some((source) => coverage[source] === null)) return false
  const { happened } = one
  if (happened === null || !witnesses.includes('sales')) return true
  // a barred sale's hold or date lies before the sale itself
  const at = witnesses.includes('receipts') ? happened.first : happened.last
  return (
    at >=
    Math.max(coverage.sales?.from ?? 0, witnesses.includes('receipts') ? (coverage.receipts?.from ?? 0) : 0)
  )
}

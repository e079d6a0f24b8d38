import { sql, type Tx } from '@suite/db'
import type { Coverage } from '../../reconciliation/engine/facts.ts'
import type { FindingClass, Late } from '../../reconciliation/engine/finding.ts'
import type { DiscrepancyState } from '../contract.ts'

/** A discrepancy that stands, as far as the next reconciliation must know it. */
export interface Standing {
  readonly id: string
  readonly identity: string
  readonly class: FindingClass
  readonly packageTag: string
  readonly state: Exclude<DiscrepancyState, 'resolved'>
  readonly quantityOff: string | null
  readonly correctedAt: Date | null
}

/** The discrepancies of a store that are not resolved, held by this transaction. */
export const lockStanding = async (tx: Tx, storeId: string): Promise<Standing[]> => {
  const { rows } = await sql<Standing>`
    select id, identity, class, package_tag as "packageTag", state, trim_scale(quantity_off)::text as "quantityOff",
      corrected_at as "correctedAt"
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

const NEEDS_STATE: ReadonlySet<FindingClass> = new Set([
  'unreported_sale',
  'double_reported',
  'voided_one_side',
  'unknown_package',
  'wrong_location',
])

/** Whether the sources a class is judged by are connected at all: a finding does not vanish with its witness. */
export const canBeJudged = (of: FindingClass, coverage: Coverage): boolean =>
  !NEEDS_STATE.has(of) || coverage.stateAt !== null

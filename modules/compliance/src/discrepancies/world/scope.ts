import { sql, type Read } from '@suite/db'
import type { StoreSources } from '../ports.ts'

/** What a reconciliation of a store reads from. */
export interface Scope {
  readonly read: Read
  readonly storeId: string
  readonly state: string
  readonly sources: StoreSources
  /** Sales, reports and movements before this are not looked at. */
  readonly from: Date
  readonly now: Date
}

const DAY_MS = 86_400_000
/** Days of sales and reports that are compared line by line. */
const WINDOW_DAYS = 45
/** As far back as one that stands open can stretch them. */
const MOST_DAYS = 400

/**
 * From when sales and reports are compared: 45 days back, and as far as the oldest receipt that stands open, which else would
 * seem put right once it is that old, and come back as a difference nobody can explain.
 */
export const windowFrom = async (read: Read, storeId: string, now: Date): Promise<Date> => {
  const usual = now.getTime() - WINDOW_DAYS * DAY_MS
  const { rows } = await sql<{ oldest: Date | null }>`
    select min((e ->> 'at')::timestamptz) as oldest from discrepancies d, jsonb_array_elements(d.evidence) e
    where d.store_id = ${storeId} and d.state not in ('resolved', 'dismissed') and e ->> 'reference' is not null
      and (d.class in ('unreported_sale', 'double_reported', 'voided_one_side') or d.cause = 'reported_quantity')`.execute(
    read.db,
  )
  const oldest = (rows[0]?.oldest?.getTime() ?? Infinity) - DAY_MS
  return new Date(Math.max(now.getTime() - MOST_DAYS * DAY_MS, Math.min(usual, oldest)))
}

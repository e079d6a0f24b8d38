import { sql, type Read } from '@suite/db'
import { MOST_DAYS_BACK } from './reporting-contract.ts'
import type { SoldReceipt } from './prepare-report.ts'

const DAY_MS = 86_400_000

/** How far back the suite reports by itself; what is older is left to the discrepancies. */
export const reportedFrom = (since: Date, now: Date): Date =>
  new Date(Math.max(since.getTime(), now.getTime() - MOST_DAYS_BACK * DAY_MS))

/** Goods the state follows, sold and not struck out. Of a receipt line `l` and its product `p`. */
const SOLD_GOODS = sql`l.kind = 'sale' and l.quantity > 0 and not p.is_service and p.category <> 'accessories'`

/**
 * Sales from an instant on that nobody has told the state of, as far as is known, and nobody is about to: the oldest first.
 * What the state holds under its number, what a person corrects or dismissed, and what is in the outbox is none of them.
 */
export const salesToReport = async (
  read: Read,
  input: { readonly storeId: string; readonly from: Date; readonly limit: number },
): Promise<SoldReceipt[]> => {
  const { storeId, from } = input
  // clocks of till and state differ, and a day begins at another hour
  const around = new Date(from.getTime() - 2 * DAY_MS)
  // sets of the whole store: looked up one by one they would cost a scan a sale, until the tables' statistics catch up
  const { rows } = await sql<SoldReceipt>`
    with untold as materialized (
      select r.organization_id, r.id, r.external_id, r.occurred_at, r.source_modified_at from receipts r
      where r.store_id = ${storeId} and r.business_day >= ${around}::timestamptz::date and r.occurred_at >= ${from}
        and r.kind = 'sale'
        and r.id not in (
          select c.receipt_id from corrections c where c.store_id = ${storeId} and c.receipt_id is not null
            and c.kind = 'report_sale' and c.state <> 'cancelled' and c.confirmed_at >= ${around})
        and r.external_id not in (
          select c.receipt_number from corrections c where c.store_id = ${storeId} and c.receipt_number is not null
            and c.kind = 'report_sale' and c.discrepancy_id is not null and c.confirmed_at >= ${around}
            and c.state in ('waiting', 'sending', 'unknown', 'done'))
        and r.external_id not in (
          select m.external_number from mirror_receipts m where m.store_id = ${storeId} and m.external_number is not null
            and m.sold_at >= ${around} and not m.voided)
        and lower(trim(r.external_id)) not in (
          select d.subject from discrepancies d where d.store_id = ${storeId} and d.class = 'unreported_sale'
            and d.state = 'dismissed'))
    select r.id as "receiptId", r.external_id as number, r.occurred_at as "soldAt",
      coalesce(r.source_modified_at, r.occurred_at) as version, g.total as "totalMinor"
    from untold r
    cross join lateral (
      select sum(l.net_minor)::bigint as total
      from receipt_lines l join products p on p.organization_id = l.organization_id and p.id = l.product_id
      where l.organization_id = r.organization_id and l.receipt_id = r.id and ${SOLD_GOODS}) g
    where g.total is not null
    order by r.occurred_at, r.id limit ${input.limit}`.execute(read.db)
  return rows
}

import { sql, type Tx } from '@suite/db'
import type { Fragment } from '@suite/inventory'

const DAYS_AT_ONCE = 250

/**
 * Recomputes a store's daily sales from its lines for the given days, a query of `business_day`. Sales and returns only:
 * void receipts and stock corrections are no sales.
 */
export const recomputeRollups = async (
  tx: Tx,
  storeId: string,
  days: Fragment,
  onDone: (share: number) => void = () => undefined,
): Promise<void> => {
  const { rows } = await sql<{ business_day: string }>`
    select distinct business_day from (${days}) d order by business_day`.execute(tx.db)
  for (let start = 0; start < rows.length; start += DAYS_AT_ONCE) {
    const some = rows.slice(start, start + DAYS_AT_ONCE).map((row) => row.business_day)
    await recomputeProducts(tx, storeId, some)
    await recomputeStore(tx, storeId, some)
    onDone(Math.min(1, (start + some.length) / rows.length))
  }
}

const recomputeProducts = async (tx: Tx, storeId: string, days: readonly string[]): Promise<void> => {
  const dirty = sql`store_id = ${storeId} and business_day = any(${days}::date[])`
  await sql`delete from sales_daily where ${dirty}`.execute(tx.db)
  await sql`
    insert into sales_daily (organization_id, store_id, product_id, business_day, units_sold, units_returned, gross_minor,
      discount_minor, tax_minor, net_minor, cost_minor, lines)
    select ${tx.context.organizationId}::uuid, ${storeId}::uuid, product_id, business_day,
      coalesce(sum(quantity) filter (where kind = 'sale'), 0), coalesce(-sum(quantity) filter (where kind = 'return'), 0),
      sum(gross_minor), sum(discount_minor), sum(tax_minor), sum(net_minor),
      case when count(cost_minor) = count(*) then sum(cost_minor) end, count(*)
    from receipt_lines
    where ${dirty} and kind in ('sale', 'return')
    group by product_id, business_day order by product_id, business_day`.execute(tx.db)
}

const recomputeStore = async (tx: Tx, storeId: string, days: readonly string[]): Promise<void> => {
  const dirty = sql`store_id = ${storeId} and business_day = any(${days}::date[])`
  await sql`delete from store_sales_daily where ${dirty}`.execute(tx.db)
  await sql`
    insert into store_sales_daily (organization_id, store_id, business_day, receipts, lines, units_sold, units_returned,
      gross_minor, discount_minor, tax_minor, net_minor, cost_minor)
    select ${tx.context.organizationId}::uuid, ${storeId}::uuid, d.*
    from (
      select business_day,
        (select count(distinct receipt_id) from receipt_lines l where l.store_id = ${storeId}
          and l.business_day = s.business_day and l.kind in ('sale', 'return')),
        sum(lines), sum(units_sold), sum(units_returned), sum(gross_minor), sum(discount_minor), sum(tax_minor),
        sum(net_minor), case when count(cost_minor) = count(*) then sum(cost_minor) end
      from sales_daily s where ${dirty} group by business_day) d
    order by d.business_day`.execute(tx.db)
}

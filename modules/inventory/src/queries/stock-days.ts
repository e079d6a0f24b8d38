import { invalid, notFound } from '@suite/kernel'
import { sql, type Read } from '@suite/db'
import { walkDays, type DayStretch, type StockDay } from '../rules/walk-days.ts'
import type { Fragment } from '../ledger-sql.ts'

/**
 * Stock of one product on each day from `from` to `to`. @throws AppError `bad_span`, or `not_found` for another
 * organisation's store or product
 */
export const stockTimeline = async (
  read: Read,
  input: { storeId: string; productId: string; from: string; to: string },
): Promise<StockDay[]> => {
  if (input.from > input.to)
    throw invalid('bad_span', 'The span must begin before it ends.', [
      { path: 'to', message: 'must not be before from' },
    ])
  const product = await sql`select from products where id = ${input.productId}`.execute(read.db)
  if (product.rows.length === 0) throw notFound('product')
  const rows = await stretches(read, input.storeId, sql`m.product_id = ${input.productId}`, input.to)
  return walkDays(rows, input.from, input.to)
}

/**
 * Days from `from` to `to` on which a product was known to be out of stock from opening to close: no demand could be met,
 * so a forecast must not take them for days without demand. Products that never ran out, or whose stock is unknown, are
 * left out.
 */
export const stockOutDays = async (
  read: Read,
  input: { storeId: string; productIds?: readonly string[] | undefined; from: string; to: string },
): Promise<Map<string, string[]>> => {
  const which =
    input.productIds === undefined
      ? sql`m.product_id in (select product_id from stock_positions where store_id = ${input.storeId} and known_from is not null)`
      : sql`m.product_id = any(${input.productIds}::uuid[])`
  const rows = await stretches(read, input.storeId, which, input.to)
  const found = new Map<string, string[]>()
  for (const [productId, own] of Map.groupBy(rows, (row) => row.productId)) {
    const days = walkDays(own, input.from, input.to).filter((day) => day.empty)
    if (days.length > 0)
      found.set(
        productId,
        days.map(({ day }) => day),
      )
  }
  return found
}

/** The ledger of some products up to a day, by product, day and epoch; see `DayStretch`. */
const stretches = async (
  read: Read,
  storeId: string,
  which: Fragment,
  to: string,
): Promise<(DayStretch & { productId: string })[]> => {
  const store = await sql<{ zone: string; cut_off: number }>`
    select time_zone as zone, cut_off_minutes as cut_off from stores where id = ${storeId}`.execute(read.db)
  const clock = store.rows[0]
  if (clock === undefined) throw notFound('store')
  const { rows } = await sql<DayStretch & { productId: string }>`
    select product_id as "productId", day, epoch::int as epoch,
      trim_scale(max(counted_quantity) filter (where counts)) as counted,
      trim_scale(coalesce(sum(quantity) filter (where kind <> 'count'), 0)) as change,
      trim_scale(-coalesce(sum(quantity) filter (where kind in ('sell', 'return')), 0)) as sold,
      trim_scale(coalesce(sum(quantity) filter (where kind = 'receive'), 0)) as received
    from (
      select m.*, count(*) filter (where counts or (kind = 'receive' and first_receive)) over (partition by product_id
          order by occurred_at, (kind = 'count'), (kind <> 'receive'), id rows unbounded preceding) as epoch
      from (
        select m.product_id, m.kind, m.quantity, m.counted_quantity, m.occurred_at, m.id,
          ((m.occurred_at at time zone ${clock.zone}) - make_interval(mins => ${clock.cut_off}))::date as day,
          m.kind = 'count' and not exists (select from stock_movements u
            where u.source_id = m.id and u.source_type = 'system' and u.kind = 'undo') as counts,
          m.kind = 'receive' and m.occurred_at = min(m.occurred_at) filter (where m.kind = 'receive')
            over (partition by m.product_id) as first_receive
        from stock_movements m where m.store_id = ${storeId} and ${which}) m
      where day <= ${to}::date) m
    group by product_id, day, epoch order by product_id, day, epoch`.execute(read.db)
  return rows
}

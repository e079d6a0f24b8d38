import { sql, type Read } from '@suite/db'
import { decodeCursor, toPage } from '@suite/http'
import { ledgerAsOf } from '../ledger-sql.ts'

/** What stock was worth at the close of a business day. */
export interface ValuationItem {
  readonly productId: string
  readonly sku: string
  readonly name: string
  readonly category: string
  readonly quantity: string
  /** Null when no cost is known; then the value is not known either. */
  readonly unitCost: string | null
  readonly valueMinor: number | null
}

export interface ValuationQuery {
  /** Business day; today's is the stock of this moment. */
  readonly asOf: string
  readonly storeId?: string | undefined
}

/**
 * Stock at the close of a business day, rebuilt from the ledger and valued at cost: the average cost of the lots known by
 * then, weighted by what they held, else the product's cost. Values are rounded half to even per product. Stocked products
 * whose stock was unknown (in any of the stores) and goods without a known cost are counted apart, not taken for zero.
 */
export const valuation = async (
  read: Read,
  input: ValuationQuery & { limit: number; cursor?: string | undefined },
) => {
  const after = input.cursor === undefined ? null : decodeCursor(input.cursor, 2)
  const { rows } = await sql<ValuationItem & { total: number; unknown: number; uncosted: number }>`
    with value as (${valued(input)}), sums as (
      select coalesce(sum(value), 0)::bigint as total, count(*) filter (where unknown) as unknown,
        count(*) filter (where quantity <> 0 and value is null) as uncosted from value)
    select v.product_id as "productId", v.sku, v.name, v.category, trim_scale(v.quantity) as quantity,
      trim_scale(v.unit_cost) as "unitCost", v.value as "valueMinor", s.*
    from sums s left join lateral (
      select * from value where quantity <> 0
        and ${after === null ? sql`true` : sql`(name, product_id) > (${after[0]}::text, ${after[1]}::uuid)`}
      order by name, product_id limit ${input.limit + 1}) v on true`.execute(read.db)
  const items = rows.filter((row) => row.productId !== null)
  const page = toPage(items, input.limit, (row) => [row.name, row.productId])
  return {
    asOf: input.asOf,
    totalMinor: rows[0]?.total ?? 0,
    unknownProducts: rows[0]?.unknown ?? 0,
    unknownCostProducts: rows[0]?.uncosted ?? 0,
    nextCursor: page.nextCursor,
    items: page.items.map(({ total: _, unknown: __, uncosted: ___, ...item }) => item),
  }
}

/** One row a stocked product: what the stores together held, null quantity where no store knew. */
const valued = (input: ValuationQuery) => sql`
  select p.id as product_id, p.sku, p.name, p.category, q.quantity, q.unknown, c.unit_cost, ${halfEven} as value
  from products p
  join (
    select l.product_id, sum(l.on_hand) as quantity, bool_or(l.on_hand is null) as unknown
    from (
      select st.id as store_id, pos.product_id, ${closeOf(input.asOf)} as closes
      from stores st join stock_positions pos on pos.store_id = st.id
      where ${input.storeId === undefined ? sql`true` : sql`st.id = ${input.storeId}`}) t
    cross join lateral (${ledgerAsOf(sql`select t.store_id, t.product_id, t.closes`, sql`t.closes - interval '1 microsecond'`)}) l
    group by l.product_id) q on q.product_id = p.id
  left join lateral (
    select coalesce((
      select coalesce(sum(l.unit_cost * l.known_quantity) / nullif(sum(l.known_quantity), 0), avg(l.unit_cost))
      from lots l join stores st on st.id = l.store_id
      where l.product_id = p.id and l.unit_cost is not null and l.received_at < ${closeOf(input.asOf)}
        and ${input.storeId === undefined ? sql`true` : sql`l.store_id = ${input.storeId}`}), p.cost) as unit_cost) c on true
  cross join lateral (select q.quantity * c.unit_cost * 100 as cents) v
  where not p.is_service`

/** The instant a business day of the store `st` ends: the first that belongs to the next day. */
const closeOf = (day: string) =>
  sql`((${day}::date + 1)::timestamp + make_interval(mins => st.cut_off_minutes)) at time zone st.time_zone`

/** `cents` rounded half to even. */
const halfEven = sql`(case when abs(cents % 1) = 0.5 then 2 * round(cents / 2) else round(cents) end)::bigint`

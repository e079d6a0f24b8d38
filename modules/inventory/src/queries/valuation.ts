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
  /** Null when no cost is known; such goods are worth 0 here. */
  readonly unitCost: string | null
  readonly valueMinor: number
}

export interface ValuationQuery {
  /** Business day; today's is the stock of this moment. */
  readonly asOf: string
  readonly storeId?: string | undefined
}

/**
 * Stock at the close of a business day, rebuilt from the ledger and valued at cost: the average cost of the lots known by
 * then, weighted by what they held, else the product's cost. Values are rounded half to even per product. Stocked products
 * whose stock was unknown are counted apart, not taken for zero.
 */
export const valuation = async (
  read: Read,
  input: ValuationQuery & { limit: number; cursor?: string | undefined },
) => {
  const after = input.cursor === undefined ? null : decodeCursor(input.cursor, 2)
  const { rows } = await sql<ValuationItem & { total: string; unknown: number }>`
    with value as (${valued(input)}), sums as (
      select coalesce(sum(value) filter (where quantity is not null), 0) as total,
        count(*) filter (where quantity is null) as unknown from value)
    select v.product_id as "productId", v.sku, v.name, v.category, trim_scale(v.quantity) as quantity,
      trim_scale(v.unit_cost) as "unitCost", v.value as "valueMinor", s.total, s.unknown
    from sums s left join lateral (
      select * from value where quantity is not null and quantity <> 0
        and ${after === null ? sql`true` : sql`(name, product_id) > (${after[0]}::text, ${after[1]}::uuid)`}
      order by name, product_id limit ${input.limit + 1}) v on true`.execute(read.db)
  const items = rows.filter((row) => row.productId !== null)
  const page = toPage(items, input.limit, (row) => [row.name, row.productId])
  return {
    asOf: input.asOf,
    totalMinor: Number(rows[0]?.total ?? 0),
    unknownProducts: rows[0]?.unknown ?? 0,
    nextCursor: page.nextCursor,
    items: page.items.map(({ total: _, unknown: __, ...item }) => ({ ...item, valueMinor: Number(item.valueMinor) })),
  }
}

/** One row a stocked product: what the stores together held, null quantity where no store knew. */
const valued = (input: ValuationQuery) => sql`
  select p.id as product_id, p.sku, p.name, p.category, q.quantity, c.unit_cost, ${halfEven} as value
  from products p
  join (
    select l.product_id, sum(l.on_hand) as quantity
    from (
      select st.id as store_id, pos.product_id,
        ((${input.asOf}::date + 1)::timestamp + make_interval(mins => st.cut_off_minutes)) at time zone st.time_zone as closes
      from stores st join stock_positions pos on pos.store_id = st.id
      where ${input.storeId === undefined ? sql`true` : sql`st.id = ${input.storeId}`}) t
    cross join lateral (${ledgerAsOf(sql`select t.store_id, t.product_id, t.closes`, sql`t.closes`)}) l
    group by l.product_id) q on q.product_id = p.id
  left join lateral (
    select coalesce((
      select sum(l.unit_cost * l.known_quantity) / nullif(sum(l.known_quantity), 0) from lots l
      where l.product_id = p.id and l.unit_cost is not null and l.received_at::date <= ${input.asOf}::date
        and ${input.storeId === undefined ? sql`true` : sql`l.store_id = ${input.storeId}`}), p.cost) as unit_cost) c on true
  cross join lateral (select coalesce(q.quantity * c.unit_cost, 0) * 100 as cents) v
  where not p.is_service`

/** `cents` rounded half to even. */
const halfEven = sql`(case when abs(cents % 1) = 0.5 then 2 * round(cents / 2) else round(cents) end)::bigint`

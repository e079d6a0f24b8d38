import { sql, type Read } from '@suite/db'
import { decodeCursor, toPage } from '@suite/http'
import type { ProductItem, ProductsQuery, StockStatus } from '../contract.ts'
import { countedBlindBy } from '@suite/inventory'
import { containing } from './containing.ts'

/** Worst first: a product's status over several stores is that of the store that needs looking at most. */
const BY_URGENCY: readonly StockStatus[] = ['stock_out', 'low', 'overstock', 'ok', 'unknown', 'no_demand']

/** A product's plans, one row each, over its stores or in one. */
const plansOf = (storeId: string | undefined, correlated: boolean) => sql`
  select r.product_id, sum(r.at_risk_minor)::bigint as risk, sum(r.units_per_day) as rate,
    case when count(*) = 1 then max(r.days_of_supply)
      else least(999, sum(r.on_hand)::float8 / nullif(sum(r.units_per_day) filter (where r.on_hand is not null), 0)) end as days,
    min(array_position(${BY_URGENCY}::text[], r.stock_status)) as urgency, min(r.stock_out_on) as stock_out_on, sum(r.sold_last_30)::float8 as sold
  from reorder_plans r
  where true ${correlated ? sql`and r.product_id = p.id` : sql``}
    ${storeId === undefined ? sql`` : sql`and r.store_id = ${storeId}`}
  group by r.product_id`

const SORTS = {
  name: { key: sql`p.name`, down: false },
  risk: { key: sql`coalesce(a.risk, 0)`, down: true },
  days_of_supply: { key: sql`coalesce(a.days, 1e9)`, down: false },
  sold: { key: sql`coalesce(a.sold, 0)`, down: true },
} as const

/**
 * The products with how they stand, summed over all stores or in one. Sorted by name, dollars at risk, days of supply
 * (shortest first) or units sold in 30 days; a page at a time. Stock that this person is counting blind is left out.
 */
export const products = async (
  read: Read,
  query: ProductsQuery,
): Promise<{ items: ProductItem[]; nextCursor: string | null }> => {
  const { key, down } = SORTS[query.sort]
  // by name the page is found first and only its products' plans are read; otherwise the plans give the order
  const plans =
    query.sort === 'name'
      ? sql`left join lateral (${plansOf(query.storeId, true)}) a on true`
      : sql`left join (${plansOf(query.storeId, false)}) a on a.product_id = p.id`
  const { rows } = await sql<ProductItem & { key: string | number }>`
    with page as (
      select p.*, ${key} as key, a.risk, a.rate, a.days, a.urgency, a.stock_out_on, a.sold
      from products p ${plans}
      where ${sql.join(filtersOf(query, key, down), sql` and `)}
      order by ${key} ${down ? sql`desc` : sql`asc`}, p.id limit ${query.limit + 1}
    )
    select p.id, p.sku, p.name, p.category, p.brand, p.strain, p.unit, trim_scale(p.price) as price,
      trim_scale(p.cost) as cost, p.vendor_id as "vendorId", v.name as "vendorName", p.active, p.is_service as "isService",
      case when blind.yes then null else trim_scale(pos.on_hand) end as "onHand", trim_scale(coalesce(po.on_order, 0)) as "onOrder", p.rate as "unitsPerDay",
      case when blind.yes then null else p.days end as "daysOfSupply", coalesce((${BY_URGENCY}::text[])[p.urgency], 'unknown') as "stockStatus",
      coalesce(p.risk, 0)::bigint as "atRiskMinor", case when blind.yes then null else p.stock_out_on end as "stockOutOn",
      trim_scale(coalesce(p.sold, 0)::numeric) as "soldLast30", p.key
    from page p
    left join vendors v on v.organization_id = p.organization_id and v.id = p.vendor_id
    left join lateral (
      select sum(x.on_hand) as on_hand from stock_positions x
      where x.organization_id = p.organization_id and x.product_id = p.id
        ${query.storeId === undefined ? sql`` : sql`and x.store_id = ${query.storeId}`}
    ) pos on true
    left join lateral (
      select sum(greatest(l.quantity - l.received_quantity, 0)) as on_order from purchase_order_lines l
      join purchase_orders o on o.organization_id = l.organization_id and o.id = l.purchase_order_id
      where l.organization_id = p.organization_id and l.product_id = p.id
        and o.status in ('approved', 'sent', 'partly_received')
        ${query.storeId === undefined ? sql`` : sql`and o.store_id = ${query.storeId}`}
    ) po on true
    left join lateral (
      select true as yes from (${countedBlindBy(read.context.actor.id)}) b where b.product_id = p.id limit 1
    ) blind on true
    order by p.key ${down ? sql`desc` : sql`asc`}, p.id`.execute(read.db)
  const page = toPage(rows, query.limit, (row) => [row.key, row.id])
  return { ...page, items: page.items.map(({ key: _, ...item }) => item) }
}

const filtersOf = (query: ProductsQuery, key: (typeof SORTS)[keyof typeof SORTS]['key'], down: boolean) => [
  query.show === 'all' ? sql`true` : sql`p.active`,
  ...(query.category === undefined ? [] : [sql`p.category = ${query.category}`]),
  ...(query.vendorId === undefined ? [] : [sql`p.vendor_id = ${query.vendorId}`]),
  ...(query.search === undefined ? [] : [containing(query.search)]),
  ...(query.status === undefined ? [] : [statusIs(query.status)]),
  ...(query.cursor === undefined ? [] : [pastCursor(query.cursor, query.sort, key, down)]),
]

const statusIs = (status: StockStatus) =>
  sql`coalesce(a.urgency, ${BY_URGENCY.indexOf('unknown') + 1}) = ${BY_URGENCY.indexOf(status) + 1}`

const pastCursor = (
  cursor: string,
  sort: ProductsQuery['sort'],
  key: (typeof SORTS)[keyof typeof SORTS]['key'],
  down: boolean,
) => {
  const [value, id] = decodeCursor(cursor, 2)
  if (sort === 'name') return sql`(p.name, p.id) > (${String(value)}, ${String(id)}::uuid)`
  const past = down ? sql`${key} < ${Number(value)}` : sql`${key} > ${Number(value)}`
  return sql`(${past} or (${key} = ${Number(value)} and p.id > ${String(id)}::uuid))`
}

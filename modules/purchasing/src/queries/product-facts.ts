import { businessDay } from '@suite/kernel'
import { sql, type Read } from '@suite/db'
import { heldLots, productIsHeld } from '@suite/inventory'
import type { ProductFacts } from '../rules/product-facts.ts'

/** Which products are planned; nothing set means all. */
export interface FactsScope {
  readonly storeId?: string
  readonly productIds?: readonly string[]
  readonly vendorId?: string
}

/** Where a batch ended: the key of its last row. */
export interface FactsCursor {
  readonly storeId: string
  readonly productId: string
}

type Row = Omit<ProductFacts, 'today'> & { timeZone: string; cutOffMinutes: number }

const FIRST: FactsCursor = {
  storeId: '00000000-0000-0000-0000-000000000000',
  productId: '00000000-0000-0000-0000-000000000000',
}

/**
 * The facts to plan from, a batch at a time in the order of store and product: every product that has a forecast or a
 * stock position there, is sold and is no service. `next` is null after the last batch.
 */
export const productFacts = async (
  read: Read,
  input: { scope: FactsScope; after: FactsCursor | null; limit: number; now: Date },
): Promise<{ facts: ProductFacts[]; next: FactsCursor | null }> => {
  const { rows } = await factRows(read, input.scope, input.after ?? FIRST, input.limit)
  const facts = rows.map(({ timeZone, cutOffMinutes, ...row }) => ({
    ...row,
    today: businessDay(input.now, timeZone, cutOffMinutes),
  }))
  const last = rows.at(-1)
  return {
    facts,
    next:
      last === undefined || rows.length < input.limit
        ? null
        : { storeId: last.storeId, productId: last.productId },
  }
}

/** Keys of one table past the cursor; the limit inside each arm keeps a batch from reading the whole table. */
const keysOf = (
  table: 'forecasts' | 'stock_positions',
  scope: FactsScope,
  after: FactsCursor,
  limit: number,
) => sql`
  (select k.store_id, k.product_id from ${sql.table(table)} k
   join products p on p.organization_id = k.organization_id and p.id = k.product_id
   where (k.store_id, k.product_id) > (${after.storeId}::uuid, ${after.productId}::uuid) and p.active and not p.is_service
     ${scope.storeId === undefined ? sql`` : sql`and k.store_id = ${scope.storeId}`}
     ${scope.productIds === undefined ? sql`` : sql`and k.product_id = any(${scope.productIds}::uuid[])`}
     ${scope.vendorId === undefined ? sql`` : sql`and p.vendor_id = ${scope.vendorId}`}
   order by k.store_id, k.product_id limit ${limit})`

const factRows = (read: Read, scope: FactsScope, after: FactsCursor, limit: number) =>
  sql<Row>`
  with keys as (
    ${keysOf('forecasts', scope, after, limit)} union ${keysOf('stock_positions', scope, after, limit)}
    order by store_id, product_id limit ${limit}
  ), last_days as materialized (
    select s.id as store_id, s.time_zone, s.cut_off_minutes, d.day
    from stores s left join lateral (
      select max(x.business_day) as day from store_sales_daily x
      where x.organization_id = s.organization_id and x.store_id = s.id
    ) d on true
  )
  select k.store_id as "storeId", k.product_id as "productId", ld.time_zone as "timeZone",
    ld.cut_off_minutes as "cutOffMinutes", (ld.day + 1)::date as "dayAfterSales",
    p.unit, trim_scale(p.price) as price, trim_scale(p.cost) as cost, p.case_pack as "casePack", p.moq,
    p.shelf_life_days as "shelfLifeDays", p.reorder_point_override as "reorderPointOverride",
    p.service_level::float8 as "serviceLevel",
    case when v.id is not null then json_build_object('id', v.id, 'name', v.name, 'leadTimeDays', v.lead_time_days,
      'leadTimeSpreadDays', v.lead_time_spread_days::float8, 'reviewDays', v.review_days, 'orderWeekdays', v.order_weekdays)
    end as vendor,
    case when f.status = 'ready' and cardinality(f.mean) > 0 then json_build_object('firstDay', f.first_day, 'mean', f.mean,
      'horizonErrors', coalesce(f.horizon_errors, '{}'), 'model', coalesce(f.model, 'the forecast'), 'wape', f.wape,
      'overrides', coalesce(people.overrides, '[]'))
    end as forecast,
    case when f.status = 'not_enough_history' then f.available_on end as "forecastOn",
    trim_scale(coalesce(sold.units, 0)) as "soldLast30",
    case when sold.units > 0 and sold.net > 0 then round(sold.net / 100.0 / sold.units, 6) end as "soldAt",
    trim_scale(pos.on_hand) as "onHand", trim_scale(coalesce(case
      when ${productIsHeld(sql`k.store_id`, sql`k.product_id`)} then greatest(pos.on_hand, 0) else lots.held end, 0)) as held,
    coalesce(po.on_order, '[]') as "onOrder",
    trim_scale(coalesce(po.by_people, 0)) as "draftedByPeople", trim_scale(coalesce(po.by_planner, 0)) as "draftedByPlanner",
    coalesce(lots.lots, '[]') as lots
  from keys k
  join last_days ld on ld.store_id = k.store_id
  join products p on p.id = k.product_id
  left join vendors v on v.organization_id = p.organization_id and v.id = p.vendor_id
  left join forecasts f on f.store_id = k.store_id and f.product_id = k.product_id
  left join lateral (
    select json_agg(json_build_object('firstDay', x.first_day, 'lastDay', x.last_day, 'kind', x.kind,
      'value', x.value::float8, 'reason', x.reason) order by x.first_day) as overrides
    from forecast_overrides x
    where x.product_id = k.product_id and x.store_id = k.store_id and x.ended_at is null and x.last_day > coalesce(ld.day, '-infinity')
  ) people on true
  left join stock_positions pos on pos.store_id = k.store_id and pos.product_id = k.product_id
  left join lateral (
    select sum(d.units_sold - d.units_returned) as units, sum(d.net_minor) as net from sales_daily d
    where d.product_id = k.product_id and d.store_id = k.store_id and d.business_day > ld.day - 30
  ) sold on true
  left join lateral (
    select
      json_agg(json_build_object('quantity', (l.quantity - l.received_quantity)::text, 'expectedOn', o.expected_on))
        filter (where o.status in ('approved', 'sent', 'partly_received') and l.quantity > l.received_quantity) as on_order,
      sum(l.quantity) filter (where o.status = 'draft' and l.set_by = 'person') as by_people,
      sum(l.quantity) filter (where o.status = 'draft' and l.set_by = 'suggestion') as by_planner
    from purchase_order_lines l
    join purchase_orders o on o.organization_id = l.organization_id and o.id = l.purchase_order_id
    where l.product_id = k.product_id and o.store_id = k.store_id
      and o.status in ('draft', 'approved', 'sent', 'partly_received')
  ) po on true
  left join lateral (
    select json_agg(json_build_object('id', t.id, 'quantity', t.on_hand::text, 'expiresOn', t.expires_on,
      'unitCost', t.unit_cost::text) order by t.expires_on, t.id) filter (where not t.held) as lots,
      sum(t.on_hand) filter (where t.held) as held
    from (select l.*, l.id in (${heldLots}) or ${productIsHeld(sql`l.store_id`, sql`l.product_id`)} as held from lots l
      where l.product_id = k.product_id and l.store_id = k.store_id and l.on_hand > 0) t
  ) lots on true
  order by k.store_id, k.product_id`.execute(read.db)

import { sql } from '@suite/db'
import type { Fragment } from '../ledger-sql.ts'
import type { RecallScope } from './recall.ts'

type ByValue = Extract<RecallScope, { values: string[] }>
type ById = Exclude<RecallScope, ByValue>

/**
 * A query of `store_id, product_id, lot_id, package_tag, on_hand` of what a scope reaches over all stores. A row without
 * lot and tag is a whole product in a store; one without a product is a tag nothing here carries, to be watched for.
 * Reads purchase orders and receipts, which are kept by modules above, for what only they know: whose goods a lot
 * was, and which tags were sold that never came in.
 */
export const recalledGoods = (scope: RecallScope): Fragment => {
  if ('values' in scope) return byValue(scope)
  return scope.by === 'product' ? byProduct(scope) : byVendor(scope)
}

const LOT = sql`l.store_id, l.product_id, l.id as lot_id, l.package_tag, l.on_hand`

/** Lots named, and those made from them, however often they were packed again. */
const byValue = ({ by, values }: ByValue): Fragment => {
  const named = sql`any(${values}::text[])`
  const seed = {
    lot_code: sql`select l.id, l.package_tag from lots l where l.lot_code = ${named}`,
    package_tag: sql`select l.id, l.package_tag from lots l where l.package_tag = ${named}
      union select l.id, l.package_tag from lot_sources s join lots l on l.id = s.lot_id where s.source_tag = ${named}`,
    source_tag: sql`
      select l.id, l.package_tag from lot_sources s join lots l on l.id = s.lot_id where s.source_tag = ${named}`,
  }[by]
  const lots = sql`
    select ${LOT} from lots l where l.id in (
      with recursive found as (
        select * from (${seed}) s
        union
        select l.id, l.package_tag from found f
        join lot_sources s on s.source_tag = f.package_tag join lots l on l.id = s.lot_id)
      select id from found)`
  return by === 'package_tag' ? sql`${lots} union all ${strayTags(values)}` : lots
}

/** Tags that were sold where no lot carries them, and tags that are not here at all. */
const strayTags = (values: string[]): Fragment => sql`
  select distinct r.store_id, r.product_id, null::uuid, r.package_tag, null::numeric from receipt_lines r
  where r.package_tag = any(${values}::text[]) and not exists (
    select from lots l where l.store_id = r.store_id and l.package_tag = r.package_tag)
  union all
  select s.id, null, null, t.tag, null from unnest(${values}::text[]) as t (tag) cross join stores s
  where s.active and not exists (select from lots l where l.package_tag = t.tag)
    and not exists (select from receipt_lines r where r.package_tag = t.tag)`

const byProduct = (scope: ById): Fragment =>
  hasSpan(scope)
    ? sql`select ${LOT} from lots l where l.product_id = ${scope.id} and ${inSpan(scope)}`
    : sql`
      select p.store_id, p.product_id, null::uuid as lot_id, null::text as package_tag, p.on_hand
      from stock_positions p where p.product_id = ${scope.id}`

/**
 * A lot is a vendor's when an order to the vendor brought it, or no order did and its product is bought from the vendor.
 * Of a product bought from the vendor and received from nobody else everything is recalled, units in no lot too.
 */
const byVendor = (scope: ById): Fragment => {
  const theirs = sql`
    select l.*, exists (${ordersOf(sql`l.id`, sql`o.vendor_id = ${scope.id}`)})
        or (p.vendor_id = ${scope.id} and not exists (${ordersOf(sql`l.id`, sql`true`)})) as theirs
    from lots l join products p on p.organization_id = l.organization_id and p.id = l.product_id`
  const lots = sql`select ${LOT} from (${theirs}) l where l.theirs and ${inSpan(scope)}`
  if (hasSpan(scope)) return lots
  const whole = sql`
    select k.store_id, k.product_id, null::uuid as lot_id, null::text as package_tag, k.on_hand
    from stock_positions k join products p on p.organization_id = k.organization_id and p.id = k.product_id
    where p.vendor_id = ${scope.id} and not exists (
      select from (${theirs}) l where l.store_id = k.store_id and l.product_id = k.product_id and not l.theirs)`
  return sql`
    with whole as (${whole})
    select * from whole
    union all
    select l.* from (${lots}) l where not exists (
      select from whole w where w.store_id = l.store_id and w.product_id = l.product_id)`
}

const ordersOf = (lotId: Fragment, which: Fragment): Fragment => sql`
  select from goods_receipts g
  join purchase_orders o on o.organization_id = g.organization_id and o.id = g.purchase_order_id
  where g.lot_id = ${lotId} and ${which}`

const hasSpan = (scope: ById): boolean =>
  scope.receivedFrom !== undefined || scope.receivedUntil !== undefined

const inSpan = (scope: ById): Fragment => sql`
  l.received_at >= coalesce(${scope.receivedFrom ?? null}::timestamptz, '-infinity')
  and l.received_at <= coalesce(${scope.receivedUntil ?? null}::timestamptz, 'infinity')`

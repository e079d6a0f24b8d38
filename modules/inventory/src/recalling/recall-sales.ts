import { sql } from '@suite/db'
import type { Fragment } from '../ledger-sql.ts'

/**
 * A query of the receipt lines that sold, or took back, goods of a recall: `item_id, certainty, store_id, product_id,
 * receipt_id, fingerprint, occurrence, occurred_at, quantity` (returns below zero), `net_minor, package_tag`.
 * `named`: the line names a recalled package, or everything of its product is recalled. `possible`: it names no package and
 * was sold while a recalled lot of its product was, or may have been, in the store; `item_id` is null then. Lines that name
 * another package are neither. `which` narrows the items `i`.
 */
export const recallSales = (recallId: string, which: Fragment = sql`true`): Fragment => sql`
  select distinct on (receipt_id, fingerprint, occurrence) s.* from (
    select i.id as item_id, 'named' as certainty, ${LINE}
    from recall_items i
    join receipt_lines r on r.store_id = i.store_id and r.package_tag = i.package_tag
    where i.recall_id = ${recallId} and i.package_tag is not null and ${SOLD} and ${which}
    union all
    select i.id, 'named', ${LINE}
    from recall_items i ${linesOf(sql`i.store_id`, sql`i.product_id`, sql`true`)}
    where i.recall_id = ${recallId} and i.lot_id is null and i.package_tag is null and ${SOLD} and ${which}
    union all
    select null, 'possible', ${LINE}
    from (${spansOf(recallId, which)}) i
    ${linesOf(sql`i.store_id`, sql`i.product_id`, sql`m.lot_id is null and m.occurred_at >= i.since and m.occurred_at <= i.until`)}
    where r.package_tag is null and ${SOLD}) s
  order by receipt_id, fingerprint, occurrence, certainty, item_id`

const LINE = sql`r.store_id, r.product_id, r.receipt_id, r.fingerprint, r.occurrence, r.occurred_at, r.quantity,
  r.net_minor, r.package_tag`
const SOLD = sql`r.kind in ('sale', 'return')`

/** Receipts are found through the ledger, which knows them by product; lines by their receipt. */
const linesOf = (storeId: Fragment, productId: Fragment, which: Fragment): Fragment => sql`
  cross join lateral (
    select distinct m.source_id from stock_movements m
    where m.store_id = ${storeId} and m.product_id = ${productId} and m.source_type = 'receipt'
      and m.kind in ('sell', 'return') and ${which}) m
  join receipt_lines r on r.receipt_id = m.source_id and r.product_id = ${productId}`

/**
 * When a store had, or may have had, the recalled lots of a product. From the receipt that brought a lot; without one, from
 * when the product was last counted empty before the lot was first seen, or the beginning. Until it was counted empty.
 */
const spansOf = (recallId: string, which: Fragment): Fragment => sql`
  select i.store_id, i.product_id, min(s.since) as since, max(s.until) as until
  from recall_items i join lots l on l.id = i.lot_id
  cross join lateral (
    select case
        when exists (select from stock_movements m where m.lot_id = l.id and m.kind = 'receive') then l.received_at
        else coalesce((${emptyCount(sql`max`, sql`m.occurred_at < l.received_at`)}), '-infinity') end as since,
      case
        when l.on_hand > 0 then 'infinity'
        else least(coalesce((${emptyCount(sql`min`, sql`m.occurred_at > l.received_at`)}), 'infinity'),
          case when l.known_quantity = 0 and l.known_at > l.received_at then l.known_at else 'infinity' end) end as until) s
  where i.recall_id = ${recallId} and ${which}
  group by i.store_id, i.product_id`

const emptyCount = (first: Fragment, when: Fragment): Fragment => sql`
  select ${first}(m.occurred_at) from stock_movements m
  where m.store_id = l.store_id and m.product_id = l.product_id and m.kind = 'count' and m.counted_quantity = 0 and ${when}
    and not exists (select from stock_movements u
      where u.source_id = m.id and u.source_type = 'system' and u.kind = 'undo')`

import { sql } from '@suite/db'
import type { Fragment } from '../ledger-sql.ts'

/** A query of the `id` of every lot that may not be sold: held itself, or by its tag before it came in. */
export const heldLots = sql<{ id: string }>`
  select h.lot_id as id from stock_holds h where h.lifted_at is null and h.lot_id is not null
  union all
  select l.id from stock_holds h
  join lots l on l.organization_id = h.organization_id and l.store_id = h.store_id and l.package_tag = h.package_tag
  where h.lifted_at is null and h.scope = 'tag'`

/** SQL for "all of this product in this store is held". */
export const productIsHeld = (storeId: Fragment, productId: Fragment): Fragment => sql`exists (
  select from stock_holds h
  where h.lifted_at is null and h.scope = 'product' and h.store_id = ${storeId} and h.product_id = ${productId})`

/**
 * A query of `store_id, product_id, on_hand, held` over the positions that meet `which` (SQL over `p`): `held` is what of
 * on hand may not be sold, never more than on hand. A product held as a whole is held to the last unit.
 */
export const heldStock = (which: Fragment): Fragment => sql`
  select p.store_id, p.product_id, p.on_hand, case
    when ${productIsHeld(sql`p.store_id`, sql`p.product_id`)} then greatest(p.on_hand, 0)
    else coalesce((
      select sum(l.on_hand) from lots l
      where l.store_id = p.store_id and l.product_id = p.product_id and l.on_hand > 0
        and l.id in (${heldLots})), 0) end as held
  from stock_positions p where ${which}`

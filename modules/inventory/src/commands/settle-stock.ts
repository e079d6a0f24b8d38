import { sql, type Tx } from '@suite/db'
import { heldLots } from '../holding/held-sql.ts'
import { ledgerAsOf, type Fragment } from '../ledger-sql.ts'

/** Why a balance below zero is allowed to stand when sales, not a person, caused it. */
export const OVERSOLD = 'More was sold than was counted or received. Count this product.'

/** Makes sure positions exist for (store, product) pairs and holds them until the transaction ends. */
export const lockPositions = async (tx: Tx, storeId: string, products: Fragment): Promise<void> => {
  await sql`
    insert into stock_positions (organization_id, store_id, product_id)
    select ${tx.context.organizationId}, ${storeId}::uuid, t.product_id from (${products}) t
    where not exists (select from stock_positions p where p.store_id = ${storeId} and p.product_id = t.product_id)
    on conflict do nothing`.execute(tx.db)
  await sql`
    select from stock_positions p where p.store_id = ${storeId} and p.product_id in (select product_id from (${products}) t)
    order by p.product_id for update`.execute(tx.db)
}

/**
 * Recomputes the balances of products from their movements, then what is left of their lots. `products` is a query of
 * `product_id`. A balance below zero needs `negativeReason`, else the sales are named as its cause.
 */
export const rebuildPositions = async (
  tx: Tx,
  storeId: string,
  products: Fragment,
  negativeReason: string | null = null,
): Promise<void> => {
  const touched = sql`select ${storeId}::uuid as store_id, t.product_id from (${products}) t`
  await sql`
    update stock_positions p set on_hand = l.on_hand, known_from = l.known_from, counted_at = l.counted_at,
      negative_reason = case when l.on_hand < 0 then coalesce(${negativeReason}, p.negative_reason, ${OVERSOLD}) end,
      updated_at = now()
    from (${ledgerAsOf(touched)}) l
    where p.store_id = l.store_id and p.product_id = l.product_id
      and (p.on_hand, p.known_from, p.counted_at) is distinct from (l.on_hand, l.known_from, l.counted_at)`.execute(
    tx.db,
  )
  await settleLots(tx, storeId, products)
}

/** SQL for the most a lot `l` can hold: what it was known to hold less what has been taken from it since. */
export const lotAtMost = sql<string>`greatest(0, l.known_quantity
  - case when l.unnamed_taken_basis = l.known_at then l.unnamed_taken else 0 end + coalesce((
    select sum(m.quantity) from stock_movements m
    where m.lot_id = l.id and m.occurred_at > l.known_at and m.kind not in ('receive', 'count')), 0))`

/** SQL for the first day a lot `l` may no longer be offered after: the earliest of its dates. */
export const leavesSaleOn = sql<string | null>`least(l.expires_on, l.sell_by_on, l.use_by_on)`

/**
 * Divides each product's on hand among its lots. A lot holds at most what it was known to hold less the sales that name
 * it; what was sold without naming a package is taken from the lots that leave sale first, and from held lots only when
 * nothing else is left.
 */
export const settleLots = async (tx: Tx, storeId: string, products: Fragment): Promise<void> => {
  await sql`
    with lot as (
      select l.id, l.product_id, ${leavesSaleOn} as leaves_on, l.received_at, l.id in (${heldLots}) as held,
        ${lotAtMost} as most
      from lots l
      where l.store_id = ${storeId} and l.product_id in (select product_id from (${products}) t)),
    share as (
      select lot.id, case when p.on_hand is null then lot.most else greatest(0, least(lot.most,
        p.on_hand - coalesce(sum(lot.most) over (partition by lot.product_id
          order by lot.held desc, lot.leaves_on desc nulls first, lot.received_at desc, lot.id desc
          rows between unbounded preceding and 1 preceding), 0))) end as on_hand
      from lot join stock_positions p on p.store_id = ${storeId} and p.product_id = lot.product_id)
    update lots l set on_hand = share.on_hand from share
    where l.id = share.id and l.on_hand <> share.on_hand`.execute(tx.db)
}

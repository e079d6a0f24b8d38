import { notFound } from '@suite/kernel'
import { sql, type Read } from '@suite/db'
import { leavesSaleOn } from '../commands/settle-stock.ts'
import { heldLots, heldStock, productIsHeld } from '../holding/held-sql.ts'

/** What a store holds of a product. Quantities and unit costs are decimal strings. */
export interface ProductStock {
  /** Null while unknown. */
  readonly onHand: string | null
  /** What of on hand may not be sold. */
  readonly held: string
  /** On hand less what is held; null while unknown. */
  readonly available: string | null
  readonly countedAt: string | null
  readonly negativeReason: string | null
  readonly lots: readonly StockLot[]
}

export interface StockLot {
  readonly id: string
  readonly lotCode: string
  readonly packageTag: string | null
  readonly room: string | null
  readonly expiresOn: string | null
  readonly sellByOn: string | null
  readonly useByOn: string | null
  readonly unitCost: string | null
  readonly onHand: string
  /** Not for sale, by a hold on the lot or on the whole product. */
  readonly held: boolean
}

/** On hand of a product in a store, with the lots that still hold something, first to leave sale first. @throws `not_found` */
export const productStock = async (
  read: Read,
  input: { storeId: string; productId: string },
): Promise<ProductStock> => {
  const { rows } = await sql<{
    on_hand: string | null
    held: string
    available: string | null
    counted_at: Date | null
    negative_reason: string | null
  }>`
    select trim_scale(s.on_hand) as on_hand, trim_scale(coalesce(h.held, 0)) as held,
      trim_scale(s.on_hand - h.held) as available, s.counted_at, s.negative_reason
    from stores st cross join products p
    left join stock_positions s on s.store_id = st.id and s.product_id = p.id
    left join (${heldStock(sql`p.store_id = ${input.storeId} and p.product_id = ${input.productId}`)}) h on true
    where st.id = ${input.storeId} and p.id = ${input.productId}`.execute(read.db)
  const position = rows[0]
  if (position === undefined) throw notFound('product')
  const lots = await sql<StockLot>`
    select id, lot_code as "lotCode", package_tag as "packageTag", room, expires_on as "expiresOn",
      sell_by_on as "sellByOn", use_by_on as "useByOn", trim_scale(unit_cost) as "unitCost",
      trim_scale(on_hand) as "onHand", id in (${heldLots}) or ${productIsHeld(sql`l.store_id`, sql`l.product_id`)} as held
    from lots l where store_id = ${input.storeId} and product_id = ${input.productId} and on_hand > 0
    order by ${leavesSaleOn} nulls last, received_at, id`.execute(read.db)
  return {
    onHand: position.on_hand,
    held: position.held,
    available: position.available,
    countedAt: position.counted_at?.toISOString() ?? null,
    negativeReason: position.negative_reason,
    lots: lots.rows,
  }
}

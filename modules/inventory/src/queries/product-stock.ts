import { notFound } from '@suite/kernel'
import { sql, type Read } from '@suite/db'

/** What a store holds of a product. Quantities and unit costs are decimal strings. */
export interface ProductStock {
  /** Null while unknown. */
  readonly onHand: string | null
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
  readonly unitCost: string | null
  readonly onHand: string
}

/** On hand of a product in a store, with the lots that still hold something, first to expire first. @throws `not_found` */
export const productStock = async (
  read: Read,
  input: { storeId: string; productId: string },
): Promise<ProductStock> => {
  const { rows } = await sql<{
    on_hand: string | null
    counted_at: Date | null
    negative_reason: string | null
  }>`
    select trim_scale(s.on_hand) as on_hand, s.counted_at, s.negative_reason
    from stores st cross join products p
    left join stock_positions s on s.store_id = st.id and s.product_id = p.id
    where st.id = ${input.storeId} and p.id = ${input.productId}`.execute(read.db)
  const position = rows[0]
  if (position === undefined) throw notFound('product')
  const lots = await sql<StockLot>`
    select id, lot_code as "lotCode", package_tag as "packageTag", room, expires_on as "expiresOn",
      trim_scale(unit_cost) as "unitCost", trim_scale(on_hand) as "onHand"
    from lots where store_id = ${input.storeId} and product_id = ${input.productId} and on_hand > 0
    order by expires_on nulls last, received_at, id`.execute(read.db)
  return {
    onHand: position.on_hand,
    countedAt: position.counted_at?.toISOString() ?? null,
    negativeReason: position.negative_reason,
    lots: lots.rows,
  }
}

import { sql, type Read } from '@suite/db'
import { heldStock } from './held-sql.ts'

/** What of a product's stock may be sold. Decimal strings; on hand = held + available. */
export interface AvailableStock {
  readonly productId: string
  /** Null while unknown; then nothing is known to be available either. */
  readonly onHand: string | null
  readonly held: string
  readonly available: string | null
}

/** What a store has of its products and what of it is not held; of the given products, or of all it ever stocked. */
export const availableStock = async (
  read: Read,
  input: { storeId: string; productIds?: readonly string[] | undefined },
): Promise<AvailableStock[]> => {
  const which =
    input.productIds === undefined
      ? sql`p.store_id = ${input.storeId}`
      : sql`p.store_id = ${input.storeId} and p.product_id = any(${input.productIds}::uuid[])`
  const { rows } = await sql<AvailableStock>`
    select product_id as "productId", trim_scale(on_hand) as "onHand", trim_scale(held) as held,
      trim_scale(on_hand - held) as available
    from (${heldStock(which)}) s order by product_id`.execute(read.db)
  return rows
}

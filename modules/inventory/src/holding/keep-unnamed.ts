import { sql, type Tx } from '@suite/db'
import { lotAtMost } from '../commands/settle-stock.ts'

/**
 * Fixes what sales that name no package have taken from each lot of a product so far. Which lot such a sale is taken from
 * depends on the holds there are; placing or lifting one must move future sales only, not deal the past ones out again.
 */
export const keepUnnamed = (tx: Tx, storeId: string, productId: string): Promise<unknown> =>
  sql`
  update lots l set unnamed_taken_basis = l.known_at,
    unnamed_taken = case when l.unnamed_taken_basis = l.known_at then l.unnamed_taken else 0 end
      + greatest(0, ${lotAtMost} - l.on_hand)
  where l.store_id = ${storeId} and l.product_id = ${productId}`.execute(tx.db)

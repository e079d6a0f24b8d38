import { sql, type Read } from '@suite/db'
import { ledgerAsOf } from '../ledger-sql.ts'

/** A balance that its movements do not bear out. */
export interface Discrepancy {
  readonly storeId: string
  readonly productId: string
  readonly stored: string | null
  readonly rebuilt: string | null
}

/** Rebuilds every balance of a store from its movements and gives those that differ: none, or the ledger is broken. */
export const rebuildPosition = async (read: Read, input: { storeId: string }): Promise<Discrepancy[]> => {
  const { rows } = await sql<Discrepancy>`
    select p.store_id as "storeId", p.product_id as "productId", trim_scale(p.on_hand) as stored,
      trim_scale(l.on_hand) as rebuilt
    from stock_positions p
    join (${ledgerAsOf(sql`select store_id, product_id from stock_positions where store_id = ${input.storeId}`)}) l
      on l.store_id = p.store_id and l.product_id = p.product_id
    where (p.on_hand, p.known_from, p.counted_at) is distinct from (l.on_hand, l.known_from, l.counted_at)`.execute(
    read.db,
  )
  return rows
}

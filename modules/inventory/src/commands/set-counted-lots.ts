import { parseDecimal } from '@suite/kernel'
import { sql, type Tx } from '@suite/db'

/** What was found of one lot. */
export interface CountedLot {
  readonly lotId: string
  readonly quantity: string
  /** An instant as PostgreSQL reads it. */
  readonly countedAt: string
}

/**
 * Brings the lots of a product in line with a count of all of it. With `lots` each is set to what was found and the others
 * are empty; without, a count that found more than the lots were thought to hold gives them back what sales without a
 * package had been charged to them. What is known of a lot since then stays.
 */
export const setCountedLots = async (
  tx: Tx,
  count: {
    storeId: string
    productId: string
    quantity: string
    lots?: readonly CountedLot[] | undefined
  },
  at: string,
): Promise<void> => {
  const ofProduct = sql`l.store_id = ${count.storeId} and l.product_id = ${count.productId}`
  if (count.lots === undefined) {
    await sql`
      update lots l set unnamed_taken = 0
      where ${ofProduct} and l.unnamed_taken > 0 and ${count.quantity}::numeric > (
        select sum(l.on_hand) from lots l where ${ofProduct})`.execute(tx.db)
    return
  }
  const { lots } = count
  await sql`
    update lots l set known_quantity = 0, known_at = ${at}::timestamptz
    where ${ofProduct} and l.known_at <= ${at}::timestamptz and l.received_at <= ${at}::timestamptz
      and l.id <> all(${lots.map((lot) => lot.lotId)}::uuid[])`.execute(tx.db)
  await sql`
    update lots l set known_quantity = c.quantity, known_at = c.at
    from unnest(${lots.map((lot) => lot.lotId)}::uuid[],
      ${lots.map((lot) => parseDecimal(lot.quantity, 'quantity').toFixed())}::numeric[],
      ${lots.map((lot) => lot.countedAt)}::timestamptz[]) as c (id, quantity, at)
    where l.id = c.id and ${ofProduct} and l.known_at <= c.at`.execute(tx.db)
}

import { sql, type Tx } from '@suite/db'

/** Waits until no other transaction is storing or undoing sales of this store; held until this one ends. */
export const lockStoreSales = async (tx: Tx, storeId: string): Promise<void> => {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`sales:${tx.context.organizationId}:${storeId}`}, 0))`.execute(
    tx.db,
  )
}

import { sql, type Tx } from '@suite/db'

/**
 * Gives the lines of a staging table (column `code`) that name a merged product the code of the product that stayed, so
 * that a file or till which still uses the old code lands there.
 */
export const renameMergedCodes = async (tx: Tx, staged: string): Promise<void> => {
  if (!(await anyMerged(tx))) return
  await sql`
    update ${sql.table(staged)} s set code = k.sku from products a join products k on k.id = a.merged_into
    where a.sku = s.code and a.merged_into is not null`.execute(tx.db)
}

/** Leaves out the lines of a staging table that state master data of a merged product: the one that stayed rules. */
export const dropMergedCodes = async (tx: Tx, staged: string): Promise<void> => {
  if (!(await anyMerged(tx))) return
  await sql`
    delete from ${sql.table(staged)} s using products a where a.sku = s.code and a.merged_into is not null`.execute(
    tx.db,
  )
}

const anyMerged = async (tx: Tx): Promise<boolean> => {
  const { rows } = await sql<{ any: boolean }>`
    select exists (select from products where merged_into is not null) as any`.execute(tx.db)
  return rows[0]?.any === true
}

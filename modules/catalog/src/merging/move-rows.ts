import { sql, type Tx } from '@suite/db'
import type { Merge } from './port.ts'

type Fragment = ReturnType<typeof sql.raw>

/**
 * Files the rows of `table` (key column `id`) that name the merged product under the kept one and writes down which, for
 * `moveRowsBack`. `only` narrows them; `t` is the table. Gives their number.
 */
export const moveRows = async (
  tx: Tx,
  merge: Merge,
  table: string,
  only: Fragment = sql`true`,
): Promise<number> => {
  const { rows } = await sql<{ moved: number }>`
    with moved as (
      update ${sql.table(table)} t set product_id = ${merge.keptId}
      where t.product_id = ${merge.mergedId} and ${only} returning t.id),
    noted as (
      insert into product_merge_rows (organization_id, merge_id, place, row_key)
      select ${tx.context.organizationId}::uuid, ${merge.mergeId}::uuid, ${table}, id::text from moved)
    select count(*) as moved from moved`.execute(tx.db)
  return rows[0]?.moved ?? 0
}

/** Files the rows `moveRows` had moved under the merged product again, as far as they still lie with the kept one. */
export const moveRowsBack = async (tx: Tx, merge: Merge, table: string): Promise<void> => {
  await sql`
    update ${sql.table(table)} t set product_id = ${merge.mergedId}
    from product_merge_rows r
    where r.merge_id = ${merge.mergeId} and r.place = ${table} and t.id = r.row_key::uuid
      and t.product_id = ${merge.keptId}`.execute(tx.db)
}

import { sql, type Tx } from '@suite/db'
import { sequentialIds } from '../sequential-ids.ts'
import { lockPositions, rebuildPositions } from './settle-stock.ts'

/**
 * Takes back the counts an import recorded: each gets an `undo` movement that makes the ledger pass it over. What the
 * import said of lots is forgotten. Gives the number of counts taken back.
 */
export const undoCounts = async (tx: Tx, input: { storeId: string; importId: string }): Promise<number> => {
  await sql`
    create temporary table undone_counts on commit drop as
    select m.id, m.product_id, m.occurred_at from stock_movements m
    where m.source_id = ${input.importId} and m.source_type = 'import' and m.store_id = ${input.storeId}
      and m.kind = 'count' and not exists (select from stock_movements u
        where u.source_id = m.id and u.source_type = 'system' and u.kind = 'undo')`.execute(tx.db)
  const touched = sql`select distinct product_id from undone_counts`
  await lockPositions(tx, input.storeId, touched)
  const { numAffectedRows } = await sql`
    insert into stock_movements (organization_id, id, store_id, product_id, kind, quantity, occurred_at, reason,
      source_type, source_id, actor_id)
    select ${tx.context.organizationId}::uuid, ${sequentialIds()(sql`row_number() over (order by product_id)`)},
      ${input.storeId}::uuid, product_id, 'undo', 0, occurred_at, 'The import of this count was undone', 'system', id,
      ${tx.context.actor.id}
    from undone_counts`.execute(tx.db)
  await sql`
    update lots l set known_quantity = 0, known_at = '-infinity'
    from undone_counts c
    where l.store_id = ${input.storeId} and l.product_id = c.product_id and l.known_at = c.occurred_at`.execute(
    tx.db,
  )
  await rebuildPositions(tx, input.storeId, touched)
  await sql`drop table undone_counts`.execute(tx.db)
  return Number(numAffectedRows ?? 0n)
}

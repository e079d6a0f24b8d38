import { recordAudit } from '@suite/audit'
import { sql, type Tx } from '@suite/db'
import { publish } from '@suite/events'
import { sequentialIds } from '../sequential-ids.ts'
import { lockRecall } from './recall.ts'
import { recalledGoods } from './recalled-goods.ts'

/**
 * Finds the goods a recall reaches in all stores and writes them down. Tracing again adds what has come in since; the clock
 * stops at the first. @throws AppError `not_found`, `recall_finished`
 */
export const traceRecall = async (tx: Tx, recallId: string): Promise<{ added: number; items: number }> => {
  const recall = await lockRecall(tx, recallId)
  const { numAffectedRows } = await sql`
    insert into recall_items (organization_id, id, recall_id, store_id, product_id, lot_id, package_tag, on_hand)
    select ${tx.context.organizationId}::uuid, ${sequentialIds()(sql`row_number() over (order by store_id, product_id, lot_id)`)},
      ${recall.id}::uuid, store_id, product_id, lot_id, package_tag, on_hand
    from (${recalledGoods(recall.scope)}) g (store_id, product_id, lot_id, package_tag, on_hand)
    on conflict do nothing`.execute(tx.db)
  const { rows } = await sql<{ n: number }>`
    select count(*) as n from recall_items where recall_id = ${recall.id}`.execute(tx.db)
  await sql`update recalls set traced_at = coalesce(traced_at, clock_timestamp()) where id = ${recall.id}`.execute(
    tx.db,
  )
  const traced = { added: Number(numAffectedRows ?? 0n), items: rows[0]?.n ?? 0 }
  await recordAudit(tx, {
    eventType: 'recall.traced',
    resourceType: 'recall',
    resourceId: recall.id,
    action: 'run',
    risk: 'medium',
    after: traced,
  })
  await publish(tx, { type: 'recall.traced', version: 1, payload: { recallId: recall.id } })
  return traced
}

/**
 * Notes which packages or harvests a lot was made from, by the state's tags; what was noted before stays.
 * @throws AppError `unknown_reference` for a lot of others
 */
export const noteLotSources = async (
  tx: Tx,
  input: { lotId: string; sourceTags: readonly string[] },
): Promise<void> => {
  await sql`
    insert into lot_sources (organization_id, lot_id, source_tag)
    select ${tx.context.organizationId}::uuid, ${input.lotId}::uuid, t.tag
    from unnest(${input.sourceTags}::text[]) as t (tag) on conflict do nothing`.execute(tx.db)
}

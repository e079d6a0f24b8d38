import { recordAudit } from '@suite/audit'
import { sql, type Tx } from '@suite/db'
import { newId, notFound } from '@suite/kernel'

export const RECONCILE_QUEUE = 'compliance.reconcile'
/** Changes come in crowds: after one, this long is waited for the others. */
const SETTLE_SECONDS = 20

/**
 * Asks for a reconciliation of a store; one that waits already serves for both. Gives the run. @throws AppError `not_found`
 */
export const askForRun = async (
  tx: Tx,
  input: { readonly storeId: string; readonly reason: 'person' | 'change' | 'schedule' },
): Promise<{ runId: string }> => {
  const { rows: stores } = await sql`select from stores where id = ${input.storeId}`.execute(tx.db)
  if (stores.length === 0) throw notFound('store')
  const { rows } = await sql<{ id: string }>`
    insert into reconciliation_runs (organization_id, id, store_id, status, reason, requested_by)
    values (${tx.context.organizationId}, ${newId()}, ${input.storeId}, 'waiting', ${input.reason}, ${tx.context.actor.id})
    on conflict (organization_id, store_id) where status = 'waiting' do update set reason = case
      when excluded.reason = 'person' then 'person' else reconciliation_runs.reason end
    returning id`.execute(tx.db)
  const runId = rows[0]?.id ?? ''
  await tx.enqueue({
    queue: RECONCILE_QUEUE,
    payload: { organizationId: tx.context.organizationId, storeId: input.storeId },
    singletonKey: input.storeId,
    ...(input.reason === 'change' ? { startAfterSeconds: SETTLE_SECONDS } : {}),
  })
  if (input.reason === 'person')
    await recordAudit(tx, {
      eventType: 'reconciliation.asked',
      resourceType: 'store',
      resourceId: input.storeId,
      action: 'create',
      risk: 'low',
      after: { runId },
    })
  return { runId }
}

import { newId } from '@suite/kernel'
import { sql, type Tx } from '@suite/db'
import { recordAudit } from '@suite/audit'

export const FORECAST_QUEUE = 'forecast.run'

/** Why a run was started. */
export type RunReason = 'nightly' | 'import' | 'person' | 'stock_change'

/**
 * Queues a forecast of the whole organisation. A run still waiting is reused, so ten imports in a row cost one run; while
 * one is at work, a second waits behind it.
 * @param input.delaySeconds lets what comes in a burst gather first
 */
export const startForecastRun = async (
  tx: Tx,
  input: { readonly reason: RunReason; readonly delaySeconds?: number },
): Promise<{ id: string; reused: boolean }> => {
  const { organizationId, actor } = tx.context
  await sql`select pg_advisory_xact_lock(hashtextextended(${`forecast.run ${organizationId}`}, 0))`.execute(
    tx.db,
  )
  const waiting = await tx.db
    .selectFrom('forecast_runs')
    .select('id')
    .where('organization_id', '=', organizationId)
    .where('status', '=', 'queued')
    .executeTakeFirst()
  const id = waiting?.id ?? newId()
  if (waiting === undefined) {
    await tx.db
      .insertInto('forecast_runs')
      .values({
        organization_id: organizationId,
        id,
        reason: input.reason,
        status: 'queued',
        requested_by: actor.id,
      })
      .execute()
    await recordAudit(tx, {
      eventType: 'forecast_run.started',
      resourceType: 'forecast_run',
      resourceId: id,
      action: 'run',
      risk: 'low',
      after: { reason: input.reason },
    })
  }
  // Asked again even for a waiting run: it may wait for a delay, or have lost its job. A second job finds nothing to do.
  await tx.enqueue({
    queue: FORECAST_QUEUE,
    payload: { organizationId, runId: id },
    singletonKey: organizationId,
    ...(input.delaySeconds === undefined ? {} : { startAfterSeconds: input.delaySeconds }),
  })
  return { id, reused: waiting !== undefined }
}

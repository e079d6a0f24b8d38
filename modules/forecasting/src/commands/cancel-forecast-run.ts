import { conflict, notFound } from '@suite/kernel'
import type { Tx } from '@suite/db'
import { recordAudit } from '@suite/audit'

/**
 * Stops a run: at once while it waits, within about a second while it works. Forecasts it has already written stay.
 * @throws AppError `not_found`; `run_is_over` when there is nothing left to stop
 */
export const cancelForecastRun = async (tx: Tx, input: { readonly id: string }): Promise<void> => {
  const run = await tx.db
    .selectFrom('forecast_runs')
    .select('status')
    .where('organization_id', '=', tx.context.organizationId)
    .where('id', '=', input.id)
    .forUpdate()
    .executeTakeFirst()
  if (run === undefined) throw notFound('forecast run')
  if (run.status !== 'queued' && run.status !== 'running')
    throw conflict('run_is_over', `This forecast run is already ${run.status}; nothing is left to cancel.`)
  await tx.db
    .updateTable('forecast_runs')
    .set({
      cancel_requested: true,
      ...(run.status === 'queued' ? { status: 'cancelled', finished_at: new Date() } : {}),
    })
    .where('organization_id', '=', tx.context.organizationId)
    .where('id', '=', input.id)
    .execute()
  await recordAudit(tx, {
    eventType: 'forecast_run.cancelled',
    resourceType: 'forecast_run',
    resourceId: input.id,
    action: 'update',
    risk: 'low',
    before: { status: run.status },
  })
}

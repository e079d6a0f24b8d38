import { sql, type Tx } from '@suite/db'

/**
 * Takes a run to work: false when there is nothing (left) to do. Runs of the organisation that still call themselves
 * running were left behind by a worker that died for good, because only one runs at a time.
 */
export const beginRun = async (tx: Tx, input: { readonly id: string }): Promise<boolean> => {
  const org = tx.context.organizationId
  const { rows } = await sql`
    update forecast_runs set status = 'running', started_at = coalesce(started_at, now()), finished_at = null, failure = null
    where organization_id = ${org} and id = ${input.id} and status in ('queued', 'running', 'failed')
    returning id`.execute(tx.db)
  if (rows.length === 0) return false
  await sql`
    update forecast_runs set status = 'failed', finished_at = now(),
      failure = 'The worker stopped before this run was finished. A later run has taken its place.'
    where organization_id = ${org} and id <> ${input.id} and status = 'running'`.execute(tx.db)
  return true
}

/** Notes how many products there are to forecast, and how many of them an earlier attempt has done. */
export const setRunTotal = async (
  tx: Tx,
  input: { readonly id: string; readonly total: number; readonly done: number },
): Promise<void> => {
  await tx.db
    .updateTable('forecast_runs')
    .set({ series_total: input.total, series_done: input.done })
    .where('organization_id', '=', tx.context.organizationId)
    .where('id', '=', input.id)
    .execute()
}

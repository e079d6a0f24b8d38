import { conflict, notFound } from '@suite/kernel'
import { recordAudit } from '@suite/audit'
import { sql, type Tx } from '@suite/db'

/**
 * Stops an import: one still waiting at once, a running one where it stands; nothing of it is kept.
 * @throws AppError `not_found`; `already_ended` when there is nothing left to stop
 */
export const cancelImport = async (tx: Tx, id: string): Promise<void> => {
  const { rows } = await sql<{ status: string; again: boolean }>`
    select status, finished_at is not null as again from imports where id = ${id} for update`.execute(tx.db)
  const found = rows[0]
  if (found === undefined) throw notFound('import')
  if (found.status !== 'queued' && found.status !== 'running')
    throw conflict('already_ended', 'This import has already ended. To take its rows back, undo it.')
  if (found.again)
    throw conflict(
      'running_again',
      'This import is being run again to keep what it vouches for. Undo it afterwards.',
    )
  await sql`
    update imports set cancel_requested = true,
      status = case when status = 'queued' then 'cancelled' else status end,
      phase = case when status = 'queued' then 'cancelled' else phase end,
      finished_at = case when status = 'queued' then clock_timestamp() end
    where id = ${id}`.execute(tx.db)
  await recordAudit(tx, {
    eventType: 'import.cancel_requested',
    resourceType: 'import',
    resourceId: id,
    action: 'update',
    risk: 'low',
    before: { status: found.status },
  })
}

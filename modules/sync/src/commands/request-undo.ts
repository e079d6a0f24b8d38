import { conflict, notFound } from '@suite/kernel'
import { recordAudit } from '@suite/audit'
import { sql, type Tx } from '@suite/db'
import { IMPORT_UNDO, storeKey } from '../import-row.ts'

/**
 * Asks for a finished import to be taken back; the work is a job (`import.undo`).
 * @throws AppError `not_found`; `not_done` for an import that stored nothing or is under way
 */
export const requestUndo = async (tx: Tx, id: string): Promise<void> => {
  const { rows } = await sql<{ status: string; store_id: string; file_name: string }>`
    update imports set phase = 'undoing', progress = 0 where id = ${id} and status = 'done'
    returning status, store_id, file_name`.execute(tx.db)
  const found = rows[0]
  if (found === undefined) {
    const exists = await sql`select from imports where id = ${id}`.execute(tx.db)
    if (exists.rows.length === 0) throw notFound('import')
    throw conflict('not_done', 'Only a finished import can be undone. Wait for it to end, or cancel it.')
  }
  const { organizationId } = tx.context
  await recordAudit(tx, {
    eventType: 'import.undo_requested',
    resourceType: 'import',
    resourceId: id,
    action: 'update',
    risk: 'high',
    before: { fileName: found.file_name },
  })
  await tx.enqueue({
    queue: IMPORT_UNDO,
    payload: { organizationId, importId: id, actorId: tx.context.actor.id },
    singletonKey: storeKey(organizationId, found.store_id),
  })
}

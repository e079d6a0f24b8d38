import { sql, type Tx } from '@suite/db'
import type { ImportRow } from '../import-row.ts'

/**
 * Marks an import as running and forgets what an earlier attempt left; null when there is nothing to run because it is
 * finished, cancelled or gone. A repeated delivery of its job is thereby harmless.
 */
export const beginImport = async (tx: Tx, importId: string): Promise<ImportRow | null> => {
  const { rows } = await sql<ImportRow>`
    update imports set status = 'running', phase = 'reading', progress = 0, rows_read = 0, rows_refused = 0, bytes_read = 0,
      failure = null, started_at = clock_timestamp()
    where id = ${importId} and status in ('queued', 'running')
    returning id, store_id as "storeId", kind, source, file_key as "fileKey", file_hash as "fileHash", layout,
      created_at as "createdAt", rows_added as "addedBefore"`.execute(tx.db)
  await sql`delete from import_refusals where import_id = ${importId}`.execute(tx.db)
  return rows[0] ?? null
}

import { newId } from '@suite/kernel'
import { sql, type Tx } from '@suite/db'
import type { ConnectionRow } from '../connections/connection-row.ts'

type Kind = 'sales' | 'stock' | 'products'

/** The source name of a connection's receipts: part of every receipt's key, the same after reconnecting. */
export const sourceOf = (connection: Pick<ConnectionRow, 'vendor'>): string => `live:${connection.vendor}`

/**
 * The import that stands for what a connection brings on one day (UTC) of one kind; made on first use. It holds the
 * store's lines together with those of files: every line says where it came from.
 */
export const dayImport = async (
  tx: Tx,
  connection: ConnectionRow,
  kind: Kind,
  now: Date,
): Promise<string> => {
  const day = now.toISOString().slice(0, 10)
  const { rows } = await sql<{ id: string }>`
    insert into imports (organization_id, id, store_id, connection_id, kind, source, file_name, file_hash, file_key,
      file_bytes, layout, status, phase, progress, requested_by, started_at, finished_at)
    values (${tx.context.organizationId}, ${newId()}, ${connection.storeId}, ${connection.id}, ${kind},
      ${sourceOf(connection)}, ${day}, '', '', 0, '{}', 'done', 'done', 1, 'connection', now(), now())
    on conflict (organization_id, connection_id, kind, file_name) where connection_id is not null
    do update set finished_at = now() returning id`.execute(tx.db)
  return rows[0]?.id ?? ''
}

/** Adds to the day's counts. */
export const countDay = (tx: Tx, importId: string, added: number, known: number): Promise<unknown> =>
  sql`
  update imports set rows_read = rows_read + ${added + known}, rows_added = rows_added + ${added},
    rows_known = rows_known + ${known} where id = ${importId}`.execute(tx.db)

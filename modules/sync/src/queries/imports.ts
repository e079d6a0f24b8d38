import type { FileLayout } from '@suite/csv'
import { notFound } from '@suite/kernel'
import { sql, type Read } from '@suite/db'
import { decodeCursor, toPage } from '@suite/http'

interface Row {
  readonly id: string
  readonly storeId: string
  readonly fileName: string
  readonly kind: 'sales' | 'stock' | 'products'
  readonly source: string
  readonly status: 'queued' | 'running' | 'done' | 'failed' | 'cancelled' | 'undone'
  readonly phase: string
  readonly progress: string
  readonly rowsRead: number
  readonly rowsAdded: number
  readonly rowsKnown: number
  readonly rowsRefused: number
  readonly rowsOutsideWindow: number
  readonly fileTotal: string
  readonly fromDay: string | null
  readonly toDay: string | null
  readonly summary: Record<string, number | string | null>
  readonly failure: string | null
  readonly createdAt: Date
  readonly startedAt: Date | null
  readonly finishedAt: Date | null
  /** Seconds the import has been running, or ran. */
  readonly seconds: number | null
}

const COLUMNS = sql`
  id, store_id as "storeId", file_name as "fileName", kind, source, status, phase, progress, rows_read as "rowsRead",
  rows_added as "rowsAdded", rows_known as "rowsKnown", rows_refused as "rowsRefused",
  rows_outside_window as "rowsOutsideWindow", trim_scale(file_total) as "fileTotal", from_day as "fromDay",
  to_day as "toDay", summary, failure, created_at as "createdAt", started_at as "startedAt", finished_at as "finishedAt",
  extract(epoch from case when status = 'running' then clock_timestamp() else finished_at end - started_at)::float8 as seconds`

/** Imports of files, newest first; what connections bring in by day is no file a person handed in. */
export const imports = async (
  read: Read,
  input: { storeId?: string | undefined; limit: number; cursor?: string | undefined },
) => {
  const where = [sql`connection_id is null`]
  if (input.storeId !== undefined) where.push(sql`store_id = ${input.storeId}`)
  if (input.cursor !== undefined) {
    const [at, id] = decodeCursor(input.cursor, 2)
    where.push(sql`(created_at, id) < (${at}::timestamptz, ${id}::uuid)`)
  }
  const { rows } = await sql<Row & { exactAt: string }>`
    select ${COLUMNS}, created_at::text as "exactAt" from imports where ${sql.join(where, sql` and `)}
    order by created_at desc, id desc limit ${input.limit + 1}`.execute(read.db)
  const page = toPage(rows, input.limit, (row) => [row.exactAt, row.id])
  return { items: page.items.map(({ exactAt: _, ...row }) => shown(row)), nextCursor: page.nextCursor }
}

/** One import with its progress: rate in rows a second, seconds left while it runs. @throws AppError `not_found` */
export const importOf = async (read: Read, id: string) => {
  const { rows } = await sql<Row & { layout: FileLayout }>`
    select ${COLUMNS}, layout from imports where id = ${id} and connection_id is null`.execute(read.db)
  const row = rows[0]
  if (row === undefined) throw notFound('import')
  const { layout, ...rest } = row
  return { ...shown(rest), layout: { ...layout, columns: [...layout.columns] } }
}

const shown = ({ seconds, progress, ...row }: Row) => {
  const done = Number(progress)
  const running = row.status === 'running' && seconds !== null
  const { notes, ...summary } = row.summary
  return {
    ...row,
    summary,
    notes: typeof notes === 'string' && notes !== '' ? notes.split('\n') : [],
    progress: done,
    rowsPerSecond: seconds !== null && seconds > 0.2 ? Math.round(row.rowsRead / seconds) : null,
    secondsLeft: running && done > 0.02 ? Math.max(0, Math.round((seconds * (1 - done)) / done)) : null,
    createdAt: row.createdAt.toISOString(),
    startedAt: row.startedAt?.toISOString() ?? null,
    finishedAt: row.finishedAt?.toISOString() ?? null,
  }
}

/** The finished import of the same bytes for the same store, if there is one. */
export const doneBefore = async (
  read: Read,
  uploadId: string,
): Promise<{ importId: string; finishedAt: string } | null> => {
  const { rows } = await sql<{ id: string; finished_at: Date }>`
    select i.id, i.finished_at from uploads u
    join imports i on i.store_id = u.store_id and i.file_hash = u.file_hash and i.status = 'done'
    where u.id = ${uploadId} order by i.finished_at desc limit 1`.execute(read.db)
  const row = rows[0]
  return row === undefined ? null : { importId: row.id, finishedAt: row.finished_at.toISOString() }
}

import { fileNotes, type FileFacts } from '@suite/csv'
import { isAppError } from '@suite/kernel'
import { recordAudit } from '@suite/audit'
import { publish } from '@suite/events'
import { sql, type Database, type TenantContext, type Tx } from '@suite/db'
import type { ImportRow } from '../import-row.ts'
import { ImportCancelled } from './progress.ts'

/** The figures an import ends with. `added` is of this run; rows outside the cut-over span are neither added nor known. */
export interface Outcome {
  readonly accepted: number
  readonly refused: number
  /** How the file was read, and the rows of it that are no data. */
  readonly file: FileFacts
  readonly added: number
  readonly outsideWindow: number
  /** Exact, in currency units. */
  readonly fileTotal: string
  readonly fromDay: string | null
  readonly toDay: string | null
  /** Further counts for people: products added, receipts added … */
  readonly summary: Readonly<Record<string, number | string | null>>
}

/** Records the end of an import in the transaction that stored its rows, with its audit row and events. */
export const finishImport = async (tx: Tx, row: ImportRow, outcome: Outcome): Promise<void> => {
  const added = row.addedBefore + outcome.added
  const known = outcome.accepted - outcome.outsideWindow - added
  const ignored = Object.values(outcome.file.ignored).reduce((sum, n) => sum + n, 0)
  const summary = { ...outcome.summary, rowsIgnored: ignored, notes: fileNotes(outcome.file).join('\n') }
  await sql`
    update imports set status = 'done', phase = 'done', progress = 1, finished_at = clock_timestamp(),
      rows_read = ${outcome.accepted + outcome.refused}, rows_added = ${added}, rows_known = ${known},
      rows_refused = ${outcome.refused}, rows_outside_window = ${outcome.outsideWindow}, file_total = ${outcome.fileTotal},
      from_day = ${outcome.fromDay}, to_day = ${outcome.toDay}, bytes_read = file_bytes,
      summary = ${JSON.stringify(summary)}
    where id = ${row.id}`.execute(tx.db)
  await recordAudit(tx, {
    eventType: 'import.finished',
    resourceType: 'import',
    resourceId: row.id,
    action: 'import',
    risk: 'medium',
    after: { ...outcome, kind: row.kind, storeId: row.storeId },
  })
  await publish(tx, { type: 'import.finished', version: 1, payload: { importId: row.id } })
  if (row.kind === 'sales' && outcome.fromDay !== null)
    await publish(tx, {
      type: 'sales.changed',
      version: 1,
      payload: { storeId: row.storeId, importId: row.id, fromDay: outcome.fromDay, toDay: outcome.toDay },
    })
  await publish(tx, {
    type: 'stock.changed',
    version: 1,
    payload: { storeId: row.storeId, importId: row.id },
  })
}

/** Puts an import that met a passing trouble, such as a lost connection, back to waiting. */
export const leaveForLater = (database: Database, context: TenantContext, row: ImportRow): Promise<unknown> =>
  database.withTenant(context, (tx) =>
    sql`update imports set status = 'queued', phase = 'waiting', progress = 0 where id = ${row.id} and status = 'running'`.execute(
      tx.db,
    ),
  )

/**
 * Records why an import ended without storing anything; one that was run again keeps what its first run stored. Words of
 * defects are not shown, only that one happened.
 */
export const failImport = async (
  database: Database,
  context: TenantContext,
  row: ImportRow,
  error: unknown,
): Promise<void> => {
  const cancelled = error instanceof ImportCancelled
  const ended = cancelled ? 'cancelled' : 'failed'
  const failure = isAppError(error)
    ? error.message
    : 'The import stopped because of an unexpected error. Nothing was changed. Try again; if it stops again, send the file to support.'
  await database.withTenant(context, async (tx) => {
    await sql`
      update imports set failure = ${failure}, finished_at = clock_timestamp(), cancel_requested = false,
        status = case when finished_at is not null then 'done' else ${ended} end,
        phase = case when finished_at is not null then 'done' else ${ended} end
      where id = ${row.id} and status = 'running'`.execute(tx.db)
    await recordAudit(tx, {
      eventType: cancelled ? 'import.cancelled' : 'import.failed',
      resourceType: 'import',
      resourceId: row.id,
      action: 'import',
      risk: 'low',
      after: { failure },
    })
    await publish(tx, { type: 'import.finished', version: 1, payload: { importId: row.id } })
  })
}

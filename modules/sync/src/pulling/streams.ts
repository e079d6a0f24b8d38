import { sql, type Read, type Tx } from '@suite/db'
import type { Adapter, StreamPlan } from '../vendors/port.ts'

/** Where one stream of a connection stands. */
export interface StreamRow {
  readonly stream: string
  readonly cursor: unknown
  readonly coveredFrom: Date | null
  readonly coveredUntil: Date | null
  readonly backfillUntil: Date | null
  readonly lastPullAt: Date | null
  readonly lastSuccessAt: Date | null
  readonly nextDueAt: Date
  readonly failingSince: Date | null
  readonly failure: string | null
  readonly rowsTaken: number
}

/** Makes the rows of streams that are new to a connection. */
export const ensureStreams = async (
  tx: Tx,
  connectionId: string,
  adapter: Pick<Adapter, 'streams'>,
  now: Date,
): Promise<void> => {
  await sql`
    insert into connection_streams (organization_id, connection_id, stream, backfill_until, next_due_at)
    select ${tx.context.organizationId}::uuid, ${connectionId}::uuid, s, ${now}, ${now}
    from unnest(${adapter.streams.map(({ name }) => name)}::text[]) s
    on conflict do nothing`.execute(tx.db)
}

/** The streams of a connection. */
export const streamRows = async (read: Read, connectionId: string): Promise<StreamRow[]> => {
  const { rows } = await sql<StreamRow>`
    select stream, cursor, covered_from as "coveredFrom", covered_until as "coveredUntil",
      backfill_until as "backfillUntil", last_pull_at as "lastPullAt", last_success_at as "lastSuccessAt",
      next_due_at as "nextDueAt", failing_since as "failingSince", failure, rows_taken as "rowsTaken"
    from connection_streams where connection_id = ${connectionId}`.execute(read.db)
  return rows
}

/** Notes the place reached inside a window, with what was taken. */
export const noteProgress = (
  tx: Tx,
  at: { connectionId: string; stream: string; cursor: unknown; rows: number; now: Date },
): Promise<unknown> =>
  sql`
  update connection_streams set cursor = ${JSON.stringify(at.cursor ?? {})}::jsonb, rows_taken = rows_taken + ${at.rows},
    last_pull_at = ${at.now}
  where connection_id = ${at.connectionId} and stream = ${at.stream}`.execute(tx.db)

/** Notes that everything up to `until` was taken. */
export const noteCovered = (
  tx: Tx,
  at: { connectionId: string; stream: string; from: Date | null; until: Date; now: Date; nextDueAt: Date },
): Promise<unknown> =>
  sql`
  update connection_streams set cursor = '{}', covered_from = coalesce(covered_from, ${at.from}),
    covered_until = greatest(covered_until, ${at.until}), last_pull_at = ${at.now}, last_success_at = ${at.now},
    next_due_at = ${at.nextDueAt}, failing_since = null, failure = null
  where connection_id = ${at.connectionId} and stream = ${at.stream}`.execute(tx.db)

const FIRST_RETRY_SECONDS = 30
const LONGEST_RETRY_SECONDS = 900

/** Notes a failed pull; the next try waits longer the longer the stream has been failing. */
export const noteFailure = (
  tx: Tx,
  at: { connectionId: string; stream: string; failure: string; now: Date },
): Promise<unknown> =>
  sql`
  update connection_streams set failing_since = coalesce(failing_since, ${at.now}), failure = ${at.failure},
    last_pull_at = ${at.now},
    next_due_at = ${at.now}::timestamptz + least(${LONGEST_RETRY_SECONDS}, greatest(${FIRST_RETRY_SECONDS},
      extract(epoch from ${at.now}::timestamptz - coalesce(failing_since, ${at.now})) / 2)) * interval '1 second'
  where connection_id = ${at.connectionId} and stream = ${at.stream}`.execute(tx.db)

/** True while a stream has not reached the instant it was begun at. */
export const isFilling = (plan: StreamPlan, row: StreamRow): boolean =>
  plan.mode === 'window'
    ? row.backfillUntil !== null &&
      (row.coveredUntil === null ||
        row.coveredUntil.getTime() < row.backfillUntil.getTime() - plan.lag * 1000)
    : row.lastSuccessAt === null

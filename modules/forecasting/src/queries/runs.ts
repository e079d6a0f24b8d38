import { notFound } from '@suite/kernel'
import type { Read } from '@suite/db'
import { runSummary, type RunReply } from '../contract.ts'

const runs = (read: Read) =>
  read.db
    .selectFrom('forecast_runs')
    .select([
      'id',
      'reason',
      'status',
      'series_total',
      'series_done',
      'cancel_requested',
      'summary',
      'failure',
      'created_at',
      'started_at',
      'finished_at',
    ])
    .where('organization_id', '=', read.context.organizationId)

type Row = NonNullable<Awaited<ReturnType<ReturnType<typeof runs>['executeTakeFirst']>>>

/** The newest run of the organisation; null before the first. */
export const latestRun = async (read: Read): Promise<RunReply | null> => {
  const row = await runs(read).orderBy('created_at', 'desc').orderBy('id', 'desc').limit(1).executeTakeFirst()
  return row === undefined ? null : toReply(row)
}

/** One run. @throws AppError `not_found` */
export const forecastRun = async (read: Read, input: { readonly id: string }): Promise<RunReply> => {
  const row = await runs(read).where('id', '=', input.id).executeTakeFirst()
  if (row === undefined) throw notFound('forecast run')
  return toReply(row)
}

const toReply = (row: Row): RunReply => ({
  id: row.id,
  reason: row.reason as RunReply['reason'],
  status: row.status as RunReply['status'],
  progress: progressOf(row),
  seriesTotal: row.series_total,
  seriesDone: row.series_done,
  cancelRequested: row.cancel_requested,
  summary: runSummary.safeParse(row.summary).data ?? null,
  failure: row.failure,
  createdAt: row.created_at.toISOString(),
  startedAt: row.started_at?.toISOString() ?? null,
  finishedAt: row.finished_at?.toISOString() ?? null,
})

const progressOf = ({ status, series_total: total, series_done: done }: Row): number =>
  status === 'done' ? 1 : total === 0 ? 0 : Math.min(1, done / total)

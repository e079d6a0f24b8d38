import { isAppError } from '@suite/kernel'
import { sql, type TenantContext } from '@suite/db'
import type { Job, JobDefinition, JobTools } from '@suite/jobs'
import { beginRun } from './commands/begin-run.ts'
import { endCancelled, finishRun, recordFailure } from './commands/end-run.ts'
import { FORECAST_QUEUE, startForecastRun } from './commands/start-forecast-run.ts'
import { forecastLevels } from './levels/forecast-levels.ts'
import { hasSales } from './queries/has-sales.ts'
import { RunCancelled, runForecasts } from './run-forecasts.ts'
import { openForecastPool } from './worker/pool.ts'

export const NIGHTLY_QUEUE = 'schedule.nightly'
const RETRIES = 3
const ORGANIZATIONS_A_STEP = 200

export interface ForecastingJobDeps {
  readonly now?: () => Date
  /** Threads of a run; as many as cores, at most four. */
  readonly threads?: number
}

/** The forecast run, and the nightly start of one for every organisation that sells. */
export const forecastingJobs = (deps: ForecastingJobDeps = {}): JobDefinition[] => [
  {
    queue: FORECAST_QUEUE,
    concurrency: 'one_per_key',
    retries: RETRIES,
    expireInSeconds: 3600,
    handle: (job, tools) => forecastRun(job, tools, deps),
  },
  {
    queue: NIGHTLY_QUEUE,
    // 09:00 UTC: the small hours from coast to coast, past the closing of every shop's books
    schedule: '0 9 * * *',
    expireInSeconds: 1800,
    handle: (_, tools) => startNightlyRuns(tools),
  },
]

const forecastRun = async (job: Job, tools: JobTools, deps: ForecastingJobDeps): Promise<void> => {
  const { database, log } = tools
  const id = String(job.payload['runId'])
  const context: TenantContext = {
    organizationId: String(job.payload['organizationId']),
    actor: { kind: 'job', id: FORECAST_QUEUE },
  }
  if (!(await database.withTenant(context, (tx) => beginRun(tx, { id })))) return
  const pool = openForecastPool({
    signal: job.signal,
    ...(deps.threads === undefined ? {} : { size: deps.threads }),
  })
  try {
    const now = deps.now?.() ?? new Date()
    const failures = await runForecasts(database, context, { runId: id, pool, signal: job.signal, now })
    await forecastLevels(database, context, { runId: id, pool, signal: job.signal, now })
    const summary = await database.withTenant(context, (tx) => finishRun(tx, { id, failures, now }))
    log.info({ runId: id, ...summary, failures: undefined }, 'forecasts written')
  } catch (error) {
    if (error instanceof RunCancelled)
      return await database.withTenant(context, (tx) => endCancelled(tx, { id }))
    const final = job.attempt > RETRIES && !job.signal.aborted
    await database.withTenant(context, (tx) => recordFailure(tx, { id, reason: reasonOf(error, job), final }))
    throw error
  } finally {
    await pool.close()
  }
}

/** Only errors meant for people are shown to people. */
const reasonOf = (error: unknown, job: Job): string => {
  if (isAppError(error)) return error.message
  if (job.signal.aborted) return 'The worker was stopped while forecasting. The run goes on when it is back.'
  return `Forecasting stopped on an unexpected error, logged with job ${job.id}. It is tried again up to ${RETRIES} times; after that, start a new run.`
}

const startNightlyRuns = async ({ database, log }: JobTools): Promise<void> => {
  let after: string | null = null
  for (;;) {
    const { rows } = await sql<{ organization_id: string }>`
      select organization_id from app.organizations_for_schedule(${after}::uuid, ${ORGANIZATIONS_A_STEP})`.execute(
      database.untenanted,
    )
    for (const { organization_id: organizationId } of rows)
      await database
        .withTenant({ organizationId, actor: { kind: 'job', id: NIGHTLY_QUEUE } }, async (tx) => {
          if (await hasSales(tx)) await startForecastRun(tx, { reason: 'nightly' })
        })
        // one shop's trouble must not cost the others their forecasts
        .catch((error: unknown) => log.error({ err: error, organizationId }, 'nightly forecast not started'))
    after = rows.at(-1)?.organization_id ?? null
    if (rows.length < ORGANIZATIONS_A_STEP) return
  }
}

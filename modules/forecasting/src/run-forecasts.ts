import type { Database, TenantContext } from '@suite/db'
import { AppError } from '@suite/kernel'
import { setRunTotal } from './commands/begin-run.ts'
import { storeForecasts, type StoreForecast } from './commands/store-forecasts.ts'
import { seriesKeys, storesInScope } from './queries/series-scope.ts'
import { learnFromShop } from './learn-from-shop.ts'
import { seriesBatches, type StoreWork, type Work } from './series-batches.ts'
import type { BatchReply, SeriesFailure } from './worker/messages.ts'
import type { ForecastPool } from './worker/pool.ts'

/** Rows written at once, and how long finished ones may wait for others. */
const WRITE_ROWS = 128
const WRITE_MS = 1000

/** Thrown when a person cancelled the run. */
export class RunCancelled extends Error {}

export interface RunInput {
  readonly runId: string
  readonly pool: ForecastPool
  readonly signal: AbortSignal
  readonly now: Date
}

/**
 * Forecasts every product of every active store: reading, forecasting and writing overlap, memory is bounded by two pages
 * of series and a write's rows. What an earlier attempt of the same run has written is not done again.
 * @returns the products that failed
 * @throws RunCancelled; AppError `forecasts_failed` when more than half of the products failed
 */
export const runForecasts = async (
  database: Database,
  context: TenantContext,
  input: RunInput,
): Promise<SeriesFailure[]> => {
  const { stores, total, already, reason } = await planRun(database, context, input)
  await database.withTenant(context, (tx) => setRunTotal(tx, { id: input.runId, total, done: already }))
  if (total - already > 0)
    await learnFromShop(database, context, { stores, pool: input.pool, now: input.now, reason })
  const writer = openWriter(database, context, input.runId, already)
  const batches = seriesBatches(database, context, stores)
  const stop = new AbortController()
  const { signal } = stop
  const lane = async (): Promise<void> => {
    try {
      for (let next = await batches.next(); next.done !== true; next = await batches.next()) {
        if (signal.aborted) return
        input.signal.throwIfAborted()
        const work = next.value
        await writer.add(
          work,
          work.kind === 'known' ? allDone(work.forecasts) : await input.pool.run(work.batch),
        )
      }
    } catch (error) {
      stop.abort()
      throw error
    }
  }
  // two lanes more than threads: while they compute, one reads and one writes
  const lanes = await Promise.allSettled(Array.from({ length: input.pool.size + 2 }, lane))
  for (const each of lanes) if (each.status === 'rejected') throw each.reason
  await writer.flush()
  refuseMostlyFailed(writer.failures, total)
  return writer.failures
}

const planRun = (database: Database, context: TenantContext, { runId, now }: RunInput) =>
  database.readTenant(context, async (read) => {
    const stores: StoreWork[] = []
    let total = 0
    let already = 0
    for (const store of await storesInScope(read, now)) {
      const found = await seriesKeys(read, { storeId: store.storeId, through: store.calendar.through, runId })
      stores.push({ store, keys: found.keys })
      total += found.keys.length + found.already
      already += found.already
    }
    const run = await read.db
      .selectFrom('forecast_runs')
      .select('reason')
      .where('id', '=', runId)
      .executeTakeFirst()
    return { stores, total, already, reason: run?.reason ?? 'person' }
  })

const allDone = (forecasts: Extract<Work, { kind: 'known' }>['forecasts']): BatchReply => ({
  kind: 'done',
  forecasts,
  failures: [],
})

/** Gathers finished forecasts and writes them together with the progress, about once a second. */
const openWriter = (database: Database, context: TenantContext, runId: string, already: number) => {
  const failures: SeriesFailure[] = []
  let rows: StoreForecast[] = []
  let done = already
  let written = performance.now()
  let writing: Promise<void> = Promise.resolve()
  const afterwards = async (before: Promise<void>, forecasts: readonly StoreForecast[]): Promise<void> => {
    await before
    const { cancelRequested } = await database.withTenant(context, (tx) =>
      storeForecasts(tx, { runId, forecasts, done }),
    )
    if (cancelRequested) throw new RunCancelled('cancelled')
  }
  const flush = (): Promise<void> => {
    const forecasts = rows
    rows = []
    written = performance.now()
    writing = afterwards(writing, forecasts)
    return writing
  }
  return {
    failures,
    flush,
    add: async (work: Work, reply: BatchReply): Promise<void> => {
      if (reply.kind === 'done') {
        rows.push(...reply.forecasts.map((forecast) => ({ ...forecast, storeId: work.storeId })))
        failures.push(...reply.failures)
      } else if (work.kind === 'batch')
        failures.push(...work.batch.series.map(({ productId }) => ({ productId, reason: reply.reason })))
      done += work.kind === 'batch' ? work.batch.series.length : work.forecasts.length
      if (rows.length >= WRITE_ROWS || performance.now() - written >= WRITE_MS) await flush()
    },
  }
}

const refuseMostlyFailed = (failures: readonly SeriesFailure[], total: number): void => {
  if (failures.length * 2 <= total) return
  throw new AppError(
    'unavailable',
    'forecasts_failed',
    `${failures.length} of ${total} products could not be forecast. The first one: ${failures[0]?.reason ?? ''}`,
  )
}

import { sql, type Database, type TenantContext, type Tx } from '@suite/db'
import { readLstm, writeLstm, type Lessons, type NetworkModel } from '@suite/ensemble'
import { SHOWN_DAYS } from './contract.ts'
import type { Lesson } from './worker/messages.ts'
import type { ForecastPool } from './worker/pool.ts'

/** One history to learn from. */
export type ShopLesson = Lesson['series'][number]

/** A network is trained anew when it is this old, and no longer used when it is that old: days. */
const TRAIN_AFTER = 7
const USED_FOR = 21
/** Seconds one training may take; the two go on side by side. */
const SECONDS = 90

interface Stored extends NetworkModel {
  readonly trainedAt: Date
}

/**
 * The organisation's network: the one kept, or at night, when it is a week old or there is none, one trained on the lessons of
 * this run, which is kept in its place. Null where there is none that is young enough.
 */
export const freshNetwork = async (
  database: Database,
  context: TenantContext,
  input: {
    readonly lessons: Lessons<ShopLesson>
    readonly pool: ForecastPool
    readonly now: Date
    readonly mayTrain: boolean
  },
): Promise<NetworkModel | null> => {
  const kept = await database.readTenant(context, async (read) => {
    const { rows } = await sql<{
      present: string
      past: string
      until: number
      since: number
      trainedAt: Date
    }>`select present, past, until_day as until, since_day as since, trained_at as "trainedAt" from forecast_models
       where kind = 'lstm'`.execute(read.db)
    const [row] = rows
    return row === undefined ? null : storedOf(row)
  })
  const age = kept === null ? Infinity : (input.now.getTime() - kept.trainedAt.getTime()) / 86_400_000
  if (!input.mayTrain || age < TRAIN_AFTER) return age < USED_FOR ? kept : null
  const started = performance.now()
  const trained = await train(input.lessons, input.pool)
  if (trained === null) return age < USED_FOR ? kept : null
  const seconds = (performance.now() - started) / 1000
  await database.withTenant(context, (tx) =>
    keep(tx, { network: trained, products: input.lessons.present.length, seconds, now: input.now }),
  )
  return trained
}

/** A network kept by other code than this is as good as none. */
const storedOf = (row: {
  present: string
  past: string
  until: number
  since: number
  trainedAt: Date
}): Stored | null => {
  try {
    return { ...row, present: readLstm(row.present), past: readLstm(row.past) }
  } catch {
    return null
  }
}

const train = async (
  { present, past, until, since }: Lessons<ShopLesson>,
  pool: ForecastPool,
): Promise<NetworkModel | null> => {
  const trainOn = async (series: readonly ShopLesson[]) => {
    const lesson = { horizon: SHOWN_DAYS, series }
    const reply = await pool.ask({ kind: 'train', lesson, seconds: SECONDS })
    return reply?.kind === 'trained' ? reply.model : null
  }
  const [now, then] = await Promise.all([trainOn(present), trainOn(past)])
  return now && then ? { present: now, past: then, until, since } : null
}

const keep = async (
  tx: Tx,
  input: { network: NetworkModel; products: number; seconds: number; now: Date },
): Promise<void> => {
  const { present, past, until, since } = input.network
  await sql`
    insert into forecast_models (organization_id, kind, until_day, since_day, present, past, products, seconds, trained_at)
    values (${tx.context.organizationId}, 'lstm', ${until}, ${since}, ${writeLstm(present)}, ${writeLstm(past)},
      ${input.products}, ${input.seconds}, ${input.now})
    on conflict (organization_id, kind) do update set until_day = excluded.until_day, since_day = excluded.since_day,
      present = excluded.present, past = excluded.past, products = excluded.products, seconds = excluded.seconds,
      trained_at = excluded.trained_at`.execute(tx.db)
}

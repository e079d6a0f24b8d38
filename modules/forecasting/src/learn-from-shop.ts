import type { Database, TenantContext } from '@suite/db'
import { classRecords, lessonsOf, type Evidence, type GlobalModel, type Lessons } from '@suite/ensemble'
import { SHOWN_DAYS } from './contract.ts'
import { closedWeekdays } from './rules/daily-demand.ts'
import { isDormant } from './rules/dormant-forecast.ts'
import { readPage, type StoreWork } from './series-batches.ts'
import { launchesOf } from './launches.ts'
import { freshNetwork, type ShopLesson } from './network.ts'
import type { ForecastBatch, ProductSeries } from './worker/messages.ts'
import type { ForecastPool } from './worker/pool.ts'

/** Products the model over all products learns from, spread evenly over the stores: about 2.5 MB of history. */
const LEARNED = 400
/** Products the models are compared on. */
const JUDGED = 96
/** Fewer selling products teach each other nothing. */
const LEAST = 20
/** Days without which a history teaches nothing. */
const LEAST_DAYS = 60

export interface LearningInput {
  readonly stores: readonly StoreWork[]
  readonly pool: ForecastPool
  readonly now: Date
  /** Why the run was started: networks are trained at night only, when nobody waits for the run. */
  readonly reason: string
}

/** Products of a store that others learn from. */
export interface Sample {
  readonly store: StoreWork['store']
  readonly series: readonly ProductSeries[]
}

/**
 * What products have in common, learned once per run before each is forecast by itself: one model over all of them, and how
 * each model does on a sample, by pattern of demand. It is handed to the threads; where there are too few products, or the
 * learning fails, they go on without.
 */
export const learnFromShop = async (
  database: Database,
  context: TenantContext,
  { stores, pool, now, reason }: LearningInput,
): Promise<void> => {
  const samples = await readSamples(database, context, stores)
  const products = samples.reduce((sum, { series }) => sum + series.length, 0)
  if (products < LEAST) return
  const lessons = lessonsOf(samples.flatMap(historiesOf), SHOWN_DAYS)
  const global = lessons && (await learnGlobal(lessons, pool))
  const network =
    lessons && (await freshNetwork(database, context, { lessons, pool, now, mayTrain: reason === 'nightly' }))
  const launches = await launchesOf(database, context, samples, pool)
  pool.equip({ global, network, launches })
  const judged = await Promise.all(judgedBatches(samples).map((batch) => pool.ask({ kind: 'judge', batch })))
  const evidence = judged.flatMap((reply): readonly Evidence[] =>
    reply?.kind === 'judged' ? reply.evidence : [],
  )
  pool.equip({ global, network, launches, records: classRecords(evidence) })
}

const readSamples = async (
  database: Database,
  context: TenantContext,
  stores: readonly StoreWork[],
): Promise<Sample[]> => {
  const selling = stores.map(({ store, keys }) => ({
    store,
    keys: keys.filter(
      ({ firstSale, lastSale }) =>
        !isDormant(lastSale, store.calendar.through) && store.calendar.through - firstSale >= LEAST_DAYS,
    ),
  }))
  const share =
    LEARNED /
    Math.max(
      1,
      selling.reduce((sum, { keys }) => sum + keys.length, 0),
    )
  const samples: Sample[] = []
  for (const { store, keys } of selling) {
    const some = evenly(keys, Math.ceil(keys.length * Math.min(1, share)))
    if (some.length > 0) samples.push({ store, series: await readPage(database, context, store, some) })
  }
  return samples
}

/** What a sold-out day would have sold is unknown. */
const historiesOf = ({ store, series }: Sample): ShopLesson[] =>
  series.map(({ firstDay, values, inStock }) => ({
    state: store.state,
    firstDay,
    values: inStock ? values.map((units, i) => (inStock[i] === 0 ? Number.NaN : units)) : values,
  }))

const learnGlobal = async (
  { present, past, until, since }: Lessons<ShopLesson>,
  pool: ForecastPool,
): Promise<GlobalModel | null> => {
  const learn = async (series: readonly ShopLesson[]) => {
    const reply = await pool.ask({ kind: 'learn', lesson: { horizon: SHOWN_DAYS, series } })
    return reply?.kind === 'learned' ? reply.model : null
  }
  const [now, then] = await Promise.all([learn(present), learn(past)])
  return now && then ? { present: now, past: then, until, since } : null
}

/** The sample to compare on, in small batches so that all threads have their share. */
const judgedBatches = (samples: readonly Sample[]): ForecastBatch[] => {
  const total = samples.reduce((sum, { series }) => sum + series.length, 0)
  return samples.flatMap(({ store, series }) => {
    const some = evenly(series, Math.ceil((series.length * Math.min(JUDGED, total)) / total))
    const batch = { state: store.state, closedWeekdays: closedWeekdays(store.calendar) }
    return Array.from({ length: Math.ceil(some.length / 12) }, (_, i) => ({
      ...batch,
      series: some.slice(i * 12, (i + 1) * 12),
    }))
  })
}

/** `count` of the items, as far apart as they go. */
const evenly = <T>(items: readonly T[], count: number): T[] =>
  Array.from(
    { length: Math.min(count, items.length) },
    (_, i) => items[Math.floor((i * items.length) / Math.min(count, items.length))]!,
  )

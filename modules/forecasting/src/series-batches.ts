import type { Database, TenantContext } from '@suite/db'
import { MIN_HISTORY } from '@suite/ensemble'
import { demandPage } from './queries/demand-page.ts'
import { launchFacts } from './queries/launch-facts.ts'
import type { SeriesKey, StoreInScope } from './queries/series-scope.ts'
import { soldOutByProduct } from './queries/stock-balances.ts'
import { closedWeekdays, dailyDemand } from './rules/daily-demand.ts'
import { dormantForecast, isDormant } from './rules/dormant-forecast.ts'
import type { ForecastBatch, LaunchFacts, ProductForecast, ProductSeries } from './worker/messages.ts'

/** Products whose sales are in memory at once, and how many of them a thread takes at a time. */
const PAGE = 256
const BATCH = 16

/** The next piece of a store's work: a batch for a thread, or forecasts that need none. */
export type Work =
  | { readonly kind: 'batch'; readonly storeId: string; readonly batch: ForecastBatch }
  | { readonly kind: 'known'; readonly storeId: string; readonly forecasts: readonly ProductForecast[] }

/** A store and the products to forecast in it. */
export interface StoreWork {
  readonly store: StoreInScope
  readonly keys: readonly SeriesKey[]
}

/** Reads the series page by page, store by store, and cuts them into batches; memory is bounded by two pages. */
export async function* seriesBatches(
  database: Database,
  context: TenantContext,
  stores: readonly StoreWork[],
): AsyncGenerator<Work> {
  for (const { store, keys } of stores) {
    const { storeId, state, calendar } = store
    const dormant = keys.filter((key) => isDormant(key.lastSale, calendar.through))
    for (const some of chunks(dormant, PAGE))
      yield {
        kind: 'known',
        storeId,
        forecasts: some.map((key) => dormantForecast(key.productId, { ...key, through: calendar.through })),
      }
    const shut = closedWeekdays(calendar)
    const selling = keys.filter((key) => !isDormant(key.lastSale, calendar.through))
    const facts = await newProducts(database, context, store, selling)
    for await (const series of readAhead(chunks(selling, PAGE), (page) =>
      readPage(database, context, store, page),
    ))
      for (const some of chunks(series, BATCH))
        yield {
          kind: 'batch',
          storeId,
          batch: { state, closedWeekdays: shut, series: some, ...factsOf(facts, some) },
        }
  }
}

/** What is known of the products whose history is too short to be forecast by. */
const newProducts = (
  database: Database,
  context: TenantContext,
  { storeId, calendar }: StoreInScope,
  keys: readonly SeriesKey[],
): Promise<ReadonlyMap<string, LaunchFacts>> => {
  const fresh = keys.filter(({ firstSale }) => calendar.through - firstSale + 1 < MIN_HISTORY)
  const productIds = fresh.map(({ productId }) => productId)
  return database.readTenant(context, (read) =>
    launchFacts(read, { storeId, productIds, through: calendar.through }),
  )
}

const factsOf = (
  facts: ReadonlyMap<string, LaunchFacts>,
  series: readonly ProductSeries[],
): Pick<ForecastBatch, 'facts'> => {
  const known = series.flatMap(({ productId }) => {
    const own = facts.get(productId)
    return own === undefined ? [] : [[productId, own] as const]
  })
  return known.length === 0 ? {} : { facts: Object.fromEntries(known) }
}

/** Reads each page while the one before it is being worked on, so that the threads never wait for the database. */
async function* readAhead<P, T>(pages: readonly P[], read: (page: P) => Promise<T>): AsyncGenerator<T> {
  let coming = pages.length > 0 ? read(pages[0]!) : undefined
  for (let i = 0; coming !== undefined; i++) {
    const page = await coming
    coming = i + 1 < pages.length ? read(pages[i + 1]!) : undefined
    // told when its turn comes; a run that stops before then must not die of it
    coming?.catch(() => undefined)
    yield page
  }
}

/** The series of some products of a store. */
export const readPage = (
  database: Database,
  context: TenantContext,
  store: StoreInScope,
  keys: readonly SeriesKey[],
): Promise<ProductSeries[]> =>
  database.readTenant(context, async (read) => {
    const productIds = keys.map((key) => key.productId)
    const { calendar } = store
    const demand = await demandPage(read, { storeId: store.storeId, productIds, calendar })
    const stock = await soldOutByProduct(read, { ...store, productIds, through: calendar.through })
    return keys.map(({ productId, firstSale }) => {
      const { days, units } = demand.get(productId) ?? { days: [], units: [] }
      const soldOut = stock.get(productId)?.soldOut
      const facts = { firstSale, days, units, ...(soldOut === undefined ? {} : { soldOut }) }
      return { productId, ...dailyDemand(facts, calendar) }
    })
  })

const chunks = <T>(items: readonly T[], size: number): T[][] =>
  Array.from({ length: Math.ceil(items.length / size) }, (_, i) => items.slice(i * size, (i + 1) * size))

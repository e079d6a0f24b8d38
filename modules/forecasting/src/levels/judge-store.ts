import { SHOWN_DAYS, STORED_DAYS } from '../contract.ts'
import type { StoreInScope } from '../queries/series-scope.ts'
import { closedWeekdays } from '../rules/daily-demand.ts'
import type { ProductForecast, ProductSeries } from '../worker/messages.ts'
import type { ForecastPool } from '../worker/pool.ts'
import { agree, type Own } from './agree.ts'
import { levelTree, type LeafPlace, type LevelTree } from './level-tree.ts'

/** What past fortnights say of moving products to agree with the levels. */
export interface Verdict {
  readonly kept: 'reconciled' | 'products'
  readonly trials: number
  readonly judgedProducts: number
  readonly productsWape: number | null
  readonly reconciledWape: number | null
}

export interface JudgedProduct {
  readonly place: LeafPlace
  readonly series: ProductSeries
}

/** Days before the end of the books at which a trial begins. */
const TRIALS_BACK = [SHOWN_DAYS, 2 * SHOWN_DAYS]
/** Fewest days a product must have sold before a trial, and fewest products a tree says anything with. */
const LEAST_DAYS = 60
const LEAST_PRODUCTS = 6
/** Series a thread takes at a time. */
const BATCH = 16

/**
 * Tries both ways on past fortnights with the same models that forecast now, on a tree of some of the store's products:
 * every level's history is cut, forecast, made to agree, and each product's fortnight held against what sold while it was
 * there: sums, as orders are planned with sums and single days of slow products reward forecasting too little. The
 * products' own numbers stay unless the moved ones were no farther off. What the threads learned from the shop they learned
 * from the fortnights too, which favours the products' own numbers, never the moved ones.
 */
export const judgeStore = async (
  pool: ForecastPool,
  store: StoreInScope,
  judged: readonly JudgedProduct[],
): Promise<Verdict> => {
  let [products, trials, sold, ownOff, movedOff] = [0, 0, 0, 0, 0]
  for (const back of TRIALS_BACK) {
    const tried = await tryFortnight(pool, store, judged, store.calendar.through - back)
    if (tried === null || tried.sold === 0) continue
    trials++
    products = Math.max(products, tried.products)
    sold += tried.sold
    ownOff += tried.ownOff
    movedOff += tried.movedOff
  }
  return {
    kept: trials === TRIALS_BACK.length && movedOff <= ownOff ? 'reconciled' : 'products',
    trials,
    judgedProducts: products,
    productsWape: trials === 0 ? null : ownOff / sold,
    reconciledWape: trials === 0 ? null : movedOff / sold,
  }
}

const tryFortnight = async (
  pool: ForecastPool,
  store: StoreInScope,
  judged: readonly JudgedProduct[],
  through: number,
) => {
  const old = judged.filter(({ series }) => through - series.firstDay >= LEAST_DAYS)
  if (old.length < LEAST_PRODUCTS) return null
  const known = levelTree(old.map(({ place }) => place))
  const sums = summedSeries(known, old, store)
  const all = [...sums, ...old.map(({ series }) => series)].map((series) => cutAfter(series, through))
  const forecasts = await forecastAll(pool, store, all)
  const own = all.map(({ productId }) => ownOf(forecasts.get(productId)))
  const moved = await agree(
    known,
    { levels: own.slice(0, sums.length), products: own.slice(sums.length) },
    'reconciled',
    SHOWN_DAYS,
  )
  const off = { products: old.length, sold: 0, ownOff: 0, movedOff: 0 }
  old.forEach(({ series }, i) => {
    const leaf = sums.length + i
    const mean = own[leaf]?.mean
    if (mean === undefined) return
    let [sold, expected, agreed] = [0, 0, 0]
    for (let day = 0; day < SHOWN_DAYS; day++) {
      const at = through + 1 + day - series.firstDay
      const units = series.values[at]
      if (units === undefined || Number.isNaN(units) || series.inStock?.[at] === 0) continue
      sold += units
      expected += mean[day]!
      agreed += moved[day]![leaf]!
    }
    off.sold += sold
    off.ownOff += Math.abs(sold - expected)
    off.movedOff += Math.abs(sold - agreed)
  })
  return off
}

/** The levels' own histories: the sums of the products judged. */
const summedSeries = (
  { tree, nodes }: LevelTree,
  judged: readonly JudgedProduct[],
  { calendar }: StoreInScope,
): ProductSeries[] => {
  const first = Math.min(...judged.map(({ series }) => series.firstDay))
  const length = calendar.through - first + 1
  const sums = Array.from({ length: tree.size }, () => new Float64Array(length))
  judged.forEach(({ series }, i) => {
    series.values.forEach((units, day) => {
      if (units > 0) sums[nodes.length + i]![series.firstDay - first + day] = units
    })
  })
  for (const node of tree.downwards.toReversed())
    for (const child of tree.children[node]!)
      sums[child]!.forEach((units, day) => (sums[node]![day]! += units))
  return nodes.map((_, node) => ({
    productId: nodeId(node),
    firstDay: first,
    values: sums[node]!.map((units, day) => (calendar.openDays.has(first + day) ? units : Number.NaN)),
  }))
}

const cutAfter = (series: ProductSeries, through: number): ProductSeries => {
  const length = through - series.firstDay + 1
  const { inStock } = series
  return {
    productId: series.productId,
    firstDay: series.firstDay,
    values: series.values.slice(0, length),
    ...(inStock === undefined ? {} : { inStock: inStock.slice(0, length) }),
  }
}

/** A level goes through the threads under a name of its own. */
export const nodeId = (node: number): string => `level ${node}`

/** Forecasts by the id they were asked with; what failed or is too short is not among them. */
export const forecastAll = async (
  pool: ForecastPool,
  { state, calendar }: StoreInScope,
  series: readonly ProductSeries[],
): Promise<Map<string, ProductForecast>> => {
  const shut = closedWeekdays(calendar)
  const replies = await Promise.all(
    Array.from({ length: Math.ceil(series.length / BATCH) }, (_, i) =>
      pool.run({ state, closedWeekdays: shut, series: series.slice(i * BATCH, (i + 1) * BATCH) }),
    ),
  )
  return new Map(
    replies.flatMap((reply) =>
      reply.kind === 'done'
        ? reply.forecasts
            .filter(({ status }) => status === 'ready')
            .map((one) => [one.productId, one] as const)
        : [],
    ),
  )
}

/** What agreeing needs of a forecast. */
export const ownOf = (forecast: ProductForecast | undefined): Own | null =>
  forecast?.mean && forecast.mean.length === STORED_DAYS
    ? { mean: forecast.mean, horizonErrors: forecast.horizonErrors ?? [], wape: forecast.wape }
    : null

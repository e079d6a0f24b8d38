import { dayOf } from '@suite/kernel'
import { forecastByAnalogues, type Analogue, type AnalogueForecast } from '@suite/analogue'
import { INTERVAL, SHOWN_DAYS, STORED_DAYS } from '../contract.ts'
import { weekdayOf } from '../rules/daily-demand.ts'
import type { ForecastBatch, Launches, ProductForecast, ProductSeries } from './messages.ts'

/** Fewest products to draw a forecast from, and how alike they must be on average: below it any product would do. */
const LEAST_ANALOGUES = 5
const LEAST_SIMILARITY = 0.6
/** Named in the reason. */
const NAMED = 3

/**
 * Forecasts a product too new for a history of its own from products like it. Null where too few are, or nothing is known of
 * the product: then it waits for its history.
 */
export const forecastLaunch = (
  series: ProductSeries,
  batch: ForecastBatch,
  launches: Launches,
): ProductForecast | null => {
  const facts = batch.facts?.[series.productId]
  if (facts === undefined) return null
  const peers = launches.peers.filter(({ productId }) => productId !== series.productId)
  if (peers.length < LEAST_ANALOGUES) return null
  const { firstDay, inStock } = series
  // what a sold-out day would have sold is unknown
  const values = inStock
    ? series.values.map((units, i) => (inStock[i] === 0 ? Number.NaN : units))
    : series.values
  const found = forecastByAnalogues(
    { attributes: facts.attributes, storeLevel: facts.storeLevel, firstDay, values },
    peers,
    STORED_DAYS,
    launches.options,
  )
  const likeness = found.analogues.reduce((sum, { similarity, weight }) => sum + similarity * weight, 0)
  if (found.analogues.length < LEAST_ANALOGUES || likeness < LEAST_SIMILARITY) return null
  const open = (units: number, i: number): number =>
    batch.closedWeekdays.includes(weekdayOf(firstDay + values.length + i)) ? 0 : precise(units)
  const mean = Array.from(found.yhat, open)
  return {
    productId: series.productId,
    status: 'ready',
    availableOn: null,
    model: 'analogue',
    modelVersion: '1',
    trainedFrom: dayOf(firstDay),
    trainedThrough: dayOf(firstDay + values.length - 1),
    firstDay: dayOf(firstDay + values.length),
    mean,
    lower: Array.from(found.lower, open),
    upper: Array.from(found.upper, open),
    intervalWidth: INTERVAL,
    mape: null,
    wape: null,
    skill: null,
    coverage: null,
    // nothing of its own was measured
    confidence: null,
    unitsPerDay: precise(mean.slice(0, SHOWN_DAYS).reduce((sum, units) => sum + units, 0) / SHOWN_DAYS),
    backtest: {
      models: [],
      chosen: 'analogue',
      reason: reasonOf(found, launches, values.length),
      horizonDays: SHOWN_DAYS,
      origins: 0,
      pattern: 'none',
    },
    components: null,
    horizonErrors: errorsOf(found).map(precise),
  }
}

const reasonOf = ({ analogues, ownShare }: AnalogueForecast, { peers }: Launches, days: number): string => {
  const names = new Map(peers.map(({ id, name }) => [id, name]))
  const named = distinct(analogues, names).slice(0, NAMED)
  const own = Math.round(ownShare * 100)
  const since =
    days === 0 ? 'It has not sold yet' : `It has sold for ${days} ${days === 1 ? 'day' : 'days'} only`
  return `${since}, so it is forecast from ${analogues.length} products like it, ${named.join(', ')} first among them${own > 0 ? `; its own days count ${own} %` : ''}. Nothing of this can be tried on its past yet.`
}

/** The same product may be an analogue in several stores. */
const distinct = (analogues: readonly Analogue[], names: ReadonlyMap<string, string>): string[] => [
  ...new Set(analogues.flatMap(({ id }) => names.get(id) ?? [])),
]

/** Places between the bounds of the sum (tenth and ninetieth of a hundred) at which errors are set, and beyond them. */
const SPREAD = [1.5, 1, 0.6, 0.3]

/** Errors of the sum as far apart as its bounds say: what an order-up-to level takes its quantiles from. */
const errorsOf = ({ total }: AnalogueForecast): number[] => {
  const below = total.lower - total.expected
  const above = total.upper - total.expected
  return [
    ...SPREAD.map((share) => share * below),
    0,
    ...SPREAD.toReversed().map((share) => share * above),
  ].map(
    // fewer than none cannot be sold
    (error) => Math.max(error, -total.expected),
  )
}

const precise = (value: number): number => Math.round(value * 1e4) / 1e4

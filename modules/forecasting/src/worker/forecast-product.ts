import { dayOf } from '@suite/kernel'
import {
  cannabisProphet,
  conformalBounds,
  forecastSeries,
  residualsOf,
  type Bounds,
  type Forecaster,
  type NotEnoughHistory,
  type SeriesForecast,
} from '@suite/ensemble'
import { scaledErrors } from '@suite/replenishment'
import { INTERVAL, SHOWN_DAYS, STORED_DAYS } from '../contract.ts'
import { backtestCard, rounded } from '../rules/backtest-card.ts'
import { weekdayOf } from '../rules/daily-demand.ts'
import { prophetInFull, witnessed, type FullForecast, type Witness } from './prophet-in-full.ts'
import type { ForecastBatch, ProductForecast, ProductSeries } from './messages.ts'

/** Days with which a model can be tried on four past fortnights; on fewer, Prophet's luck passes for skill. */
const LEAST_FOR_PROPHET = 70

/** Turns series into what is stored. One per thread; it keeps the calendars of the last state it worked for. */
export type ProductForecaster = (series: ProductSeries, batch: ForecastBatch) => ProductForecast

/**
 * Backtests, chooses and fits on `SHOWN_DAYS` days with the ensemble, then carries the chosen model on to `STORED_DAYS`.
 * The same series always gives the same forecast.
 */
export const createProductForecaster = (): ProductForecaster => {
  const inFull = prophetInFull()
  let end = 0
  let models: { state: string; prophet: Witness } | null = null
  return (series, batch) => {
    if (models?.state !== batch.state)
      models = { state: batch.state, prophet: witnessed(cannabisProphet(batch.state), () => end) }
    const { prophet } = models
    end = series.firstDay + series.values.length
    const elaborate: Forecaster[] = series.values.length < LEAST_FOR_PROPHET ? [] : [prophet]
    const result = forecastSeries(series, { models: elaborate, horizon: SHOWN_DAYS })
    if (result.status === 'not_enough_history') return tooShort(series, result)
    const full =
      result.model.name === prophet.name && prophet.seen !== null ? inFull(prophet.seen, batch.state) : null
    return ready(series, result, full, batch.closedWeekdays)
  }
}

const tooShort = (series: ProductSeries, { availableOn }: NotEnoughHistory): ProductForecast => ({
  productId: series.productId,
  status: 'not_enough_history',
  availableOn: dayOf(availableOn),
  model: null,
  modelVersion: null,
  trainedFrom: dayOf(series.firstDay),
  trainedThrough: dayOf(series.firstDay + series.values.length - 1),
  firstDay: null,
  mean: null,
  lower: null,
  upper: null,
  intervalWidth: null,
  mape: null,
  wape: null,
  skill: null,
  coverage: null,
  confidence: null,
  unitsPerDay: null,
  backtest: null,
  components: null,
  horizonErrors: null,
})

const ready = (
  series: ProductSeries,
  result: SeriesForecast,
  full: FullForecast | null,
  closedWeekdays: readonly number[],
): ProductForecast => {
  const open = (value: number, i: number): number =>
    closedWeekdays.includes(weekdayOf(result.firstDay + i)) ? 0 : precise(Math.max(0, value))
  const { mean, lower, upper } = carriedOn(result, full)
  const expected = mean.map(open)
  const { chosen, skill } = result.choice
  return {
    productId: series.productId,
    status: 'ready',
    availableOn: null,
    model: result.model.name,
    modelVersion: result.model.version,
    trainedFrom: dayOf(result.firstDay - result.daysOfHistory),
    trainedThrough: dayOf(result.firstDay - 1),
    firstDay: dayOf(result.firstDay),
    mean: expected,
    lower: lower.map(open),
    upper: upper.map(open),
    intervalWidth: INTERVAL,
    mape: rounded(chosen.mape),
    wape: rounded(chosen.wape),
    skill: rounded(skill),
    coverage: rounded(chosen.coverage),
    confidence: rounded(result.confidence),
    unitsPerDay: precise(expected.slice(0, SHOWN_DAYS).reduce((sum, y) => sum + y, 0) / SHOWN_DAYS),
    backtest: backtestCard(result, SHOWN_DAYS),
    components: full === null ? null : withClosedDays(full.components, closedWeekdays),
    horizonErrors: scaledErrors({ days: SHOWN_DAYS, errors: result.horizonErrors }, STORED_DAYS).errors.map(
      precise,
    ),
  }
}

/** A weekday on which the store is shut sells nothing, whatever the curve through the others says of it. */
const withClosedDays = (
  components: FullForecast['components'],
  closedWeekdays: readonly number[],
): FullForecast['components'] => ({
  ...components,
  weekly: components.weekly.map((day) =>
    closedWeekdays.includes(day.weekday) ? { ...day, effect: -1 } : day,
  ),
})

/**
 * The forecast over all stored days: first what the ensemble chose, then Prophet's own further days or, as the simple
 * models repeat by the week, their last week over and over, bounds included.
 */
const carriedOn = (
  result: SeriesForecast,
  full: FullForecast | null,
): Record<keyof Bounds | 'mean', number[]> => {
  if (full === null)
    return { mean: onByWeeks(result.yhat), lower: onByWeeks(result.lower), upper: onByWeeks(result.upper) }
  const mean = full.yhat.map((y) => Math.max(0, y))
  const residuals = result.interval === 'conformal' ? residualsOf(result.errorPaths) : undefined
  const bounds = residuals ? conformalBounds(mean, residuals) : full
  return {
    mean: [...result.yhat, ...mean.subarray(SHOWN_DAYS)],
    lower: [...result.lower, ...bounds.lower.subarray(SHOWN_DAYS)],
    upper: [...result.upper, ...bounds.upper.subarray(SHOWN_DAYS)],
  }
}

const onByWeeks = (values: Float64Array): number[] =>
  Array.from({ length: STORED_DAYS }, (_, i) =>
    i < values.length ? values[i]! : values[values.length - 7 + ((i - values.length) % 7)]!,
  )

const precise = (value: number): number => Math.round(value * 1e4) / 1e4

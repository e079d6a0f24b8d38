import { dayOf } from '@suite/kernel'
import {
  conformalBounds,
  forecastSeries,
  residualsOf,
  type Bounds,
  type Evidence,
  type NotEnoughHistory,
  type SeriesForecast,
} from '@suite/ensemble'
import { scaledErrors } from '@suite/replenishment'
import { INTERVAL, SHOWN_DAYS, STORED_DAYS } from '../contract.ts'
import { backtestCard, rounded } from '../rules/backtest-card.ts'
import { weekdayOf } from '../rules/daily-demand.ts'
import { forecastLaunch } from './forecast-launch.ts'
import { modelRoom, PROPHET_SHARE, type ModelRoom } from './model-room.ts'
import { prophetInFull, type FullForecast } from './prophet-in-full.ts'
import type { Equipment, ForecastBatch, ProductForecast, ProductSeries } from './messages.ts'

/** Turns series into what is stored. One per thread; it keeps the calendars of the last state it worked for. */
export interface ProductForecaster {
  /** What it may use beyond the series, from now on. */
  equip(equipment: Equipment): void
  forecast(series: ProductSeries, batch: ForecastBatch): ProductForecast
  /** How each model did on the product's past; null for one with too little of it. */
  evidence(series: ProductSeries, batch: ForecastBatch): Evidence | null
}

/**
 * Backtests, chooses and fits on `SHOWN_DAYS` days with the ensemble, then carries the chosen model on to `STORED_DAYS`.
 * The same series always gives the same forecast.
 */
export const createProductForecaster = (): ProductForecaster => {
  const inFull = prophetInFull()
  let equipment: Equipment = { global: null, network: null, launches: null }
  let models: ModelRoom | null = null
  const askAll = (series: ProductSeries, { state }: ForecastBatch) => {
    if (models?.state !== state) models = modelRoom(state, equipment.global, equipment.network)
    const result = forecastSeries(series, {
      horizon: SHOWN_DAYS,
      ...models.suited(series),
      ...(equipment.records ? { records: equipment.records } : {}),
    })
    return { result, prophet: models.prophet }
  }
  return {
    equip(next) {
      equipment = next
      models = null
    },
    forecast(series, batch) {
      const { result, prophet } = askAll(series, batch)
      if (result.status === 'not_enough_history')
        return (
          (equipment.launches && forecastLaunch(series, batch, equipment.launches)) ??
          tooShort(series, result)
        )
      const usesProphet = PROPHET_SHARE[result.model.name] !== undefined
      const full = usesProphet && prophet.seen !== null ? inFull(prophet.seen, batch.state) : null
      return ready(series, result, full, batch.closedWeekdays)
    },
    evidence(series, batch) {
      const { result } = askAll(series, batch)
      if (result.status === 'not_enough_history') return null
      const cards = result.backtests.map(({ name, failed, wape, horizonWape }) => ({
        name,
        failed,
        wape,
        horizonWape,
      }))
      return { pattern: result.pattern.pattern, measure: result.choice.measure, cards }
    },
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
 * models repeat by the week, their last week over and over, bounds included. Of a mean with Prophet, each part goes on in
 * its own way.
 */
const carriedOn = (
  result: SeriesForecast,
  full: FullForecast | null,
): Record<keyof Bounds | 'mean', number[]> => {
  if (full === null)
    return { mean: onByWeeks(result.yhat), lower: onByWeeks(result.lower), upper: onByWeeks(result.upper) }
  const mean = tailWith(result, full)
  const residuals = result.interval === 'conformal' ? residualsOf(result.errorPaths) : undefined
  const bounds = residuals ? conformalBounds(mean, residuals) : shifted(full, mean)
  return {
    mean: [...result.yhat, ...mean.subarray(SHOWN_DAYS)],
    lower: [...result.lower, ...bounds.lower.subarray(SHOWN_DAYS)],
    upper: [...result.upper, ...bounds.upper.subarray(SHOWN_DAYS)],
  }
}

const tailWith = ({ model, yhat }: SeriesForecast, full: FullForecast): Float64Array => {
  const own = full.yhat.map((y) => Math.max(0, y))
  const share = PROPHET_SHARE[model.name] ?? 0
  if (share === 1) return own
  // what the rest of the mean said on the days all of it was asked of
  const rest = onByWeeks(yhat.map((y, h) => Math.max(0, (y - share * own[h]!) / (1 - share))))
  return own.map((y, i) => share * y + (1 - share) * rest[i]!)
}

/** Prophet's bounds around another middle. */
const shifted = ({ yhat, lower, upper }: FullForecast, mean: Float64Array): Bounds => ({
  lower: mean.map((y, i) => Math.max(0, y - Math.max(0, yhat[i]! - lower[i]!))),
  upper: mean.map((y, i) => y + Math.max(0, upper[i]! - yhat[i]!)),
})

const onByWeeks = (values: Float64Array): number[] =>
  Array.from({ length: STORED_DAYS }, (_, i) =>
    i < values.length ? values[i]! : values[values.length - 7 + ((i - values.length) % 7)]!,
  )

const precise = (value: number): number => Math.round(value * 1e4) / 1e4

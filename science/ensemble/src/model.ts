import { seasonalNaive, tsb } from '@suite/intermittent'
import { theta } from '@suite/smoothing'
import { fillGaps } from './fill-gaps.ts'

/** History handed to a model: day `firstDay + i` (days since 1970-01-01) sold `values[i]`; NaN where unknown. */
export interface Train {
  readonly firstDay: number
  readonly values: Float64Array
}

/** A dated event that moves one day of a forecast. */
export interface ForecastEvent {
  readonly name: string
  /** Index into the forecast. */
  readonly index: number
  /** Units more (or, below zero, fewer) than an ordinary day at that place. */
  readonly units: number
}

/** Units per day for the days after the history, with the bounds of an 80 % interval where the model has its own. */
export interface ModelForecast {
  readonly yhat: Float64Array
  readonly lower?: Float64Array
  readonly upper?: Float64Array
  /** Events of the forecast days whose effect the model has learned from the history and that stand out of the noise. */
  readonly events?: readonly ForecastEvent[]
}

/** Anything that can forecast. The same history must always give the same forecast. */
export interface Forecaster {
  readonly name: string
  /** Stored with every forecast; changes whenever the model would answer differently. */
  readonly version: string
  /** Costs next to nothing: more backtest origins are asked of it, which show rarer errors. */
  readonly light?: boolean
  /** A mean of models: what is used unless a single one is clearly closer. */
  readonly combined?: boolean
  /** A model that has learned from other products too may be judged only on histories that reach this day. */
  readonly since?: number
  fit(train: Train, horizon: number): ModelForecast
}

/** Last week repeated: the yardstick, without bounds of its own. */
export const seasonalNaiveModel: Forecaster = {
  name: 'seasonal_naive',
  version: '1',
  light: true,
  fit: ({ values }, horizon) => ({ yhat: seasonalNaive(values, horizon) }),
}

/** TSB times a weekday profile: exponential smoothing for steady products, intermittent demand for sparse ones. */
export const tsbModel: Forecaster = {
  name: 'tsb',
  version: '1',
  light: true,
  fit: ({ values }, horizon) => ({ yhat: tsb(values, horizon).yhat }),
}

/** Theta through the week: a level with half the trend of the history. Missing days are filled from their neighbours. */
export const thetaModel: Forecaster = {
  name: 'theta',
  version: '1',
  light: true,
  fit: ({ values }, horizon) => ({
    yhat: theta(fillGaps(values), horizon, 7).map((units) => Math.max(0, units)),
  }),
}

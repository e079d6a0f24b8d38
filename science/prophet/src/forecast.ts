import { combine, componentsOf, featuresAt } from './components.ts'
import type { Components, DatedFeatures } from './components.ts'
import { boundsOf, simulatePaths, simulationOptions } from './intervals.ts'
import type { SimulatedPaths, SimulationOptions } from './intervals.ts'
import type { ProphetModel } from './model.ts'
import type { RegressorValues } from './series.ts'
import { checkDays } from './series.ts'

/** One entry per asked day, in the units of the series. */
export interface ProphetForecast {
  readonly yhat: Float64Array
  readonly lower: Float64Array
  readonly upper: Float64Array
  readonly trend: Float64Array
}

/**
 * Forecasts `days` (epoch days, increasing, usually after the history) with bounds from simulated futures.
 * @param futureRegressors values for exactly these days; needed when the model has regressors
 * @throws AppError `bad_series` or `bad_simulation`
 */
export function forecastProphet(
  model: ProphetModel,
  days: ArrayLike<number>,
  futureRegressors?: RegressorValues,
  options: SimulationOptions = {},
): ProphetForecast {
  const { paths, seed, intervalWidth } = simulationOptions(options, model)
  const components = componentsOf(model, days, futureRegressors)
  const simulated = simulatePaths(scaledTimes(model, days), model.trend.changes.length, paths, seed)
  return withBounds(model, components, simulated, intervalWidth)
}

/** The point forecast alone, without simulating. */
export const predictProphet = (
  model: ProphetModel,
  days: ArrayLike<number>,
  futureRegressors?: RegressorValues,
): Components => componentsOf(model, days, futureRegressors)

/** Forecasts the same days for many models of one calendar, sharing features and random futures between them. */
export interface SharedForecaster {
  forecast(
    model: ProphetModel,
    futureRegressors?: RegressorValues,
    options?: SimulationOptions,
  ): ProphetForecast
  predict(model: ProphetModel, futureRegressors?: RegressorValues): Components
}

/**
 * A forecaster of `days` for models that share `settings`. Features are made once; futures once per combination of
 * history span, changepoints, paths and seed.
 */
export function createForecaster(
  settings: ProphetModel['settings'],
  days: ArrayLike<number>,
): SharedForecaster {
  checkDays(days)
  const features: DatedFeatures = featuresAt(settings, days)
  const drawn = new Map<string, SimulatedPaths>()
  const pathsFor = (model: ProphetModel, paths: number, seed: number): SimulatedPaths => {
    const changepoints = model.trend.changes.length
    const key = [model.firstDay, model.spanDays, changepoints, paths, seed].join(' ')
    const known = drawn.get(key)
    if (known !== undefined) return known
    if (drawn.size >= keptFutures) drawn.clear()
    const simulated = simulatePaths(scaledTimes(model, days), changepoints, paths, seed)
    drawn.set(key, simulated)
    return simulated
  }
  const predict = (model: ProphetModel, regressors?: RegressorValues): Components =>
    combine(model, features, days, regressors)
  return {
    predict,
    forecast(model, regressors, options = {}) {
      const { paths, seed, intervalWidth } = simulationOptions(options, model)
      return withBounds(model, predict(model, regressors), pathsFor(model, paths, seed), intervalWidth)
    },
  }
}

/** Bounds the memory of a forecaster: 14 days × 1,000 paths take 0.2 MB. */
const keptFutures = 8

const scaledTimes = (model: ProphetModel, days: ArrayLike<number>): Float64Array =>
  Float64Array.from(days, (day) => (day - model.firstDay) / model.spanDays)

function withBounds(
  model: ProphetModel,
  components: Components,
  simulated: SimulatedPaths,
  intervalWidth: number,
): ProphetForecast {
  const { lower, upper } = boundsOf(model, components, simulated, intervalWidth)
  return { yhat: components.yhat, trend: components.trend, lower, upper }
}

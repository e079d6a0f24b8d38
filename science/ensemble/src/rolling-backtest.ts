import { invalid } from '@suite/kernel'
import {
  type Accuracy,
  accuracyOf,
  type IntervalAccuracy,
  intervalAccuracyOf,
  seasonalNaiveError,
} from './accuracy.ts'
import { type Bounds, crossConformalBounds, type Path } from './conformal.ts'
import type { Forecaster, Train } from './model.ts'

/** Where each path of a backtest began: the last day the model had seen, in days since 1970-01-01. */
export interface OriginPath extends Path {
  readonly origin: number
}

/** Which bounds the interval figures speak of. */
export type IntervalSource = 'model' | 'conformal' | 'none'

/** One model's card. */
export interface ModelBacktest extends Accuracy, IntervalAccuracy {
  readonly name: string
  readonly version: string
  readonly paths: readonly OriginPath[]
  readonly interval: IntervalSource
  /** Coverage of the model's own bounds, also when they were replaced; null when it has none. */
  readonly modelCoverage: number | null
  /** Set when the model gave a figure that is no number; such a model is never chosen. */
  readonly failed: boolean
}

/** Settings of a backtest. */
export interface BacktestInput {
  /** Stock-out days already NaN (see `censored`). */
  readonly series: Train
  readonly models: readonly Forecaster[]
  /** Days forecast from each origin. */
  readonly horizon?: number
  /** Most origins to try; fewer when the history is short. */
  readonly origins?: number
  /** Days between origins. */
  readonly step?: number
  /** Fewest days of history an origin must have behind it. */
  readonly minTrain?: number
}

/** Own bounds are kept while they cover at least this share; below it conformal bounds replace them. */
const LEAST_COVERAGE = 0.75

/**
 * Rolling-origin evaluation (Tashman 2000): each model forecasts `horizon` days from several past origins, always seeing
 * only what came before, and is held against what sold. The newest origin leaves exactly one horizon to check.
 * @returns one card per model, in the order given; no paths and null figures when the history is too short for any origin
 */
export const rollingBacktest = (input: BacktestInput): ModelBacktest[] => {
  const { series, models, horizon = 14, origins = 8, step = 7, minTrain = 30 } = input
  for (const [name, count] of Object.entries({ horizon, origins, step, minTrain }))
    if (!Number.isInteger(count) || count < 1)
      throw invalid(
        'bad_backtest',
        `The backtest's ${name} must be a whole number of at least 1, not ${count}.`,
      )
  // All models are held to the same origins, so that their figures compare.
  const since = Math.max(...models.map((model) => model.since ?? -Infinity))
  const ends: number[] = []
  for (let k = 0; k < origins; k++) {
    const end = series.values.length - horizon - k * step
    if (end >= minTrain && series.firstDay + end - 1 >= since) ends.unshift(end)
  }
  const naiveError = seasonalNaiveError(series.values.subarray(0, ends[0] ?? series.values.length))
  return models.map((model) => backtestModel(model, series, ends, horizon, naiveError))
}

const backtestModel = (
  model: Forecaster,
  { firstDay, values }: Train,
  ends: readonly number[],
  horizon: number,
  naiveError: number,
): ModelBacktest => {
  const own: (Bounds | undefined)[] = []
  const paths = ends.map((end): OriginPath => {
    const fitted = model.fit({ firstDay, values: values.subarray(0, end) }, horizon)
    own.push(fitted.lower && fitted.upper && { lower: fitted.lower, upper: fitted.upper })
    return { origin: firstDay + end - 1, forecast: fitted.yhat, actual: values.slice(end, end + horizon) }
  })
  const failed = !paths.every(({ forecast }) => forecast.every(Number.isFinite))
  const ofModel = intervalAccuracyOf(paths, own)
  const keepsOwn = ofModel.coverage !== null && ofModel.coverage >= LEAST_COVERAGE
  const chosen = keepsOwn ? ofModel : intervalAccuracyOf(paths, crossConformalBounds(paths))
  return {
    name: model.name,
    version: model.version,
    paths,
    failed,
    ...accuracyOf(paths, naiveError),
    ...chosen,
    interval: keepsOwn ? 'model' : chosen.coverage === null ? 'none' : 'conformal',
    modelCoverage: ofModel.coverage,
  }
}

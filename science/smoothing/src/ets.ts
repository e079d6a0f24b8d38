import { invalid } from '@suite/kernel'
import { minimise } from './nelder-mead.ts'
import { startingState, type State } from './starting-state.ts'

/** Which parts an additive-error exponential smoothing model has (Hyndman's AN·, AA·, AAd·). */
export interface EtsShape {
  readonly trend: 'none' | 'additive' | 'damped'
  readonly seasonal: boolean
}

/** Smoothing constants: level, trend, season, damping. Those of absent parts are 0 (damping 1). */
export interface EtsParameters {
  readonly alpha: number
  readonly beta: number
  readonly gamma: number
  readonly phi: number
}

/** A fitted model; all quantities on the scale it was fitted on (logarithms with `log`). */
export interface EtsModel {
  readonly shape: EtsShape
  readonly period: number
  readonly log: boolean
  readonly parameters: EtsParameters
  /** State after the last observation. */
  readonly level: number
  readonly trend: number
  /** `season[h % period]` belongs to the h-th value ahead, from 0. */
  readonly season: readonly number[]
  /** Standard deviation of the one-step errors. */
  readonly deviation: number
  /** Corrected Akaike information criterion, by which shapes are compared. */
  readonly aicc: number
  readonly observations: number
}

/** A forecast with the bounds of its interval. */
export interface EtsForecast {
  readonly yhat: Float64Array
  readonly lower: Float64Array
  readonly upper: Float64Array
}

const SHAPES: readonly EtsShape[] = (['none', 'additive', 'damped'] as const).flatMap((trend) =>
  [false, true].map((seasonal) => ({ trend, seasonal })),
)
/** Bounds of the usual parameter space: damping outside it is no trend or no damping. */
const PHI = { least: 0.8, most: 0.98, start: 0.95 }

/**
 * Fits exponential smoothing in its innovations state-space form with additive errors (Hyndman, Koehler, Ord and Snyder,
 * 2008), on logarithms where `log`, and keeps the shape with the lowest AICc. Smoothing constants and the first level and
 * trend are optimised; first seasonal values come from the classical decomposition. Seasons need two whole periods.
 * @param values one per step, all finite; above zero with `log`
 * @param period steps a season has; 1 for none
 * @throws AppError `bad_series` for fewer than two values, a value that is no number, or one not above zero with `log`
 */
export const fitEts = (
  values: ArrayLike<number>,
  { period = 1, log = false }: { readonly period?: number; readonly log?: boolean } = {},
): EtsModel => {
  const series = checked(values, log)
  const seasons = period > 1 && series.length >= 2 * period + 2
  const models = SHAPES.filter(({ seasonal }) => !seasonal || seasons)
    .map((shape) => fitShape(series, shape, seasons && shape.seasonal ? period : 1, log))
    .filter((model) => model !== null)
  return models.reduce((best, model) => (model.aicc < best.aicc ? model : best))
}

const checked = (values: ArrayLike<number>, log: boolean): Float64Array => {
  if (values.length < 2) throw invalid('bad_series', 'Exponential smoothing needs at least two values.')
  return Float64Array.from(values, (value, i) => {
    if (!Number.isFinite(value) || (log && value <= 0))
      throw invalid(
        'bad_series',
        `Value ${i} of the series is ${value}; exponential smoothing needs ${log ? 'numbers above zero for logarithms' : 'numbers'}.`,
      )
    return log ? Math.log(value) : value
  })
}

const fitShape = (values: Float64Array, shape: EtsShape, period: number, log: boolean): EtsModel | null => {
  const count =
    2 + (shape.trend === 'none' ? 0 : 2) + (shape.trend === 'damped' ? 1 : 0) + (shape.seasonal ? period : 0)
  // one more for the variance
  const size = count + 1
  if (values.length - size - 1 <= 0 && (shape.trend !== 'none' || shape.seasonal)) return null
  const from = startingState(values, period, shape.trend !== 'none')
  const spread = Math.max(1e-12, deviationOf(values))
  const pointOf = (point: readonly number[]) => read(point, shape, from, spread)
  const start = [0.3, ...(shape.trend === 'none' ? [] : [0.2]), ...(shape.trend === 'damped' ? [0.5] : [])]
  const first = [...start, ...(shape.seasonal ? [0.1] : []), 0, ...(shape.trend === 'none' ? [] : [0])]
  const found = minimise((point) => {
    const { parameters, state } = pointOf(point)
    return admissible(point, shape) ? run(values, parameters, state).squares : Infinity
  }, first)
  const { parameters, state } = pointOf(found.point)
  const end = run(values, parameters, state)
  const n = values.length
  const variance = Math.max(end.squares / n, 1e-300)
  const aic = n * Math.log(variance) + 2 * size
  const correction = n - size - 1 > 0 ? (2 * size * (size + 1)) / (n - size - 1) : 0
  return {
    shape,
    period,
    log,
    parameters,
    level: end.level,
    trend: end.trend,
    season: end.season,
    deviation: Math.sqrt(end.squares / Math.max(1, n - size)),
    aicc: aic + correction,
    observations: n,
  }
}

/** A point of the search: alpha, beta ÷ alpha, damping within its bounds, gamma ÷ (1 − alpha), shifts of level and trend. */
const read = (
  point: readonly number[],
  { trend, seasonal }: EtsShape,
  from: State,
  spread: number,
): { parameters: EtsParameters; state: State } => {
  const next = point[Symbol.iterator]()
  const take = (): number => next.next().value ?? 0
  const alpha = take()
  const beta = trend === 'none' ? 0 : alpha * take()
  const phi = trend === 'damped' ? PHI.least + (PHI.most - PHI.least) * take() : 1
  const gamma = seasonal ? (1 - alpha) * take() : 0
  const level = from.level + spread * take()
  const slope = trend === 'none' ? 0 : from.trend + 0.1 * spread * take()
  return { parameters: { alpha, beta, gamma, phi }, state: { level, trend: slope, season: from.season } }
}

const admissible = (point: readonly number[], { trend, seasonal }: EtsShape): boolean => {
  const shares = 1 + (trend === 'none' ? 0 : 1) + (trend === 'damped' ? 1 : 0) + (seasonal ? 1 : 0)
  return point.slice(0, shares).every((value, i) => value >= (i === 0 ? 1e-4 : 0) && value <= 0.9999)
}

/** Runs the recursions; `season[0]` afterwards belongs to the first step ahead. */
const run = (values: Float64Array, { alpha, beta, gamma, phi }: EtsParameters, state: State) => {
  let { level, trend } = state
  const season = [...state.season]
  const period = season.length
  let squares = 0
  for (let i = 0; i < values.length; i++) {
    const place = i % period
    const before = level + phi * trend
    const error = values[i]! - before - season[place]!
    squares += error * error
    level = before + alpha * error
    trend = phi * trend + beta * error
    season[place]! += gamma * error
  }
  const turned = season.map((_, h) => season[(values.length + h) % period]!)
  return { level, trend, season: turned, squares }
}

/**
 * Forecasts `horizon` steps with the interval of the innovations model (normal errors, class 1 of Hyndman et al., 2005). On
 * logarithms the middle is the median.
 * @param width share of outcomes inside
 */
export const forecastEts = (model: EtsModel, horizon: number, width = 0.8): EtsForecast => {
  const { alpha, beta, gamma, phi } = model.parameters
  const z = normalQuantile(1 - (1 - width) / 2)
  const out = model.log ? Math.exp : (value: number): number => value
  const yhat = new Float64Array(horizon)
  const lower = new Float64Array(horizon)
  const upper = new Float64Array(horizon)
  let damped = 0
  let spread = 1
  for (let h = 0; h < horizon; h++) {
    damped += phi ** (h + 1)
    const middle = model.level + damped * model.trend + model.season[h % model.period]!
    const reach = z * model.deviation * Math.sqrt(spread)
    yhat[h] = out(middle)
    lower[h] = out(middle - reach)
    upper[h] = out(middle + reach)
    // what an error now moves a value h + 1 steps on
    const weight = alpha + beta * damped + ((h + 1) % model.period === 0 && model.period > 1 ? gamma : 0)
    spread += weight * weight
  }
  return { yhat, lower, upper }
}

const deviationOf = (values: Float64Array): number => {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length
  return Math.sqrt(values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length)
}

/** Acklam's rational approximation, to 1.2e-9. */
export const normalQuantile = (probability: number): number => {
  const tail = Math.min(probability, 1 - probability)
  if (tail < 0.02425) {
    const q = Math.sqrt(-2 * Math.log(tail))
    const value =
      ratio(
        q,
        [
          -7.784894002430293e-3, -0.3223964580411365, -2.400758277161838, -2.549732539343734,
          4.374664141464968, 2.938163982698783,
        ],
      ) / ratio(q, [7.784695709041462e-3, 0.3224671290700398, 2.445134137142996, 3.754408661907416, 1])
    return probability < 0.5 ? value : -value
  }
  const q = probability - 0.5
  const r = q * q
  return (
    (q *
      ratio(
        r,
        [
          -39.69683028665376, 220.9460984245205, -275.9285104469687, 138.357751867269, -30.66479806614716,
          2.506628277459239,
        ],
      )) /
    ratio(
      r,
      [-54.47609879822406, 161.5858368580409, -155.6989798598866, 66.80131188771972, -13.28068155288572, 1],
    )
  )
}

const ratio = (x: number, coefficients: readonly number[]): number =>
  coefficients.reduce((sum, coefficient) => sum * x + coefficient, 0)

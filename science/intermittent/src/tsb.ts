import { invalid } from '@suite/kernel'
import { firstSale } from './series.ts'
import { weekdayProfile } from './weekday-profile.ts'

/** Smoothing constants of TSB, both in (0, 1]: `alpha` for the size of a sale, `beta` for its probability. */
export interface TsbParameters {
  readonly alpha: number
  readonly beta: number
}

/** A TSB forecast and the state it came from. */
export interface TsbForecast {
  /** Expected units per day, `horizon` long. */
  readonly yhat: Float64Array
  readonly parameters: TsbParameters
  /** Probability of any sale on an average day. */
  readonly probability: number
  /** Units sold on an average day that sells anything. */
  readonly size: number
  /** Weekday factors; index `i % 7` belongs to `values[i]`. */
  readonly profile: Float64Array
}

const SEASON = 7
const ALPHAS = [0.05, 0.1, 0.2, 0.3]
const BETAS = [0.02, 0.05, 0.1, 0.2]
/** Days whose weekday sells less than this share of an average day are closed days and say nothing of demand. */
const CLOSED = 0.05
/** Days used to start the recursion. */
const START_DAYS = 28

/**
 * Teunter–Syntetos–Babai smoothing times a weekday profile: probability and size of a sale are smoothed apart, and the
 * probability falls on every day without a sale, so that a dying product's forecast dies too (Teunter, Syntetos & Babai,
 * EJOR 214, 2011). Missing days (NaN) leave the state untouched. Without `parameters` the pair with the least squared
 * one-day-ahead error over a 4 × 4 grid is used. Never negative; all zero when nothing was ever sold.
 * @throws AppError `bad_smoothing` when a constant is outside (0, 1]
 */
export const tsb = (values: Float64Array, horizon: number, parameters?: TsbParameters): TsbForecast => {
  for (const [name, value] of Object.entries(parameters ?? {}))
    if (!(value > 0 && value <= 1))
      throw invalid(
        'bad_smoothing',
        `The smoothing constant ${name} must be above 0 and at most 1, not ${value}.`,
      )
  const profile = weekdayProfile(values, SEASON)
  const level = deseasonalised(values, profile)
  const chosen = parameters ?? bestParameters(level)
  const { probability, size } = smooth(level, chosen)
  const yhat = Float64Array.from(
    { length: horizon },
    (_, h) => probability * size * profile[(values.length + h) % SEASON]!,
  )
  return { yhat, parameters: chosen, probability, size, profile }
}

/** From the first sale on, sales over their weekday factor; missing and closed days dropped. */
const deseasonalised = (values: Float64Array, profile: Float64Array): Float64Array => {
  const start = firstSale(values)
  const level = new Float64Array(values.length - start)
  let count = 0
  for (let i = start; i < values.length; i++) {
    const value = values[i]!
    const factor = profile[i % SEASON]!
    if (Number.isNaN(value) || (factor < CLOSED && value === 0)) continue
    level[count++] = Math.max(0, value) / Math.max(factor, CLOSED)
  }
  return level.subarray(0, count)
}

const bestParameters = (level: Float64Array): TsbParameters => {
  let best: TsbParameters = { alpha: 0.1, beta: 0.05 }
  let least = Number.POSITIVE_INFINITY
  for (const alpha of ALPHAS)
    for (const beta of BETAS) {
      const { squaredError } = smooth(level, { alpha, beta })
      if (squaredError >= least) continue
      least = squaredError
      best = { alpha, beta }
    }
  return best
}

/** Runs the recursion; the squared error counts one-day-ahead forecasts after the starting days. */
const smooth = (level: Float64Array, { alpha, beta }: TsbParameters) => {
  const start = level.subarray(0, START_DAYS)
  const sales = start.filter((value) => value > 0)
  let probability = start.length === 0 ? 0 : sales.length / start.length
  let size = sales.length === 0 ? 0 : sales.reduce((a, b) => a + b, 0) / sales.length
  let squaredError = 0
  // The starting days set the state above; smoothing begins after them, or at once in a short history.
  const from = level.length > 2 * START_DAYS ? START_DAYS : 0
  for (let i = from; i < level.length; i++) {
    const value = level[i]!
    squaredError += (value - probability * size) ** 2
    if (value > 0) {
      size += alpha * (value - size)
      probability += beta * (1 - probability)
    } else probability -= beta * probability
  }
  return { probability, size, squaredError }
}

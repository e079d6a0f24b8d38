import { invalid } from '@suite/kernel'
import { classicalSeason } from './starting-state.ts'

/** Standard errors of the autocorrelation beyond which a season is believed (90 %). */
const BELIEVED = 1.645
const ALPHAS = Array.from({ length: 40 }, (_, i) => 0.02 + (i * 0.96) / 39)

/**
 * The Theta method (Assimakopoulos and Nikolopoulos, 2000) as Hyndman and Billah (2003) showed it to be: simple exponential
 * smoothing with half the slope of the least-squares line as drift, on values freed of an additive season where the
 * autocorrelation says that there is one. Give logarithms for a season that grows with the level.
 * @param values one per step, all finite
 * @param period steps a season has; 1 for none
 * @throws AppError `bad_series` for no values or one that is no number
 */
export const theta = (values: ArrayLike<number>, horizon: number, period = 1): Float64Array => {
  const series = Float64Array.from(values)
  const bad = series.findIndex((value) => !Number.isFinite(value))
  if (series.length === 0 || bad >= 0)
    throw invalid(
      'bad_series',
      `The Theta method needs numbers${bad >= 0 ? `; value ${bad} is ${series[bad]}` : ''}.`,
    )
  const season = isSeasonal(series, period) ? classicalSeason(series, period) : [0]
  const places = season.length
  const level = series.map((value, i) => value - season[i % places]!)
  const drift = slopeOf(level) / 2
  const { alpha, last } = smoothed(level)
  const n = level.length
  const start = (1 - (1 - alpha) ** n) / alpha
  return Float64Array.from(
    { length: horizon },
    (_, h) => last + drift * (h + start) + season[(n + h) % places]!,
  )
}

/** Whether the autocorrelation a season apart stands out from chance (as in the M3 and M4 competitions). */
export const isSeasonal = (values: Float64Array, period: number): boolean => {
  if (period < 2 || values.length < 2 * period + 2) return false
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length
  const variance = values.reduce((sum, value) => sum + (value - mean) ** 2, 0)
  if (variance === 0) return false
  const correlation = (lag: number): number => {
    let sum = 0
    for (let i = lag; i < values.length; i++) sum += (values[i]! - mean) * (values[i - lag]! - mean)
    return sum / variance
  }
  let squares = 0
  for (let lag = 1; lag < period; lag++) squares += correlation(lag) ** 2
  return Math.abs(correlation(period)) > BELIEVED * Math.sqrt((1 + 2 * squares) / values.length)
}

const slopeOf = (values: Float64Array): number => {
  const n = values.length
  if (n < 2) return 0
  const middle = (n - 1) / 2
  let over = 0
  for (let i = 0; i < n; i++) over += (i - middle) * values[i]!
  return over / ((n * (n * n - 1)) / 12)
}

/** Simple exponential smoothing with the constant of least squared one-step error. */
const smoothed = (values: Float64Array): { alpha: number; last: number } => {
  let best = { alpha: ALPHAS[0]!, last: values[0]!, squares: Infinity }
  for (const alpha of ALPHAS) {
    let last = values[0]!
    let squares = 0
    for (let i = 1; i < values.length; i++) {
      const error = values[i]! - last
      squares += error * error
      last += alpha * error
    }
    if (squares < best.squares) best = { alpha, last, squares }
  }
  return best
}

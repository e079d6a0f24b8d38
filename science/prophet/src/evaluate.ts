import type { Design } from './design.ts'
import { logistic } from './logistic.ts'
import type { Workspace } from './workspace.ts'

/** One series on a design, scaled: its values, its own columns in solver order, and how far logistic growth can go. */
export interface ScaledSeries {
  readonly values: Float64Array
  readonly regressors: readonly Float64Array[]
  /** Cap less floor by day; needed under logistic growth only. */
  readonly capacity?: Float64Array
}

/**
 * Computes trend, seasonal factor and residual for given parameters into `work` and returns the sum of squared errors.
 * @param trendParameters offset, slope, changes in scaled units; under logistic growth m, k, δ of Prophet's formula
 * @param weights column weights in solver order
 */
export function evaluate(
  design: Design,
  series: ScaledSeries,
  trendParameters: Float64Array,
  weights: Float64Array,
  work: Workspace,
): number {
  evaluateTrend(design, trendParameters, work)
  if (design.growth === 'logistic') saturate(series.capacity!, work)
  const { trend, factor, additive, residual } = work
  factor.fill(1)
  additive.fill(0)
  addColumns(design, series, weights, work)
  const { values } = series
  if (design.growth === 'logistic') for (let i = 0; i < factor.length; i++) work.sensitivity[i]! *= factor[i]!
  let sumOfSquares = 0
  for (let i = 0; i < values.length; i++) {
    const error = values[i]! - trend[i]! * factor[i]! - additive[i]!
    residual[i] = error
    sumOfSquares += error * error
  }
  return sumOfSquares
}

function evaluateTrend(design: Design, parameters: Float64Array, work: Workspace): void {
  const { time, segments, changepointTimes, trendSize } = design
  const { trend, slope, intercept } = work
  let currentSlope = trendSize > 1 ? parameters[1]! : 0
  // Under logistic growth the offset is the time at which the exponent k·(t − m) is zero.
  let currentIntercept = design.growth === 'logistic' ? -currentSlope * parameters[0]! : parameters[0]!
  for (let j = 0; j + 1 < segments.length; j++) {
    if (j > 0) {
      const change = parameters[j + 1]!
      currentSlope += change
      currentIntercept -= change * changepointTimes[j - 1]!
    }
    slope[j] = currentSlope
    intercept[j] = currentIntercept
    for (let i = segments[j]!; i < segments[j + 1]!; i++)
      trend[i] = currentSlope * time[i]! + currentIntercept
  }
}

/** Turns the exponent in `work.trend` into the saturating trend, and notes how steep the curve is there. */
function saturate(capacity: Float64Array, { trend, sensitivity }: Workspace): void {
  for (let i = 0; i < trend.length; i++) {
    const share = logistic(trend[i]!)
    trend[i] = capacity[i]! * share
    sensitivity[i] = trend[i]! * (1 - share)
  }
}

function addColumns(design: Design, series: ScaledSeries, weights: Float64Array, work: Workspace): void {
  const { holidayDays, fourier, fourierCount, multiplicativeFourierCount, multiplicative } = design
  const targetOf = (column: number): Float64Array =>
    multiplicative[column] === 1 ? work.factor : work.additive
  for (let u = 0; u < holidayDays.length; u++) {
    const target = targetOf(u)
    const positions = holidayDays[u]!
    for (let p = 0; p < positions.length; p++) target[positions[p]!]! += weights[u]!
  }
  const base = holidayDays.length
  addFourier(fourier, 0, multiplicativeFourierCount, weights, base, work.factor)
  addFourier(fourier, multiplicativeFourierCount, fourierCount, weights, base, work.additive)
  series.regressors.forEach((column, r) => {
    const at = base + fourierCount + r
    const target = targetOf(at)
    for (let i = 0; i < column.length; i++) target[i]! += weights[at]! * column[i]!
  })
}

/** Adds columns `from` to `to`, four at a time so that each day of the target is loaded and stored once for all. */
function addFourier(
  fourier: Float64Array,
  from: number,
  to: number,
  weights: Float64Array,
  base: number,
  target: Float64Array,
): void {
  const length = target.length
  let k = from
  for (; k + 3 < to; k += 4) {
    const w0 = weights[base + k]!
    const w1 = weights[base + k + 1]!
    const w2 = weights[base + k + 2]!
    const w3 = weights[base + k + 3]!
    const at = k * length
    for (let i = 0; i < length; i++)
      target[i]! +=
        w0 * fourier[at + i]! +
        w1 * fourier[at + length + i]! +
        w2 * fourier[at + 2 * length + i]! +
        w3 * fourier[at + 3 * length + i]!
  }
  for (; k < to; k++) {
    const weight = weights[base + k]!
    for (let i = 0; i < length; i++) target[i]! += weight * fourier[k * length + i]!
  }
}

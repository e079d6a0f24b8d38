import type { Design } from './design.ts'
import type { L1Workspace } from './l1-quadratic.ts'
import { l1Workspace } from './l1-quadratic.ts'
import { pairCount } from './segment-moments.ts'

/** Every buffer the solver needs for one design, made once and reused for each series. */
export interface Workspace {
  /** Trend g(t), seasonal factor s(t) = 1 + Σ multiplicative, and residual y − g·s − Σ additive, by day. */
  readonly trend: Float64Array
  readonly factor: Float64Array
  readonly residual: Float64Array
  readonly additive: Float64Array
  /** How a unit of the line under the trend moves the fit: the factor, times the logistic curve's steepness if there is one. */
  readonly sensitivity: Float64Array
  /** How a unit of a column moves the fit, times what it is correlated with; see `normal-equations.ts`. */
  readonly coupling: { readonly multiplicative: DayWeights; readonly additive: DayWeights }
  /** Slope and intercept of the trend (of the logistic curve's exponent) in each segment. */
  readonly slope: Float64Array
  readonly intercept: Float64Array
  readonly segmentSums: readonly [Float64Array, Float64Array, Float64Array, Float64Array]
  readonly gram: Float64Array
  readonly pairs: Float64Array
  /** One row per trend parameter and a last row for the gradient of the weights. */
  readonly cross: Float64Array
  readonly trendBlock: Float64Array
  readonly trendGradient: Float64Array
  readonly trendLinear: Float64Array
  readonly nextTrend: Float64Array
  readonly nextWeights: Float64Array
  readonly trialTrend: Float64Array
  readonly trialWeights: Float64Array
  readonly l1: L1Workspace
}

/** Per-day factors of the sums Σ v·x, Σ v·t·x and Σ ρ·x over a column x. */
export interface DayWeights {
  readonly value: Float64Array
  readonly timed: Float64Array
  readonly residual: Float64Array
}

const array = (length: number): Float64Array => new Float64Array(length)

/** Buffers for `design`. */
export function createWorkspace(design: Design): Workspace {
  const days = design.time.length
  const size = design.order.length
  const trendSize = design.trendSize
  const segmentCount = design.segments.length - 1
  const dayWeights = (): DayWeights => ({ value: array(days), timed: array(days), residual: array(days) })
  const factor = array(days)
  return {
    trend: array(days),
    factor,
    sensitivity: design.growth === 'logistic' ? array(days) : factor,
    residual: array(days),
    additive: array(days),
    coupling: { multiplicative: dayWeights(), additive: dayWeights() },
    slope: array(segmentCount),
    intercept: array(segmentCount),
    segmentSums: [array(segmentCount), array(segmentCount), array(segmentCount), array(segmentCount)],
    gram: array(size * size),
    pairs: array(pairCount(design.fourierCount)),
    cross: array((trendSize + 1) * size),
    trendBlock: array(trendSize * trendSize),
    trendGradient: array(trendSize),
    trendLinear: array(trendSize),
    nextTrend: array(trendSize),
    nextWeights: array(size),
    trialTrend: array(trendSize),
    trialWeights: array(size),
    l1: l1Workspace(trendSize),
  }
}

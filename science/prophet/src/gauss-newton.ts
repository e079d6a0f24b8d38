import type { Design } from './design.ts'
import type { ScaledSeries } from './evaluate.ts'
import { evaluate } from './evaluate.ts'
import { logisticStarts } from './logistic.ts'
import { proposeStep } from './newton-step.ts'
import { assembleNormalEquations } from './normal-equations.ts'
import { bestNoise, negativeLogPosterior } from './posterior.ts'
import type { Workspace } from './workspace.ts'

/** The mode of the posterior, in scaled units and solver order. */
export interface Mode {
  readonly trend: Float64Array
  readonly weights: Float64Array
  readonly noise: number
  /** Minus the log-posterior at the start and after each iteration; never increases. */
  readonly objectives: readonly number[]
}

/** When to stop. */
export interface SolverLimits {
  readonly iterations: number
  /** Stop when the decrease still to be expected is below this share of the objective. */
  readonly tolerance: number
}

/**
 * A gap of 1e-8 in an objective of thousands leaves the parameters within a hundredth of their posterior deviation of
 * the mode. A fit takes three or four iterations.
 */
export const defaultLimits: SolverLimits = { iterations: 100, tolerance: 1e-8 }

const maximumHalvings = 30

/**
 * Maximises Prophet's posterior. Each iteration linearises the model around the current fit, eliminates the column
 * weights from the Gauss–Newton system (Schur complement by Cholesky), solves the remaining problem in the trend with
 * its L1 prior on slope changes exactly, and halves the step until the true objective, with the noise at its best
 * value, does not rise.
 *
 * Starts from a flat trend at the mean: in a multiplicative model a start through the end points can put the trend
 * near zero, where seasonality has no effect to learn from. Logistic growth has more than one mode and is tried from two
 * places. A `warm` start is used where it is better than where the search would begin by itself.
 */
export function findMode(
  design: Design,
  series: ScaledSeries,
  work: Workspace,
  limits: SolverLimits = defaultLimits,
  warm?: Start,
): Mode {
  const cold = coldStarts(design, series)
  if (warm === undefined) return best(cold.map((start) => climb(design, series, work, limits, start)))
  const objectiveAt = ({ trend, weights }: Start): number =>
    measure(design, series, trend, weights, work).objective
  if (!cold.every((start) => objectiveAt(warm) <= objectiveAt(start)))
    return findMode(design, series, work, limits)
  const starts = design.growth === 'logistic' ? bothWays(warm) : [warm]
  return best(starts.map((start) => climb(design, series, work, limits, start)))
}

/** Parameters to search from, in scaled units and solver order. */
export interface Start {
  readonly trend: Float64Array
  readonly weights: Float64Array
}

function coldStarts(design: Design, { values, capacity }: ScaledSeries): Start[] {
  const start = (...leading: number[]): Start => {
    const trend = new Float64Array(design.trendSize)
    trend.set(leading)
    return { trend, weights: new Float64Array(design.order.length) }
  }
  if (design.growth === 'logistic')
    return logisticStarts(design.time, values, capacity!).flatMap(({ offset, rate }) =>
      bothWays(start(offset, rate)),
    )
  return [start(values.reduce((sum, value) => sum + value, 0) / values.length)]
}

/** Rates below which a logistic trend is nearly flat. */
const nearlyFlat = 0.5

/**
 * A nearly flat logistic trend has a mode on either side of rate zero, with the offset far out on one side or the other: both
 * are tried, through the same level half-way along the history.
 */
function bothWays(start: Start): Start[] {
  if (Math.abs(start.trend[1]!) >= nearlyFlat) return [start]
  const trend = Float64Array.from(start.trend)
  trend[0] = 1 - trend[0]!
  trend[1] = -trend[1]!
  return [start, { trend, weights: start.weights }]
}

const best = (modes: readonly Mode[]): Mode =>
  modes.reduce((least, mode) => (mode.objectives.at(-1)! < least.objectives.at(-1)! ? mode : least))

/** Goes up from one place until there is nothing left to gain. */
function climb(
  design: Design,
  series: ScaledSeries,
  work: Workspace,
  limits: SolverLimits,
  start: Start,
): Mode {
  const trend = Float64Array.from(start.trend)
  const weights = Float64Array.from(start.weights)
  let current = measure(design, series, trend, weights, work)
  const objectives = [current.objective]
  let lastDecrease = 0

  while (objectives.length <= limits.iterations) {
    const variance = current.noise * current.noise
    assembleNormalEquations(design, series, trend, weights, variance, work)
    proposeStep(design, trend, weights, variance / design.changepointPriorScale, work)
    const next = searchStep(design, series, trend, weights, current.objective, work)
    if (next === undefined) break
    trend.set(work.trialTrend)
    weights.set(work.trialWeights)
    const decrease = current.objective - next.objective
    current = next
    objectives.push(next.objective)
    const enough = limits.tolerance * Math.max(1, Math.abs(next.objective))
    // Along the ridge of a nearly flat logistic trend a short step does not foretell the next.
    const left = design.growth === 'logistic' ? decrease : remainingDecrease(decrease, lastDecrease)
    if (left <= enough) break
    lastDecrease = decrease
  }
  return { trend, weights, noise: current.noise, objectives }
}

interface Measured {
  readonly noise: number
  /** Minus the log-posterior at that noise. */
  readonly objective: number
}

/** The best noise for given parameters, and the objective there; leaves trend, factor and residual in `work`. */
function measure(
  design: Design,
  series: ScaledSeries,
  trend: Float64Array,
  weights: Float64Array,
  work: Workspace,
): Measured {
  const { priorWeight, changepointPriorScale } = design
  const observations = series.values.length
  const sumOfSquares = evaluate(design, series, trend, weights, work)
  const noise = bestNoise(sumOfSquares, observations)
  const terms = { observations, sumOfSquares, noise, trend, weights, priorWeight, changepointPriorScale }
  return { noise, objective: negativeLogPosterior(terms) }
}

/**
 * Halves the proposed step until the objective does not rise, leaving the parameters in `work.trialTrend` and
 * `work.trialWeights`; undefined when no step helps, which happens only at the optimum to rounding.
 */
function searchStep(
  design: Design,
  series: ScaledSeries,
  trend: Float64Array,
  weights: Float64Array,
  objective: number,
  work: Workspace,
): Measured | undefined {
  const { trialTrend, trialWeights, nextTrend, nextWeights } = work
  let step = 1
  for (let halvings = 0; halvings <= maximumHalvings; halvings++) {
    interpolate(trend, nextTrend, step, trialTrend)
    interpolate(weights, nextWeights, step, trialWeights)
    const trial = measure(design, series, trialTrend, trialWeights, work)
    if (trial.objective <= objective) return trial
    step /= 2
  }
  return undefined
}

/** Decreases shrink at least geometrically near the optimum: the sum of those to come, from the last two. */
function remainingDecrease(decrease: number, before: number): number {
  const ratio = decrease / before
  return ratio < 0.5 ? (decrease * ratio) / (1 - ratio) : decrease
}

function interpolate(from: Float64Array, to: Float64Array, step: number, out: Float64Array): void {
  for (let i = 0; i < out.length; i++) out[i] = from[i]! + step * (to[i]! - from[i]!)
}

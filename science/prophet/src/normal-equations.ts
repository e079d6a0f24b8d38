import { fillCross } from './cross-terms.ts'
import type { Design } from './design.ts'
import type { ScaledSeries } from './evaluate.ts'
import { fillGram } from './gram.ts'
import { chainThroughExponent } from './logistic.ts'
import { addTrendPrior, fillTrend } from './trend-terms.ts'
import type { Workspace } from './workspace.ts'

/*
 * The Gauss–Newton system at the current fit, every entry multiplied by σ² so that no scale enters the sums.
 *
 * A unit of column x moves the fit by g·x (multiplicative) or x (additive); a unit of trend basis b moves it by s·b.
 * Under logistic growth the curve moves by its steepness per unit of the exponent: s takes it in, and the rows of offset and
 * rate follow from those of 1 and t by the chain rule.
 *
 *   gram          Σ v²·x·z + σ²/prior²        columns × columns, lower triangle
 *   cross         Σ s·b·v·x                   trend × columns; its last row is the gradient Σ v·r·x − σ²·β/prior²
 *   trendBlock    Σ s²·b·b′ + σ²/25           trend × trend
 *   trendGradient Σ s·r·b − σ²·a/25           without the L1 prior, which the quadratic programme treats exactly
 */

/** Assembles the system for the fit last evaluated into `work`. */
export function assembleNormalEquations(
  design: Design,
  series: ScaledSeries,
  trendParameters: Float64Array,
  weights: Float64Array,
  variance: number,
  work: Workspace,
): void {
  prepareDayWeights(design, work)
  fillGram(design, series, work)
  fillCross(design, series, work)
  fillTrend(design, work)
  if (design.growth === 'logistic') chainThroughExponent(design, trendParameters, work)
  addTrendPrior(design, trendParameters, variance, work)
  const size = design.order.length
  const gradientRow = design.trendSize * size
  for (let k = 0; k < size; k++) {
    const precision = variance * design.priorWeight[k]!
    work.gram[k * size + k]! += precision
    work.cross[gradientRow + k]! -= precision * weights[k]!
  }
}

function prepareDayWeights(design: Design, work: Workspace): void {
  const { trend, sensitivity, residual } = work
  const { multiplicative, additive } = work.coupling
  const { time } = design
  for (let i = 0; i < time.length; i++) {
    const value = sensitivity[i]! * trend[i]!
    multiplicative.value[i] = value
    multiplicative.timed[i] = value * time[i]!
    multiplicative.residual[i] = trend[i]! * residual[i]!
    additive.value[i] = sensitivity[i]!
    additive.timed[i] = sensitivity[i]! * time[i]!
    additive.residual[i] = residual[i]!
  }
}

import { dot, factorize, solveLowerRows, solveUpper } from './cholesky.ts'
import type { Design } from './design.ts'
import { solveL1Quadratic } from './l1-quadratic.ts'
import type { Workspace } from './workspace.ts'

/**
 * Writes the minimiser of the linearised problem, whose system stands in `work`, to `work.nextTrend` and
 * `work.nextWeights`: the column weights are eliminated by Cholesky, the trend is solved with its L1 prior, and the
 * weights follow.
 * @param penalty σ² over the prior scale of the slope changes
 */
export function proposeStep(
  design: Design,
  trend: Float64Array,
  weights: Float64Array,
  penalty: number,
  work: Workspace,
): void {
  const { trendSize, envelope } = design
  const size = weights.length
  const { gram, cross, trendBlock, trendGradient, trendLinear, nextTrend, nextWeights } = work
  factorize(gram, size, size, envelope)
  solveLowerRows(gram, size, envelope, cross, trendSize + 1)
  eliminateWeights(cross, size, trendSize, trendBlock, trendGradient)

  // In terms of the new parameters u = a + Δ: ½ uᵀAu − (gradient + A·a)ᵀu + λ·Σ|u|.
  for (let n = 0; n < trendSize; n++)
    trendLinear[n] = trendGradient[n]! + dot(trendBlock, n * trendSize, trend, 0, trendSize)
  nextTrend.set(trend)
  solveL1Quadratic(trendBlock, trendLinear, trendSize, Math.min(2, trendSize), penalty, nextTrend, work.l1)

  nextWeights.set(cross.subarray(trendSize * size))
  for (let n = 0; n < trendSize; n++) {
    const change = nextTrend[n]! - trend[n]!
    if (change === 0) continue
    for (let k = 0; k < size; k++) nextWeights[k]! -= change * cross[n * size + k]!
  }
  solveUpper(gram, size, size, envelope, nextWeights)
  for (let k = 0; k < size; k++) nextWeights[k]! += weights[k]!
}

/** Schur complement: takes from the trend block and gradient what the column weights explain. */
function eliminateWeights(
  cross: Float64Array,
  size: number,
  trendSize: number,
  block: Float64Array,
  gradient: Float64Array,
): void {
  for (let n = 0; n < trendSize; n++) {
    const row = n * size
    let l = 0
    for (; l + 3 <= n; l += 4) {
      const row0 = l * size
      const row1 = row0 + size
      const row2 = row1 + size
      const row3 = row2 + size
      let sum0 = 0
      let sum1 = 0
      let sum2 = 0
      let sum3 = 0
      for (let k = 0; k < size; k++) {
        const value = cross[row + k]!
        sum0 += value * cross[row0 + k]!
        sum1 += value * cross[row1 + k]!
        sum2 += value * cross[row2 + k]!
        sum3 += value * cross[row3 + k]!
      }
      const at = n * trendSize + l
      block[at]! -= sum0
      block[at + 1]! -= sum1
      block[at + 2]! -= sum2
      block[at + 3]! -= sum3
    }
    for (; l <= n; l++) block[n * trendSize + l]! -= dot(cross, row, cross, l * size, size)
    gradient[n]! -= dot(cross, row, cross, trendSize * size, size)
    for (l = 0; l < n; l++) block[l * trendSize + n] = block[n * trendSize + l]!
  }
}

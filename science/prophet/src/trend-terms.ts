import { projectOnTrend } from './cross-terms.ts'
import type { Design } from './design.ts'
import { trendPriorVariance } from './posterior.ts'
import type { Workspace } from './workspace.ts'

/** Trend × trend, and the gradient of the trend, for the basis 1, t, (t − c₁)₊ … without any prior. */
export function fillTrend(design: Design, work: Workspace): void {
  const { segments, time } = design
  const { sensitivity, residual, trendBlock, trendGradient } = work
  const [sums, timedSums, squaredSums] = work.segmentSums
  for (let j = 0; j + 1 < segments.length; j++) {
    let sum = 0
    let timedSum = 0
    for (let i = segments[j]!; i < segments[j + 1]!; i++) {
      const value = sensitivity[i]! * residual[i]!
      sum += value
      timedSum += value * time[i]!
    }
    sums[j] = sum
    timedSums[j] = timedSum
  }
  projectOnTrend(design, sums, timedSums, trendGradient, 0, 1)

  for (let j = 0; j + 1 < segments.length; j++) {
    let sum = 0
    let timedSum = 0
    let squaredSum = 0
    for (let i = segments[j]!; i < segments[j + 1]!; i++) {
      const value = sensitivity[i]! * sensitivity[i]!
      const timed = value * time[i]!
      sum += value
      timedSum += timed
      squaredSum += timed * time[i]!
    }
    sums[j] = sum
    timedSums[j] = timedSum
    squaredSums[j] = squaredSum
  }
  fillTrendBlock(design, sums, timedSums, squaredSums, trendBlock)
}

/** Adds the normal priors of offset and slope; the L1 prior of the changes is the quadratic programme's. */
export function addTrendPrior(
  { trendSize }: Design,
  parameters: Float64Array,
  variance: number,
  { trendBlock, trendGradient }: Workspace,
): void {
  const precision = variance / trendPriorVariance
  for (let n = 0; n < Math.min(2, trendSize); n++) {
    trendBlock[n * trendSize + n]! += precision
    trendGradient[n]! -= precision * parameters[n]!
  }
}

/** Σ s²·b·b′ for all pairs of trend bases, from per-segment Σ s², Σ s²·t and Σ s²·t². */
function fillTrendBlock(
  design: Design,
  sums: Float64Array,
  timedSums: Float64Array,
  squaredSums: Float64Array,
  block: Float64Array,
): void {
  const { changepointTimes: changes, trendSize: size } = design
  const count = changes.length
  for (let j = sums.length - 2; j >= 0; j--) {
    sums[j]! += sums[j + 1]!
    timedSums[j]! += timedSums[j + 1]!
    squaredSums[j]! += squaredSums[j + 1]!
  }
  block[0] = sums[0]!
  if (size === 1) return
  block[1] = timedSums[0]!
  block[size] = timedSums[0]!
  block[size + 1] = squaredSums[0]!
  for (let j = 1; j <= count; j++) {
    const c = changes[j - 1]!
    const row = (1 + j) * size
    // From changepoint j on: Σ s², Σ s²·t, Σ s²·t².
    const sum = sums[j]!
    const timed = timedSums[j]!
    const squared = squaredSums[j]!
    block[row] = timed - c * sum
    block[row + 1] = squared - c * timed
    block[1 + j] = block[row]!
    block[size + 1 + j] = block[row + 1]!
    for (let l = 1; l <= j; l++) {
      const d = changes[l - 1]!
      const value = squared - (c + d) * timed + c * d * sum
      block[row + 1 + l] = value
      block[(1 + l) * size + 1 + j] = value
    }
  }
}

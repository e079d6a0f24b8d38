import type { Design } from './design.ts'
import type { ScaledSeries } from './evaluate.ts'
import type { DayWeights, Workspace } from './workspace.ts'

/** Trend × columns, and the gradient of the columns, in one pass over each column. */
export function fillCross(design: Design, series: ScaledSeries, work: Workspace): void {
  const { holidayDays, fourierCount, multiplicative } = design
  const base = holidayDays.length
  const couplingOf = (column: number): DayWeights =>
    multiplicative[column] === 1 ? work.coupling.multiplicative : work.coupling.additive
  for (let u = 0; u < base; u++) holidayCross(design, holidayDays[u]!, u, couplingOf(u), work)
  const days = design.time.length
  // A sine is always followed by its cosine.
  for (let x = 0; x < fourierCount; x += 2)
    pairedCross(design, x * days, base + x, couplingOf(base + x), work)
  series.regressors.forEach((column, r) => {
    const at = base + fourierCount + r
    denseCross(design, column, 0, at, couplingOf(at), work)
  })
}

function denseCross(
  design: Design,
  source: Float64Array,
  start: number,
  column: number,
  weights: DayWeights,
  work: Workspace,
): void {
  const { segments } = design
  const { value, timed, residual } = weights
  const [sums, timedSums] = work.segmentSums
  let gradient = 0
  for (let j = 0; j + 1 < segments.length; j++) {
    let sum = 0
    let timedSum = 0
    for (let i = segments[j]!; i < segments[j + 1]!; i++) {
      const x = source[start + i]!
      sum += value[i]! * x
      timedSum += timed[i]! * x
      gradient += residual[i]! * x
    }
    sums[j] = sum
    timedSums[j] = timedSum
  }
  const size = design.order.length
  projectOnTrend(design, sums, timedSums, work.cross, column, size)
  work.cross[design.trendSize * size + column] = gradient
}

/** `denseCross` for two neighbouring Fourier columns, which share the loads of the day weights. */
function pairedCross(
  design: Design,
  start: number,
  column: number,
  weights: DayWeights,
  work: Workspace,
): void {
  const { segments, fourier } = design
  const { value, timed, residual } = weights
  const [sums, timedSums, otherSums, otherTimedSums] = work.segmentSums
  const other = start + value.length
  let gradient = 0
  let otherGradient = 0
  for (let j = 0; j + 1 < segments.length; j++) {
    let sum = 0
    let timedSum = 0
    let otherSum = 0
    let otherTimedSum = 0
    for (let i = segments[j]!; i < segments[j + 1]!; i++) {
      const x = fourier[start + i]!
      const z = fourier[other + i]!
      sum += value[i]! * x
      otherSum += value[i]! * z
      timedSum += timed[i]! * x
      otherTimedSum += timed[i]! * z
      gradient += residual[i]! * x
      otherGradient += residual[i]! * z
    }
    sums[j] = sum
    timedSums[j] = timedSum
    otherSums[j] = otherSum
    otherTimedSums[j] = otherTimedSum
  }
  const size = design.order.length
  const gradientRow = design.trendSize * size
  projectOnTrend(design, sums, timedSums, work.cross, column, size)
  projectOnTrend(design, otherSums, otherTimedSums, work.cross, column + 1, size)
  work.cross[gradientRow + column] = gradient
  work.cross[gradientRow + column + 1] = otherGradient
}

function holidayCross(
  design: Design,
  positions: Int32Array,
  column: number,
  weights: DayWeights,
  work: Workspace,
): void {
  const { segments } = design
  const [sums, timedSums] = work.segmentSums
  sums.fill(0)
  timedSums.fill(0)
  let gradient = 0
  let j = 0
  for (let p = 0; p < positions.length; p++) {
    const day = positions[p]!
    while (day >= segments[j + 1]!) j++
    sums[j]! += weights.value[day]!
    timedSums[j]! += weights.timed[day]!
    gradient += weights.residual[day]!
  }
  const size = design.order.length
  projectOnTrend(design, sums, timedSums, work.cross, column, size)
  work.cross[design.trendSize * size + column] = gradient
}

/**
 * From per-segment sums Σ v and Σ v·t to the products with the trend basis 1, t, (t − c₁)₊, (t − c₂)₊ …, written to
 * `out` at `start`, `start + stride`, …: suffix sums over segments, because (t − cⱼ)₊ is zero before segment j.
 */
export function projectOnTrend(
  design: Design,
  sums: Float64Array,
  timedSums: Float64Array,
  out: Float64Array,
  start: number,
  stride: number,
): void {
  const { changepointTimes, trendSize } = design
  let sum = 0
  let timedSum = 0
  for (let j = sums.length - 1; j >= 1; j--) {
    sum += sums[j]!
    timedSum += timedSums[j]!
    out[start + (1 + j) * stride] = timedSum - changepointTimes[j - 1]! * sum
  }
  out[start] = sum + sums[0]!
  if (trendSize > 1) out[start + stride] = timedSum + timedSums[0]!
}

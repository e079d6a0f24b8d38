import { dot } from './cholesky.ts'
import type { Design } from './design.ts'
import type { ScaledSeries } from './evaluate.ts'
import { pairCount, pairIndex } from './segment-moments.ts'
import type { Workspace } from './workspace.ts'

/** Columns × columns, the lower triangle inside the envelope, for the trend in `work`; see `normal-equations.ts`. */
export function fillGram(design: Design, series: ScaledSeries, work: Workspace): void {
  if (design.growth === 'logistic') denseFourierGram(design, work)
  else fourierGram(design, work)
  holidayGram(design, work)
  regressorGram(design, series, work)
}

/** Fourier × Fourier from the segment moments: v² is a quadratic (or lower) polynomial of t while the slope stays. */
function fourierGram(design: Design, work: Workspace): void {
  const { segments, fourierCount: count } = design
  const { pairs, slope, intercept, gram } = work
  const size = design.order.length
  const base = design.holidayDays.length
  const segmentCount = segments.length - 1
  pairs.fill(0)
  for (let start = 0; start < segmentCount;) {
    let end = start + 1
    while (end < segmentCount && slope[end] === slope[start] && intercept[end] === intercept[start]) end++
    addStretch(design, start, end, work)
    start = end
  }
  for (let x = 0; x < count; x++) {
    const row = (base + x) * size + base
    const packed = pairIndex(x, 0)
    for (let z = 0; z <= x; z++) gram[row + z] = pairs[packed + z]!
  }
}

/** Fourier × Fourier day by day, for a trend that is no line between its bends. */
function denseFourierGram(design: Design, work: Workspace): void {
  const { fourier, fourierCount: count, multiplicativeFourierCount: multiplied } = design
  const { trend, gram } = work
  const size = design.order.length
  const base = design.holidayDays.length
  const days = trend.length
  const moved = new Float64Array(days)
  const movedTwice = new Float64Array(days)
  for (let x = 0; x < count; x++) {
    for (let i = 0; i < days; i++) {
      moved[i] = fourier[x * days + i]! * (x < multiplied ? trend[i]! : 1)
      movedTwice[i] = moved[i]! * trend[i]!
    }
    for (let z = 0; z <= x; z++)
      gram[(base + x) * size + base + z] = dot(
        z < multiplied ? movedTwice : moved,
        0,
        fourier,
        z * days,
        days,
      )
  }
}

/** Adds segments `start` to `end`, which share one line of the trend, to the packed sums of pairs. */
function addStretch(design: Design, start: number, end: number, work: Workspace): void {
  const { moments, fourierCount: count, multiplicativeFourierCount: multiplied } = design
  const { pairs } = work
  const total = pairCount(count)
  const bothMultiplied = pairCount(multiplied)
  const from = start * 3 * total
  const to = end * 3 * total
  const b = work.intercept[start]!
  const a = work.slope[start]!
  const moment = (power: number, q: number): number =>
    moments[to + power * total + q]! - moments[from + power * total + q]!
  for (let q = 0; q < bothMultiplied; q++)
    pairs[q]! += b * b * moment(0, q) + 2 * a * b * moment(1, q) + a * a * moment(2, q)
  for (let x = multiplied; x < count; x++) {
    const row = pairIndex(x, 0)
    for (let q = row; q < row + multiplied; q++) pairs[q]! += b * moment(0, q) + a * moment(1, q)
    for (let q = row + multiplied; q <= row + x; q++) pairs[q]! += moment(0, q)
  }
}

/** Holiday rows against each other, and Fourier rows against holidays, from the few days each holiday has. */
function holidayGram(design: Design, work: Workspace): void {
  const { holidayDays, fourier, fourierCount, multiplicative, envelope } = design
  const { trend, gram } = work
  const size = design.order.length
  const days = trend.length
  const base = holidayDays.length
  for (let u = 0; u < base; u++) {
    const own = holidayDays[u]!
    for (let z = envelope[u]!; z <= u; z++) {
      const power = multiplicative[u]! + multiplicative[z]!
      gram[u * size + z] = overlap(own, holidayDays[z]!, power, trend)
    }
    for (let x = 0; x < fourierCount; x++) gram[(base + x) * size + u] = 0
    for (let p = 0; p < own.length; p++) {
      const day = own[p]!
      const ownMove = multiplicative[u] === 1 ? trend[day]! : 1
      for (let x = 0; x < fourierCount; x++) {
        const move = multiplicative[base + x] === 1 ? trend[day]! : 1
        gram[(base + x) * size + u]! += ownMove * move * fourier[x * days + day]!
      }
    }
  }
}

/** Σ trend^power over the days two increasing lists share. */
function overlap(a: Int32Array, b: Int32Array, power: number, trend: Float64Array): number {
  let sum = 0
  let i = 0
  let j = 0
  while (i < a.length && j < b.length) {
    const difference = a[i]! - b[j]!
    if (difference === 0) {
      const value = trend[a[i]!]!
      sum += power === 2 ? value * value : power === 1 ? value : 1
    }
    if (difference <= 0) i++
    if (difference >= 0) j++
  }
  return sum
}

/** Regressor rows against everything before them. */
function regressorGram(design: Design, series: ScaledSeries, work: Workspace): void {
  const { holidayDays, fourier, fourierCount, multiplicative } = design
  const { gram, trend } = work
  const size = design.order.length
  const days = trend.length
  const base = holidayDays.length
  const first = base + fourierCount
  const isMultiplied = (column: number): boolean => multiplicative[column] === 1
  series.regressors.forEach((own, r) => {
    const row = first + r
    // own × v, and own × v × trend, by day
    const moved = isMultiplied(row) ? own.map((value, i) => value * trend[i]!) : own
    const movedTwice = moved.map((value, i) => value * trend[i]!)
    const against = (column: number): Float64Array => (isMultiplied(column) ? movedTwice : moved)
    for (let u = 0; u < base; u++) {
      let sum = 0
      for (const day of holidayDays[u]!) sum += against(u)[day]!
      gram[row * size + u] = sum
    }
    for (let x = 0; x < fourierCount; x++)
      gram[row * size + base + x] = dot(against(base + x), 0, fourier, x * days, days)
    for (let z = 0; z <= r; z++)
      gram[row * size + first + z] = dot(against(first + z), 0, series.regressors[z]!, 0, days)
  })
}

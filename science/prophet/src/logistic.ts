import type { Design } from './design.ts'
import type { RegressorValues } from './series.ts'
import { badSeries, pick } from './series.ts'
import type { Workspace } from './workspace.ts'

/*
 * Prophet's saturating trend, cap · 1/(1 + exp(−(k + aᵀδ)(t − (m + aᵀγ)))), whose γ keep it continuous where the rate changes.
 * Continuous means that the exponent is: it is the line k·(t − m) bent by δⱼ at each changepoint cⱼ,
 *   z(t) = k·(t − m) + Σ δⱼ·(t − cⱼ)₊
 * which needs no γ (they have poles where a rate passes zero) and is smooth in every parameter.
 */

/** 1/(1 + e⁻ᶻ) without overflow. */
export function logistic(exponent: number): number {
  if (exponent >= 0) return 1 / (1 + Math.exp(-exponent))
  const power = Math.exp(exponent)
  return power / (1 + power)
}

/** The limits of logistic growth on each day, in the units of the series. */
export interface Limits {
  readonly floor: Float64Array
  /** Cap less floor, above zero. */
  readonly capacity: Float64Array
}

/**
 * Reads `cap` and `floor` of logistic growth. @throws AppError `bad_series` when the cap is missing, a limit is not finite or
 * a cap is not above its floor
 */
export function limitsOf(given: RegressorValues | undefined, positions: Int32Array, length: number): Limits {
  const cap = limit('cap', given?.['cap'], positions, length)
  const floor =
    given?.['floor'] === undefined
      ? new Float64Array(positions.length)
      : limit('floor', given['floor'], positions, length)
  const capacity = cap.map((value, i) => value - floor[i]!)
  const bad = capacity.findIndex((value) => !(value > 0))
  if (bad >= 0)
    throw badSeries(
      `cap[${positions[bad]}]`,
      `is ${cap[bad]}, not above the floor of ${floor[bad]}; raise it`,
    )
  return { floor, capacity }
}

function limit(
  name: string,
  values: ArrayLike<number> | undefined,
  positions: Int32Array,
  length: number,
): Float64Array {
  if (values === undefined)
    throw badSeries(name, 'is missing; logistic growth needs it for every day, history and future')
  if (values.length !== length) throw badSeries(name, `has ${values.length} values for ${length} days`)
  const picked = pick(values, positions)
  const bad = picked.findIndex((value) => !Number.isFinite(value))
  if (bad >= 0) throw badSeries(`${name}[${positions[bad]}]`, `is ${picked[bad]}; give a finite number`)
  return picked
}

/**
 * Where to start the search: through the first and the last observation (Prophet, `logistic_growth_init`), and along the
 * least-squares line through the exponents of all of them. The posterior can have several modes; the better of the two
 * ends is kept.
 * @returns offset m and rate k of each start
 */
export function logisticStarts(
  time: Float64Array,
  values: Float64Array,
  capacity: Float64Array,
): { offset: number; rate: number }[] {
  const last = time.length - 1
  const exponents = values.map((value, i) => {
    const share = Math.min(0.99, Math.max(0.01, value / capacity[i]!))
    return Math.log(share / (1 - share))
  })
  const span = time[last]! - time[0]! || 1
  const ends = through(exponents[0]!, (exponents[last]! - exponents[0]!) / span, time[0]!)
  const meanTime = mean(time)
  const meanExponent = mean(exponents)
  let covariance = 0
  let variance = 0
  for (let i = 0; i <= last; i++) {
    covariance += (time[i]! - meanTime) * (exponents[i]! - meanExponent)
    variance += (time[i]! - meanTime) ** 2
  }
  return [ends, through(meanExponent, variance > 0 ? covariance / variance : 0, meanTime)]
}

/** Smallest rate of a start: with none at all the offset has no meaning, and no pull. */
const leastRate = 0.05

/** The line of exponents through `exponent` at `time` as offset and rate. */
function through(exponent: number, slope: number, time: number): { offset: number; rate: number } {
  const rate = Math.abs(slope) < leastRate ? (slope < 0 ? -leastRate : leastRate) : slope
  return { offset: time - exponent / rate, rate }
}

const mean = (values: Float64Array): number => values.reduce((sum, value) => sum + value, 0) / values.length

/**
 * From the rows of 1 and t to those of m and k: ∂z/∂m = −k and ∂z/∂k = t − m. The bends (t − c)₊ stay. Priors are added
 * afterwards.
 */
export function chainThroughExponent(design: Design, parameters: Float64Array, work: Workspace): void {
  const { trendSize, order } = design
  const offset = parameters[0]!
  const rate = parameters[1]!
  const size = order.length
  chain(work.cross, size, 0, size, 1, offset, rate)
  chain(work.trendGradient, 1, 0, 1, 1, offset, rate)
  chain(work.trendBlock, trendSize, 0, trendSize, 1, offset, rate)
  chain(work.trendBlock, 1, 0, trendSize, trendSize, offset, rate)
}

/** For each of `count` entries `step` apart: (a, b) → (−rate·a, b − offset·a), where b stands `next` after a. */
function chain(
  values: Float64Array,
  next: number,
  start: number,
  count: number,
  step: number,
  offset: number,
  rate: number,
): void {
  for (let i = 0; i < count; i++) {
    const at = start + i * step
    values[at + next]! -= offset * values[at]!
    values[at]! *= -rate
  }
}

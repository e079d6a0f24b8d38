/** The shape of a made-up daily series; every part may be left out. */
export interface Shape {
  readonly days: number
  readonly seed: number
  /** Value on the first day. */
  readonly level?: number
  /** Growth over the whole series, as a fraction of the level. */
  readonly growth?: number
  /** A bend of the trend: from this share of the series on, growth is multiplied by `bendFactor`. */
  readonly bendAt?: number
  readonly bendFactor?: number
  /** Amplitudes as fractions of the trend. */
  readonly weekly?: number
  readonly yearly?: number
  readonly payday?: number
  /** Standard deviation of the noise, as a fraction of the trend. */
  readonly noise?: number
  /** Extra demand, as a fraction of the trend, on each of `eventDays`. */
  readonly eventLift?: number
  readonly eventDays?: readonly number[]
  /** Share of days without an observation. */
  readonly missing?: number
  readonly firstDay?: number
}

/** 2022-01-01. */
export const syntheticStart = 18_993

/**
 * A seeded series of a given shape, as a shop's product might sell: the same shape gives the same numbers on every
 * machine, because it uses integer arithmetic for its randomness and rounds to six decimals.
 */
export function syntheticSeries(shape: Shape): { days: number[]; values: Float64Array } {
  const random = lehmer(shape.seed)
  const first = shape.firstDay ?? syntheticStart
  const days = Array.from({ length: shape.days }, (_, i) => first + i)
  const events = new Set(shape.eventDays ?? [])
  const values = Float64Array.from(days, (day, i) => {
    const trend = trendOf(shape, i / Math.max(1, shape.days - 1))
    const wave = (period: number, phase: number): number => Math.sin((2 * Math.PI * (day + phase)) / period)
    const effect =
      (shape.weekly ?? 0) * (wave(7, 2) + 0.4 * wave(3.5, 1)) +
      (shape.yearly ?? 0) * (wave(365.25, 80) + 0.3 * wave(182.625, 20)) +
      (shape.payday ?? 0) * wave(30.5, 5) +
      (events.has(day) ? (shape.eventLift ?? 0) : 0) +
      (shape.noise ?? 0) * normal(random)
    const missing = random() < (shape.missing ?? 0)
    return missing ? Number.NaN : Math.round(trend * (1 + effect) * 1e6) / 1e6
  })
  return { days, values }
}

function trendOf(shape: Shape, share: number): number {
  const level = shape.level ?? 100
  const growth = shape.growth ?? 0
  const bend = shape.bendAt ?? 1
  const grown = Math.min(share, bend) + Math.max(0, share - bend) * (shape.bendFactor ?? 1)
  return level * (1 + growth * grown)
}

/** Park and Miller's minimal standard generator. */
function lehmer(seed: number): () => number {
  let state = (seed * 7919) % 2_147_483_647 || 1
  return () => {
    state = (state * 48_271) % 2_147_483_647
    return state / 2_147_483_647
  }
}

/** Sum of twelve uniforms, centred: close enough to normal and free of transcendental functions. */
function normal(random: () => number): number {
  let sum = -6
  for (let i = 0; i < 12; i++) sum += random()
  return sum
}

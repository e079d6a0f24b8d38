import { type Bounded, widened } from './bounds.ts'
import { forecastByAnalogues } from './forecast.ts'
import type { Peer } from './peers.ts'

/** What a shop's past launches say of how analogues are best used there. */
export interface AnalogueTuning {
  /** How fast trust falls with likeness; low where attributes tell little. */
  readonly sharpness: number
  readonly count: number
  /** Power by which bounds are drawn apart from the forecast; 1 leaves them. */
  readonly widen: number
  /** Past launches it was tried on. */
  readonly tried: number
  /** Σ|forecast − sold| ÷ Σ sold of their first days, each forecast from the others. */
  readonly wape: number
  /** Share of them within the bounds, new or a week old, whichever is less. */
  readonly coverage: number
}

/** What a tuning is tried on. */
export interface TuningOptions {
  /** First days of a launch that are forecast; 14 when absent. */
  readonly days?: number
  readonly interval?: number
  /** Most launches tried; 60 when absent. */
  readonly tries?: number
}

const SHARPNESS = [1.5, 6, 15]
const COUNTS = [12, 40]
const WIDEN = [1, 1.25, 1.5, 1.75, 2, 2.5, 3]
const LEAST_TRIED = 10
const PATHS = 120
const OWN_DAYS = 7

/**
 * Forecasts past launches from each other as if they were new (leave one out; Stone, JRSS B 36, 1974), and takes the
 * sharpness and count with the smallest error, and the narrowest bounds that hold the share they promise. Once a day or
 * week for a shop is enough. Null when fewer than ten launches have their first days known.
 * @throws AppError as `forecastByAnalogues` does
 */
export const tuneAnalogues = (
  peers: readonly Peer[],
  { days = 14, interval = 0.8, tries = 60 }: TuningOptions = {},
): AnalogueTuning | null => {
  const launches = peers.filter((peer) => knownFrom(peer, days))
  if (launches.length < LEAST_TRIED) return null
  // spread over the list, so that no brand or time is left out
  const step = Math.max(1, launches.length / tries)
  const tried = Array.from(
    { length: Math.min(tries, launches.length) },
    (_, i) => launches[Math.floor(i * step)]!,
  )
  const sold = tried.map(({ values }) => sum(values.subarray(0, days)))
  const total = sold.reduce((all, units) => all + units, 0)
  if (!(total > 0)) return null
  let best: { sharpness: number; count: number; error: number; totals: Bounded[] } | undefined
  for (const sharpness of SHARPNESS)
    for (const count of COUNTS) {
      const totals = tried.map((held) =>
        forecastOf(held, 0, peers, days, { sharpness, count, interval, paths: PATHS }),
      )
      const error = totals.reduce((all, { expected }, i) => all + Math.abs(expected - sold[i]!), 0)
      if (best === undefined || error < best.error) best = { sharpness, count, error, totals }
    }
  const { sharpness, count, error, totals } = best!
  // bounds must hold for a product a week old as well, when its own days begin to be believed
  const grown = tried.filter((held) => knownFrom(held, OWN_DAYS + days))
  const later = grown.map((held) =>
    forecastOf(held, OWN_DAYS, peers, days, { sharpness, count, interval, paths: PATHS }),
  )
  const soldLater = grown.map(({ values }) => sum(values.subarray(OWN_DAYS, OWN_DAYS + days)))
  const holding = (widen: number): number =>
    Math.min(shareHeld(totals, sold, widen), later.length === 0 ? 1 : shareHeld(later, soldLater, widen))
  const widen = WIDEN.find((power) => holding(power) >= interval) ?? WIDEN.at(-1)!
  return { sharpness, count, widen, tried: tried.length, wape: error / total, coverage: holding(widen) }
}

const shareHeld = (bounds: readonly Bounded[], sold: readonly number[], widen: number): number =>
  bounds.filter((bound, i) => {
    const { lower, upper } = widened(bound, widen)
    return sold[i]! >= lower && sold[i]! <= upper
  }).length / bounds.length

/** A past launch forecast from the others as if only its first `own` days were known. */
const forecastOf = (
  held: Peer,
  own: number,
  peers: readonly Peer[],
  days: number,
  options: Parameters<typeof forecastByAnalogues>[3],
): Bounded =>
  forecastByAnalogues(
    { ...held, values: held.values.slice(0, own) },
    peers.filter(({ id }) => id !== held.id),
    days,
    options,
  ).total

const knownFrom = ({ values }: Peer, days: number): boolean =>
  values.length >= days && values.subarray(0, days).every((value) => !Number.isNaN(value))

const sum = (values: Float64Array): number => values.reduce((all, value) => all + value, 0)

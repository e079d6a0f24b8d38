import { invalid } from '@suite/kernel'
import { type Bounded, widened } from './bounds.ts'
import { curveAt, type LaunchCurve, launchCurve, levelOf } from './launch-curve.ts'
import { believe, type Belief } from './level.ts'
import { type Analogue, checkLaunch, type Launch, nearestPeers, type Peer } from './peers.ts'
import { seededGamma } from './seeded-gamma.ts'

/** How the forecast is made. */
export interface AnalogueOptions {
  /** Most analogues; 12 when absent. */
  readonly count?: number
  /** How fast trust falls with likeness: at 6 a score of 0.9 counts twice one of 0.8. 6 when absent; see `tuneAnalogues`. */
  readonly sharpness?: number
  /** Power by which bounds are drawn apart from the forecast; 1 when absent; see `tuneAnalogues`. */
  readonly widen?: number
  /** Share of outcomes the bounds should hold; 0.8 when absent. */
  readonly interval?: number
  /** Simulated futures behind the bounds; 1,000 when absent. */
  readonly paths?: number
  readonly seed?: number
}

/** Units a day for the days after the product's own, none below zero, and what they rest on. */
export interface AnalogueForecast {
  readonly yhat: Float64Array
  readonly lower: Float64Array
  readonly upper: Float64Array
  /** Units over the whole horizon: an order rests on these bounds, which are wider than days added up by chance. */
  readonly total: Bounded
  /** The products it was drawn from, the weightiest first. */
  readonly analogues: readonly Analogue[]
  /** Share that rests on the product's own days so far, 0 to 1. */
  readonly ownShare: number
  /** Factors by week since the first sale, 1 being the mean of a launch's first eight weeks. */
  readonly launchWeeks: Float64Array
}

/**
 * Forecasts a product with little or no history from products like it: their level brought to this store, their launch curve
 * by weeks since the first sale, their week; its own days take over as they come in (reference class after Lovallo &
 * Kahneman, HBR 81, 2003; analogues by attributes after Goodwin, Dyussekeneva & Meeran, IJF 29, 2013). Bounds are
 * simulated: the level from what it is believed to be, days around it, both gamma.
 * @param product `values` are its days so far, none for a product not sold yet (then `firstDay` is the day it starts)
 * @throws AppError `bad_series`, `bad_option`; `no_analogues` when there is no peer with a known day
 */
export const forecastByAnalogues = (
  product: Launch,
  peers: readonly Peer[],
  horizon: number,
  options: AnalogueOptions = {},
): AnalogueForecast => {
  const { count = 12, sharpness = 6, interval = 0.8, widen = 1, paths = 1000, seed = 1 } = options
  checkLaunch(product, 'product')
  for (const peer of peers) checkLaunch(peer, `Product ${peer.id}`)
  for (const [name, value] of Object.entries({ horizon, count, paths }))
    if (!Number.isInteger(value) || value < 1)
      throw invalid('bad_option', `The ${name} must be a whole number of at least 1, not ${value}.`)
  if (!(interval > 0 && interval < 1))
    throw invalid('bad_option', `The interval must be a share between 0 and 1, such as 0.8, not ${interval}.`)
  for (const [name, value] of Object.entries({ sharpness, widen }))
    if (!(value > 0 && value < 100))
      throw invalid('bad_option', `The ${name} must be above 0 and below 100, not ${value}.`)
  const nearest = nearestPeers(product.attributes, peers, count, sharpness)
  if (nearest.length === 0)
    throw invalid(
      'no_analogues',
      'No other product has a day of sales to compare with; forecast this one once some do, or enter an estimate.',
    )
  const curve = launchCurve(nearest)
  const belief = believe(product, nearest, curve)
  const yhat = pathOf(product, curve, belief.level, horizon)
  return {
    yhat,
    ...simulate(yhat, belief, interval, widen, paths, seed),
    analogues: nearest.map(({ peer, weight, similarity }) => ({
      id: peer.id,
      similarity: similarity.score,
      weight,
      agreement: similarity.agreement,
      unitsPerDay: (levelOf(peer) / peer.storeLevel) * product.storeLevel,
    })),
    ownShare: belief.ownShare,
    launchWeeks: curve.weeks,
  }
}

const pathOf = (product: Launch, curve: LaunchCurve, level: number, horizon: number): Float64Array =>
  Float64Array.from(
    { length: horizon },
    (_, h) => level * curveAt(curve, product.firstDay, product.values.length + h),
  )

/** Bounds of each day and of the sum; one level is drawn for a whole future, so that sums are as unsure as they are. */
const simulate = (
  yhat: Float64Array,
  { unsure, noise }: Belief,
  interval: number,
  widen: number,
  paths: number,
  seed: number,
) => {
  const gamma = seededGamma(seed)
  const days = Array.from(yhat, () => new Float64Array(paths))
  const sums = new Float64Array(paths)
  for (let path = 0; path < paths; path++) {
    const level = gamma(unsure)
    for (let h = 0; h < yhat.length; h++) {
      const mean = level * yhat[h]!
      const sold = mean > 0 ? mean * gamma(Math.max(1e-9, Math.min(1e6, noise / mean))) : 0
      days[h]![path] = sold
      sums[path]! += sold
    }
  }
  for (const futures of [...days, sums]) futures.sort()
  const low = (1 - interval) / 2
  const bounded = (expected: number, futures: Float64Array): Bounded =>
    widened(
      {
        expected,
        lower: Math.min(expected, quantileOf(futures, low)),
        upper: Math.max(expected, quantileOf(futures, 1 - low)),
      },
      widen,
    )
  const bounds = Array.from(yhat, (units, h) => bounded(units, days[h]!))
  return {
    lower: Float64Array.from(bounds, ({ lower }) => lower),
    upper: Float64Array.from(bounds, ({ upper }) => upper),
    total: bounded(
      yhat.reduce((sum, units) => sum + units, 0),
      sums,
    ),
  }
}

/** Quantile of ascending values, interpolated between neighbours (R type 7). */
const quantileOf = (sorted: Float64Array, share: number): number => {
  const place = share * (sorted.length - 1)
  const below = Math.floor(place)
  const low = sorted[below]!
  return below + 1 < sorted.length ? low + (place - below) * (sorted[below + 1]! - low) : low
}

import { curveAt, type LaunchCurve, levelOf } from './launch-curve.ts'
import type { Launch, WeighedPeer } from './peers.ts'

/** What is believed of a product's level (units a day at factor 1) and of its noise. */
export interface Belief {
  /** Expected level. */
  readonly level: number
  /** Squared coefficient of variation of the level: how unsure it is. */
  readonly unsure: number
  /** Variance ÷ mean of a day's sales around what was expected. */
  readonly noise: number
  /** Share of the level that rests on the product's own days, 0 to 1. */
  readonly ownShare: number
}

/** Bounds of how far products of a kind differ, as squared coefficient of variation: never sure, never lost. */
const LEAST_SPREAD = 0.06
const MOST_SPREAD = 3
/** Spread taken for granted where one analogue alone cannot show any, counted as much as two analogues. */
const USUAL_SPREAD = 0.5
const USUAL_PEERS = 2
/** Drift taken for granted in the same way. */
const USUAL_DRIFT = 0.05
const FORTNIGHT = 14

/**
 * The level of a product from its analogues, and from its own days as they come in: a gamma prior with the analogues' mean
 * and spread, brought to the store's level, updated by what sold beside what the curve expected (gamma–Poisson, with
 * overdispersion; the n ÷ (n + k₀) shrinkage of Bühlmann credibility follows from it). As levels drift, the past never tells
 * more of the days ahead than it told of them for the analogues.
 */
export const believe = (product: Launch, peers: readonly WeighedPeer[], curve: LaunchCurve): Belief => {
  const levels = peers.map(({ peer }) => (levelOf(peer) / peer.storeLevel) * product.storeLevel)
  const prior = levels.reduce((sum, level, i) => sum + peers[i]!.weight * level, 0)
  const noise = noiseOf(product, peers, curve)
  const drift = driftOf(peers, curve, noise)
  let sold = 0
  let exposure = 0
  product.values.forEach((value, i) => {
    if (Number.isNaN(value)) return
    sold += value
    exposure += curveAt(curve, product.firstDay, i)
  })
  if (!(prior > 0)) return fromItself(sold, exposure, noise)
  const shape = 1 / spreadOf(levels, peers, prior)
  // Days count in units of the noise, so that a hundred grams in one sale are one piece of evidence, not a hundred.
  const told = 1 / (1 + (drift * Math.max(sold, exposure * prior)) / noise)
  const pieces = (told * sold) / noise
  const evidence = (told * exposure) / noise
  const own = evidence / (shape / prior + evidence)
  return {
    level: (shape + pieces) / (shape / prior + evidence),
    unsure: 1 / (shape + pieces) + own * drift,
    noise,
    ownShare: own,
  }
}

/** Nothing like it sells anything: what it sold itself, most unsure. */
const fromItself = (sold: number, exposure: number, noise: number): Belief => ({
  level: exposure > 0 ? sold / exposure : 0,
  unsure: MOST_SPREAD / (1 + sold / noise),
  noise,
  ownShare: exposure > 0 ? 1 : 0,
})

/** Squared coefficient of variation among the analogues' levels, and the uncertainty of their mean on top. */
const spreadOf = (levels: readonly number[], peers: readonly WeighedPeer[], centre: number): number => {
  const effective = 1 / peers.reduce((sum, { weight }) => sum + weight * weight, 0)
  const variance = levels.reduce((sum, level, i) => sum + peers[i]!.weight * (level / centre - 1) ** 2, 0)
  const unbiased = effective > 1 ? (variance * effective) / (effective - 1) : 0
  const known = effective - 1
  const pooled = (USUAL_PEERS * USUAL_SPREAD + known * unbiased) / (USUAL_PEERS + known)
  return Math.min(MOST_SPREAD, Math.max(LEAST_SPREAD, pooled)) * (1 + 1 / effective)
}

/**
 * Squared coefficient of variation of analogues' fortnights around their own level and the curve, beyond what the noise of
 * days explains: how far a level wanders in the time of a forecast.
 */
const driftOf = (peers: readonly WeighedPeer[], curve: LaunchCurve, noise: number): number => {
  let sum = USUAL_PEERS * USUAL_DRIFT
  let weights = USUAL_PEERS
  for (const { peer, weight } of peers) {
    const level = levelOf(peer)
    if (!(level > 0)) continue
    const fortnights = Math.floor(peer.values.length / FORTNIGHT)
    for (let block = 0; block < fortnights; block++) {
      let sold = 0
      let expected = 0
      for (let i = block * FORTNIGHT; i < (block + 1) * FORTNIGHT; i++) {
        if (Number.isNaN(peer.values[i]!)) continue
        sold += peer.values[i]!
        expected += level * curveAt(curve, peer.firstDay, i)
      }
      if (!(expected > 0)) continue
      const share = (weight * peers.length) / fortnights
      sum += share * Math.min(MOST_SPREAD, Math.max(0, (sold / expected - 1) ** 2 - noise / expected))
      weights += share
    }
  }
  return sum / weights
}

/** Variance ÷ mean of days around the curve at each launch's own level, pooled; scales with the unit of measure. */
const noiseOf = (product: Launch, peers: readonly WeighedPeer[], curve: LaunchCurve): number => {
  let ratio = 0
  let weights = 0
  let largest = product.values.reduce((most, value) => (value > most ? value : most), 0)
  for (const { peer, weight } of peers) {
    const level = levelOf(peer)
    if (!(level > 0)) continue
    let squares = 0
    let expected = 0
    peer.values.forEach((value, i) => {
      if (Number.isNaN(value)) return
      const mean = level * curveAt(curve, peer.firstDay, i)
      squares += (value - mean) ** 2
      expected += mean
      largest = Math.max(largest, value)
    })
    if (!(expected > 0)) continue
    ratio += (weight * squares) / expected
    weights += weight
  }
  // without any noise to see, a thousandth of the largest day keeps the division sound
  return Math.max(weights > 0 ? ratio / weights : largest, largest / 1000, Number.MIN_VALUE ** 0.5)
}

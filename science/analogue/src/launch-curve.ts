import type { Launch, WeighedPeer } from './peers.ts'

/** Weeks whose mean is a launch's level, on which its curve is measured. */
export const LEVEL_WEEKS = 8
/** Longest launch looked at: a year after, nobody speaks of a launch. */
const MOST_WEEKS = 52
/** Evidence at which a week's factor is believed half: this many full peers. Fewer pull it towards the week before. */
const HALF_PEERS = 1.5

/** How products of this kind start: factors by week since the first sale, and by weekday; 1 is a launch's own level. */
export interface LaunchCurve {
  readonly weeks: Float64Array
  /** Index = day since 1970-01-01 modulo 7. */
  readonly weekdays: Float64Array
}

/** Mean units a day over the known days of a stretch; NaN when none is known. */
const rateOf = (values: Float64Array, from: number, to: number): number => {
  let sum = 0
  let known = 0
  for (let i = from; i < Math.min(to, values.length); i++)
    if (!Number.isNaN(values[i]!)) {
      sum += values[i]!
      known++
    }
  return known === 0 ? Number.NaN : sum / known
}

/** A launch's level: mean units a day over its first eight weeks, or over all it has where those are unknown. */
export const levelOf = ({ values }: Launch): number => {
  const early = rateOf(values, 0, 7 * LEVEL_WEEKS)
  return Number.isNaN(early) ? rateOf(values, 0, values.length) : early
}

/**
 * The pooled curve of some launches: what they sold in a week ÷ what they sold at their level, both summed. So the level of
 * the analogues times the curve is what they sold on average, even where slow products start steeper than fast ones.
 */
export const launchCurve = (peers: readonly WeighedPeer[]): LaunchCurve => {
  const selling = peers.filter(({ peer }) => levelOf(peer) > 0)
  const longest = Math.max(0, ...selling.map(({ peer }) => Math.floor(peer.values.length / 7)))
  const weeks = new Float64Array(Math.min(MOST_WEEKS, longest))
  const levels = selling.map(({ peer, weight }) => (weight * levelOf(peer)) / peer.storeLevel)
  const full = levels.reduce((sum, level) => sum + level, 0) / Math.max(1, levels.length)
  let before = 1
  for (let week = 0; week < weeks.length; week++) {
    let sum = HALF_PEERS * full * before
    let level = HALF_PEERS * full
    selling.forEach(({ peer, weight }, i) => {
      const rate = rateOf(peer.values, 7 * week, 7 * week + 7)
      if (Number.isNaN(rate)) return
      sum += (weight * rate) / peer.storeLevel
      level += levels[i]!
    })
    weeks[week] = before = sum / level
  }
  return { weeks, weekdays: weekdayFactors(selling) }
}

/** Factor of a day, `index` days after the first sale; weeks past the curve's end are like its last four. */
export const curveAt = ({ weeks, weekdays }: LaunchCurve, firstDay: number, index: number): number => {
  const week = Math.floor(index / 7)
  const last = weeks.subarray(Math.max(0, weeks.length - 4))
  const factor =
    weeks[week] ?? (last.length === 0 ? 1 : last.reduce((sum, value) => sum + value, 0) / last.length)
  return factor * weekdays[(((firstDay + index) % 7) + 7) % 7]!
}

/** Each weekday's share of an average day over all launches, drawn towards 1 by a fortnight of even days. */
const weekdayFactors = (peers: readonly WeighedPeer[]): Float64Array => {
  const sums = new Float64Array(7).fill(2)
  const counts = new Float64Array(7).fill(2)
  for (const { peer, weight } of peers) {
    const level = rateOf(peer.values, 0, peer.values.length)
    peer.values.forEach((value, i) => {
      if (Number.isNaN(value)) return
      const weekday = (((peer.firstDay + i) % 7) + 7) % 7
      sums[weekday]! += (weight * value) / level
      counts[weekday]! += weight
    })
  }
  const factors = sums.map((sum, weekday) => sum / counts[weekday]!)
  const centre = factors.reduce((sum, factor) => sum + factor, 0) / 7
  return factors.map((factor) => factor / centre)
}

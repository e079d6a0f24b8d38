import { invalid } from '@suite/kernel'
import { levelOf } from './launch-curve.ts'
import { type Attributes, type Similarity, similarityOf } from './similarity.ts'

/** Sales of one product at one store since its first sale there. */
export interface Launch {
  readonly attributes: Attributes
  /** Day of `values[0]`, days since 1970-01-01: the day of the first sale, or of the first delivery. */
  readonly firstDay: number
  /** Units a day; NaN on days out of stock. */
  readonly values: Float64Array
  /** What the store sells a day of the category altogether, in any unit the same for all stores; above zero. */
  readonly storeLevel: number
}

/** A product that may be like the new one. */
export interface Peer extends Launch {
  readonly id: string
}

/** A peer chosen, and why. */
export interface Analogue {
  readonly id: string
  /** 0 to 1. */
  readonly similarity: number
  /** Share of the forecast that rests on it; all shares add up to 1. */
  readonly weight: number
  /** Agreement of each attribute known of both, 0 to 1: what a reader is told of why it was chosen. */
  readonly agreement: Similarity['agreement']
  /** Units a day it sold over its first weeks, brought to the new product's store; bulk sales and giants cut to measure. */
  readonly unitsPerDay: number
}

/** A peer with its share of the forecast. */
export interface WeighedPeer {
  readonly peer: Peer
  readonly weight: number
  readonly similarity: Similarity
}

/** A peer with this many known days counts half of what a long known one does. */
const HALF_KNOWN_DAYS = 14

/**
 * The `count` peers most like a product, their shares from likeness and from how long they have been known (k nearest
 * neighbours with weights; Dudani, IEEE Trans. SMC 6, 1976). Peers without a known day are passed over. Ties go by id.
 */
export const nearestPeers = (
  product: Attributes,
  peers: readonly Peer[],
  count: number,
  sharpness: number,
): WeighedPeer[] => {
  const rated = peers.flatMap((peer) => {
    const known = peer.values.reduce((days, value) => days + (Number.isNaN(value) ? 0 : 1), 0)
    if (known === 0) return []
    const similarity = similarityOf(product, peer.attributes)
    return [
      {
        peer: withoutBulk(peer),
        similarity,
        weight: similarity.score ** sharpness * (known / (known + HALF_KNOWN_DAYS)),
      },
    ]
  })
  rated.sort((a, b) => b.weight - a.weight || (a.peer.id < b.peer.id ? -1 : 1))
  const nearest = rated.slice(0, count)
  const total = nearest.reduce((sum, { weight }) => sum + weight, 0)
  return withoutGiants(nearest.map((entry) => ({ ...entry, weight: entry.weight / total })))
}

/** A peer's level may be this many times the middle of those that sell anything. */
const GIANT = 15

/** A peer that sells beyond all measure of the others counts as the largest of them would: it is no measure of a launch. */
const withoutGiants = (peers: readonly WeighedPeer[]): WeighedPeer[] => {
  const levels = peers.map(({ peer }) => levelOf(peer) / peer.storeLevel)
  const most = GIANT * weightedMedian(levels, peers)
  return peers.map((entry, i) => {
    if (!(most > 0) || levels[i]! <= most) return entry
    const values = entry.peer.values.map((value) => value * (most / levels[i]!))
    return { ...entry, peer: { ...entry.peer, values } }
  })
}

/** The level half of the weight of the selling peers lies below; zero when none sells. */
const weightedMedian = (levels: readonly number[], peers: readonly WeighedPeer[]): number => {
  const selling = levels
    .map((level, i) => ({ level, weight: peers[i]!.weight }))
    .filter(({ level }) => level > 0)
    .sort((a, b) => a.level - b.level)
  let rest = selling.reduce((sum, { weight }) => sum + weight, 0) / 2
  for (const { level, weight } of selling) if ((rest -= weight) <= 0) return level
  return selling.at(-1)?.level ?? 0
}

/** A day may be this many times the mean of a product's other days with a sale. */
const BULK = 8

/** One bulk sale says nothing of how others will sell: a day beyond all measure is brought down to the measure. */
const withoutBulk = (peer: Peer): Peer => {
  const sales = peer.values.filter((value) => value > 0)
  if (sales.length < 3) return peer
  const largest = Math.max(...sales)
  const others = (sales.reduce((sum, value) => sum + value, 0) - largest) / (sales.length - 1)
  const most = BULK * others
  return largest <= most ? peer : { ...peer, values: peer.values.map((value) => Math.min(value, most)) }
}

/** @throws AppError `bad_series` for an infinite or negative value or a store level not above zero, naming the product */
export const checkLaunch = (launch: Launch, name: string): void => {
  const at = launch.values.findIndex((value) => value < 0 || value === Infinity)
  if (at >= 0)
    throw invalid(
      'bad_series',
      `${name}.values[${at}] is ${launch.values[at]}; give units sold, or NaN for a day out of stock.`,
    )
  if (!Number.isInteger(launch.firstDay))
    throw invalid('bad_series', `${name}.firstDay is ${launch.firstDay}; give whole days since 1970-01-01.`)
  if (!(launch.storeLevel > 0 && launch.storeLevel < Infinity))
    throw invalid(
      'bad_series',
      `${name}.storeLevel is ${launch.storeLevel}; give what the store sells of the category, above zero.`,
    )
}

import { createHash } from 'node:crypto'

/** A stream of chance that is the same for the same seed, on every machine. */
export interface Chance {
  /** Uniform in [0, 1). */
  next(): number
  /** A whole number in [from, to]. */
  between(from: number, to: number): number
  /** One of the items. */
  pick<T>(items: readonly T[]): T
  /** True with this probability. */
  hit(probability: number): boolean
  /** Poisson-distributed count. */
  poisson(mean: number): number
}

/** Chance seeded by words, by the generator sfc32. */
export const createChance = (...seed: (string | number)[]): Chance => {
  const digest = createHash('sha256').update(seed.join('/')).digest()
  let [a, b, c, counter] = [digest.readInt32LE(0), digest.readInt32LE(4), digest.readInt32LE(8), 1]
  const next = (): number => {
    const sum = (a + b + counter) | 0
    counter = (counter + 1) | 0
    a = b ^ (b >>> 9)
    b = (c + (c << 3)) | 0
    c = ((c << 21) | (c >>> 11)) + sum
    c |= 0
    return (sum >>> 0) / 4_294_967_296
  }
  for (let round = 0; round < 12; round++) next()
  const between = (from: number, to: number): number => from + Math.floor(next() * (to - from + 1))
  return {
    next,
    between,
    pick: (items) => {
      const item = items[between(0, items.length - 1)]
      if (item === undefined) throw new RangeError('nothing to pick from')
      return item
    },
    hit: (probability) => next() < probability,
    poisson: (mean) => poisson(mean, next),
  }
}

/** Knuth's method; the means here stay far below the 700 where exp(−mean) would vanish. */
const poisson = (mean: number, next: () => number): number => {
  const floor = Math.exp(-mean)
  let count = 0
  for (let product = next(); product > floor; product *= next()) count++
  return count
}

import type { RandomStream } from '@suite/prophet'

/** A whole number from `least` to `most`, each as likely. */
export const wholeBetween = (random: RandomStream, least: number, most: number): number =>
  least + Math.floor(random.uniform() * (most - least + 1))

/** exp(N(ln median, spread²)). */
export const lognormal = (random: RandomStream, median: number, spread: number): number =>
  median * Math.exp(spread * random.normal())

/** Gamma by Marsaglia and Tsang (2000), with their boost below a shape of one. */
export const gamma = (random: RandomStream, shape: number, scale: number): number => {
  if (shape < 1) return gamma(random, shape + 1, scale) * random.uniform() ** (1 / shape)
  const d = shape - 1 / 3
  const c = 1 / Math.sqrt(9 * d)
  for (;;) {
    const x = random.normal()
    const v = (1 + c * x) ** 3
    if (v > 0 && Math.log(random.uniform()) < 0.5 * x * x + d - d * v + d * Math.log(v)) return d * v * scale
  }
}

/** Poisson by Knuth's product, in parts so that exp(−mean) never vanishes. */
export const poisson = (random: RandomStream, mean: number): number => {
  let count = 0
  for (let left = mean; left > 0; left -= 30) {
    const floor = Math.exp(-Math.min(left, 30))
    for (let product = random.uniform(); product > floor; product *= random.uniform()) count++
  }
  return count
}

/** Counts whose variance is mean + mean² ÷ `size`: shoppers who differ from day to day. */
export const negativeBinomial = (random: RandomStream, mean: number, size: number): number =>
  mean <= 0 ? 0 : poisson(random, gamma(random, size, mean / size))

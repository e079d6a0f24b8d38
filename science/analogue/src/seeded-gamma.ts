/** Gamma variates of mean 1 whose squared coefficient of variation is given; they depend on nothing but `seed`. */
export type GammaDraw = (squaredVariation: number) => number

/** Draws by Marsaglia & Tsang (ACM TOMS 26, 2000) over Mulberry32 (T. Ettinger). */
export const seededGamma = (seed: number): GammaDraw => {
  let state = seed >>> 0
  const uniform = (): number => {
    state = (state + 0x6d2b79f5) >>> 0
    let word = Math.imul(state ^ (state >>> 15), state | 1)
    word ^= word + Math.imul(word ^ (word >>> 7), word | 61)
    return (((word ^ (word >>> 14)) >>> 0) + 0.5) / 4_294_967_296
  }
  const normal = (): number => Math.sqrt(-2 * Math.log(uniform())) * Math.cos(2 * Math.PI * uniform())
  return (squaredVariation) => {
    const shape = 1 / squaredVariation
    // below one the method needs a shape one higher and a power of a uniform
    const d = (shape < 1 ? shape + 1 : shape) - 1 / 3
    const c = 1 / Math.sqrt(9 * d)
    for (;;) {
      const x = normal()
      const v = (1 + c * x) ** 3
      if (v <= 0) continue
      if (Math.log(uniform()) >= 0.5 * x * x + d - d * v + d * Math.log(v)) continue
      const variate = shape < 1 ? d * v * uniform() ** (1 / shape) : d * v
      return variate / shape
    }
  }
}

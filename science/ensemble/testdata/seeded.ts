/** Repeatable uniform numbers in [0, 1) for tests (mulberry32). */
export const seeded = (seed: number) => (): number => {
  seed = (seed + 0x6d_2b_79_f5) | 0
  let t = Math.imul(seed ^ (seed >>> 15), 1 | seed)
  t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
  return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296
}

/** A shop-like series: weekly pattern, slow growth, count noise around `level`. */
export const shopSeries = (length: number, level: number, seed: number): Float64Array => {
  const random = seeded(seed)
  const noise = () => random() + random() + random() - 1.5
  return Float64Array.from({ length }, (_, i) => {
    const mean = level * (1 + 0.4 * Math.sin((2 * Math.PI * i) / 7)) * (1 + i / 2000)
    return Math.max(0, Math.round(mean + 2 * Math.sqrt(mean) * noise()))
  })
}

/** Sums of gradients and weights by bin, for every feature: feature f, bin b lies at 2 (f · BINS + b). */
export type Histogram = Float64Array
/** Bins a feature can have, the one of missing values included. */
export const BINS = 128

/** What must hold of a split. */
export interface SplitRules {
  /** Least weight on either side. */
  readonly minLeafWeight: number
  /** Ridge on leaf values. */
  readonly lambda: number
  /** Least gain. */
  readonly minGain: number
}

/** The best place to cut a node: rows whose code is at most `bin` go left. */
export interface Split {
  readonly feature: number
  readonly bin: number
  readonly gain: number
}

/** Adds the rows `rows[from … to)` up by bin. */
export const fillHistogram = (
  histogram: Histogram,
  codes: readonly Uint8Array[],
  features: readonly number[],
  rows: Int32Array,
  from: number,
  to: number,
  gradient: Float64Array,
  weight: Float64Array,
): void => {
  for (const feature of features) {
    const column = codes[feature]!
    const base = feature * BINS
    for (let i = from; i < to; i++) {
      const row = rows[i]!
      const at = (base + column[row]!) << 1
      histogram[at]! += gradient[row]!
      histogram[at + 1]! += weight[row]!
    }
  }
}

/**
 * The split that lowers the squared error most (gain G²/(W+λ) of both sides less that of the node), or null. `counts[f]` is
 * the number of bins of feature f.
 */
export const bestSplit = (
  histogram: Histogram,
  features: readonly number[],
  counts: readonly number[],
  total: { readonly gradient: number; readonly weight: number },
  rules: SplitRules,
): Split | null => {
  let best: Split | null = null
  let bestGain = rules.minGain
  const whole = total.gradient ** 2 / (total.weight + rules.lambda)
  for (const feature of features) {
    let gradient = 0
    let weight = 0
    const base = feature * BINS
    for (let bin = 0; bin < counts[feature]! - 1; bin++) {
      gradient += histogram[(base + bin) << 1]!
      weight += histogram[((base + bin) << 1) + 1]!
      if (weight < rules.minLeafWeight) continue
      const rest = total.weight - weight
      if (rest < rules.minLeafWeight) break
      const gain =
        gradient ** 2 / (weight + rules.lambda) +
        (total.gradient - gradient) ** 2 / (rest + rules.lambda) -
        whole
      if (gain > bestGain) {
        bestGain = gain
        best = { feature, bin, gain }
      }
    }
  }
  return best
}

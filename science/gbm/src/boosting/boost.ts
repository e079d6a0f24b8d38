import { binFeature } from './bins.ts'
import { growTree } from './grow-tree.ts'
import { seededUniform } from './seeded-uniform.ts'
import { leafValue, openForest, type BoostedTrees } from './tree.ts'

/** How trees are grown; the defaults suit tens of thousands of rows. */
export interface BoostOptions {
  readonly rounds?: number
  readonly depth?: number
  readonly learningRate?: number
  /** Least weight in a leaf. */
  readonly minLeafWeight?: number
  readonly lambda?: number
  /** Share of rows and of features each tree sees. */
  readonly rowShare?: number
  readonly featureShare?: number
  readonly maxBins?: number
  readonly seed?: number
  /** Called after every tree; true ends the growing early with what there is. */
  readonly onRound?: (round: number) => boolean | void
}

/** Rows to learn from, by column; NaN is a missing value. Targets and weights must be finite, weights above zero. */
export interface TrainingRows {
  readonly columns: readonly Float64Array[]
  readonly target: Float64Array
  readonly weight?: Float64Array
}

/**
 * Gradient boosting of regression trees on squared error (Friedman 2001), features cut into histograms (Ke et al. 2017).
 * The same rows, options and seed give the same trees.
 * @throws RangeError when columns, target and weights differ in length or there are no rows
 */
export const boostTrees = (rows: TrainingRows, options: BoostOptions = {}): BoostedTrees => {
  const { columns, target } = rows
  const count = target.length
  const weight = rows.weight ?? new Float64Array(count).fill(1)
  if (count === 0 || weight.length !== count || columns.some((column) => column.length !== count))
    throw new RangeError('boostTrees needs rows, and columns and weights as long as the target')
  const { rounds = 200, learningRate = 0.08, depth = 6, maxBins = 64, rowShare = 0.8 } = options
  const rules = { minLeafWeight: options.minLeafWeight ?? 20, lambda: options.lambda ?? 1, minGain: 1e-12 }
  const uniform = seededUniform(options.seed ?? 1)
  const binned = columns.map((column) => binFeature(column, maxBins))
  const base = weightedMean(target, weight)
  const prediction = new Float64Array(count).fill(base)
  const gradient = new Float64Array(count)
  const forest = openForest(rounds * 2 ** (depth + 1))
  const roots: number[] = []
  for (let round = 0; round < rounds; round++) {
    for (let row = 0; row < count; row++) gradient[row] = weight[row]! * (target[row]! - prediction[row]!)
    const features = chosen(columns.length, options.featureShare ?? 0.8, uniform)
    const input = { binned, features, gradient, weight, depth, rules, learningRate }
    const root = growTree(input, sampled(count, rowShare, uniform), forest)
    roots.push(root)
    for (let row = 0; row < count; row++) prediction[row]! += leafValue(forest.nodes, root, columns, row)
    if (options.onRound?.(round) === true) break
  }
  return { base, roots: Int32Array.from(roots), ...forest.done() }
}

/** The forest's prediction for every row of `columns`. */
export const predictTrees = (trees: BoostedTrees, columns: readonly Float64Array[]): Float64Array => {
  const prediction = new Float64Array(columns[0]?.length ?? 0).fill(trees.base)
  for (const root of trees.roots)
    for (let row = 0; row < prediction.length; row++) prediction[row]! += leafValue(trees, root, columns, row)
  return prediction
}

const weightedMean = (target: Float64Array, weight: Float64Array): number => {
  let sum = 0
  let total = 0
  target.forEach((value, row) => {
    sum += value * weight[row]!
    total += weight[row]!
  })
  return sum / total
}

const sampled = (count: number, share: number, uniform: () => number): Int32Array => {
  const rows = new Int32Array(count)
  let taken = 0
  for (let row = 0; row < count; row++) if (uniform() < share) rows[taken++] = row
  return taken === 0 ? rows.map((_, row) => row) : rows.slice(0, taken)
}

const chosen = (count: number, share: number, uniform: () => number): number[] => {
  const features = Array.from({ length: count }, (_, feature) => feature)
  const kept = features.filter(() => uniform() < share)
  return kept.length === 0 ? features : kept
}

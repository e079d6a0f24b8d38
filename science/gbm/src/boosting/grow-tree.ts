import type { BinnedFeature } from './bins.ts'
import { bestSplit, BINS, fillHistogram, type Histogram, type Split, type SplitRules } from './split.ts'
import type { Forest } from './tree.ts'

/** What a tree is grown from. The gradient of a row is its weight times its residual. */
export interface GrowInput {
  readonly binned: readonly BinnedFeature[]
  readonly features: readonly number[]
  readonly gradient: Float64Array
  readonly weight: Float64Array
  readonly depth: number
  readonly rules: SplitRules
  /** Multiplies every leaf. */
  readonly learningRate: number
}

interface Node {
  readonly index: number
  readonly from: number
  readonly to: number
  readonly depth: number
  readonly histogram: Histogram
  readonly gradient: number
  readonly weight: number
}

/** Nodes with fewer rows are leaves at once. */
const LEAST_ROWS = 2

/**
 * Grows one tree into the forest on the rows of `rows` (reordered in place) and gives its root. The histogram of the larger
 * child is its parent's less its sibling's.
 */
export const growTree = (input: GrowInput, rows: Int32Array, build: Forest): number => {
  const codes = input.binned.map((feature) => feature.codes)
  const counts = input.binned.map((feature) => feature.edges.length + 2)
  const pool: Histogram[] = []
  const fill = (from: number, to: number): Histogram => {
    const histogram = pool.pop()?.fill(0) ?? new Float64Array(2 * BINS * codes.length)
    fillHistogram(histogram, codes, input.features, rows, from, to, input.gradient, input.weight)
    return histogram
  }
  const root = build.add()
  const open = [rootOf(input, rows, fill(0, rows.length), root)]
  for (let node = open.pop(); node !== undefined; node = open.pop()) {
    const split =
      node.depth < input.depth && node.to - node.from > LEAST_ROWS
        ? bestSplit(node.histogram, input.features, counts, node, input.rules)
        : null
    if (split === null) {
      build.leaf(node.index, (input.learningRate * node.gradient) / (node.weight + input.rules.lambda))
      pool.push(node.histogram)
    } else open.push(...divide(node, split, input, rows, fill, build))
  }
  return root
}

const rootOf = (input: GrowInput, rows: Int32Array, histogram: Histogram, index: number): Node => {
  let gradient = 0
  let weight = 0
  for (const row of rows) {
    gradient += input.gradient[row]!
    weight += input.weight[row]!
  }
  return { index, from: 0, to: rows.length, depth: 0, histogram, gradient, weight }
}

const divide = (
  node: Node,
  { feature, bin }: Split,
  input: GrowInput,
  rows: Int32Array,
  fill: (from: number, to: number) => Histogram,
  build: Forest,
): [Node, Node] => {
  const { codes, edges } = input.binned[feature]!
  const middle = partition(rows, node.from, node.to, codes, bin)
  const [left, right] = [build.add(), build.add()]
  // bin 0 is what is missing: cut after it, every number goes right
  build.inner(node.index, feature, bin === 0 ? -Infinity : edges[bin - 1]!, left, right)
  const leftIsSmaller = middle - node.from <= node.to - middle
  const small = leftIsSmaller ? fill(node.from, middle) : fill(middle, node.to)
  const large = node.histogram
  for (let i = 0; i < large.length; i++) large[i]! -= small[i]!
  const sums = sumOf(leftIsSmaller ? small : large, input.features[0]!)
  const depth = node.depth + 1
  return [
    { index: left, from: node.from, to: middle, depth, histogram: leftIsSmaller ? small : large, ...sums },
    {
      index: right,
      from: middle,
      to: node.to,
      depth,
      histogram: leftIsSmaller ? large : small,
      gradient: node.gradient - sums.gradient,
      weight: node.weight - sums.weight,
    },
  ]
}

/** Any one feature's bins add up to the node. */
const sumOf = (histogram: Histogram, feature: number): { gradient: number; weight: number } => {
  let gradient = 0
  let weight = 0
  for (let bin = 0; bin < BINS; bin++) {
    gradient += histogram[(feature * BINS + bin) << 1]!
    weight += histogram[((feature * BINS + bin) << 1) + 1]!
  }
  return { gradient, weight }
}

/** Moves rows that go left to the front; returns where the others begin. */
const partition = (rows: Int32Array, from: number, to: number, codes: Uint8Array, bin: number): number => {
  let left = from
  let right = to - 1
  while (left <= right) {
    const row = rows[left]!
    if (codes[row]! <= bin) left++
    else {
      rows[left] = rows[right]!
      rows[right--] = row
    }
  }
  return left
}

import { isLeaf, type Tree } from './tree.ts'

/** Bound on rounds of taking leaves below zero out; each takes at least one. */
const MOST_ROUNDS = 50
/** Relative to a leaf's neighbours: smaller is rounding, not demand below zero. */
const ROUNDING = 1e-9

/**
 * Weighted least squares reconciliation of one day (Wickramasuriya, Athanasopoulos & Hyndman 2019, "MinT" with a diagonal
 * covariance): the totals that agree and lie closest to all the nodes' own forecasts, each trusted by 1 ÷ variance. It is
 * the projection S(S′W⁻¹S)⁻¹S′W⁻¹ŷ, found without a matrix: going up, a sum and its own forecast are merged as two
 * measurements of one thing; going down, what a sum still lacks is shared among its children by their variances. Linear in
 * the nodes. Forecasts that agree already come back as they were.
 * @param base own forecasts; not read where the variance is infinite
 * @param variance 0: certain, is not moved (children before parents); `Infinity`: has no forecast of its own
 */
export const reconcile = (tree: Tree, base: ArrayLike<number>, variance: ArrayLike<number>): Float64Array => {
  const { size, children, downwards } = tree
  const mean = new Float64Array(size)
  const spread = new Float64Array(size)
  const below = new Float64Array(size)
  const belowSpread = new Float64Array(size)
  for (let at = size - 1; at >= 0; at--) {
    const node = downwards[at]!
    const own = variance[node]!
    if (isLeaf(tree, node)) {
      mean[node] = own === Infinity ? 0 : base[node]!
      spread[node] = own
      continue
    }
    for (const child of children[node]!) {
      below[node]! += mean[child]!
      belowSpread[node]! += spread[child]!
    }
    const merged = merge(below[node]!, belowSpread[node]!, base[node]!, own)
    mean[node] = merged.mean
    spread[node] = merged.spread
  }
  const agreed = new Float64Array(size)
  for (const root of tree.roots) agreed[root] = mean[root]!
  for (const node of downwards) {
    const rest = agreed[node]! - below[node]!
    const unknown =
      belowSpread[node] === Infinity ? children[node]!.filter((c) => spread[c] === Infinity).length : 0
    for (const child of children[node]!) {
      const share =
        unknown > 0
          ? spread[child] === Infinity
            ? 1 / unknown
            : 0
          : belowSpread[node]! > 0
            ? spread[child]! / belowSpread[node]!
            : 0
      agreed[child] = mean[child]! + share * rest
    }
  }
  return bottomUpExactly(tree, agreed)
}

/** Two measurements of one sum: from below and its own. */
const merge = (
  below: number,
  belowSpread: number,
  own: number,
  ownSpread: number,
): { readonly mean: number; readonly spread: number } => {
  if (belowSpread === 0 || ownSpread === Infinity) return { mean: below, spread: belowSpread }
  if (ownSpread === 0 || belowSpread === Infinity) return { mean: own, spread: ownSpread }
  const weight = ownSpread / (ownSpread + belowSpread)
  return { mean: weight * below + (1 - weight) * own, spread: weight * belowSpread }
}

/** Sums once more from the leaves, so that totals agree to the last bit. */
const bottomUpExactly = (tree: Tree, values: Float64Array): Float64Array => {
  for (let at = tree.size - 1; at >= 0; at--) {
    const node = tree.downwards[at]!
    const children = tree.children[node]!
    if (children.length === 0) continue
    let sum = 0
    for (const child of children) sum += values[child]!
    values[node] = sum
  }
  return values
}

/**
 * The same with no node below zero: leaves that would be are held at zero and the others reconciled again, until none is
 * (the block pivoting of non-negative reconciliation without its way back, which moves totals by less than they are known).
 */
export const reconcileAboveZero = (
  tree: Tree,
  base: ArrayLike<number>,
  variance: ArrayLike<number>,
): Float64Array => {
  const own = Float64Array.from(base, (value) => Math.max(0, value))
  const trust = Float64Array.from(variance)
  for (let round = 0; round < MOST_ROUNDS; round++) {
    const agreed = reconcile(tree, own, trust)
    const least = -ROUNDING * Math.max(1, ...tree.roots.map((root) => Math.abs(agreed[root]!)))
    let held = 0
    for (let node = 0; node < tree.size; node++) {
      if (!isLeaf(tree, node) || agreed[node]! >= least) continue
      own[node] = 0
      trust[node] = 0
      held++
    }
    if (held === 0)
      return bottomUpExactly(
        tree,
        agreed.map((value, node) => (isLeaf(tree, node) ? Math.max(0, value) : value)),
      )
  }
  const agreed = reconcile(tree, own, trust)
  return bottomUpExactly(
    tree,
    agreed.map((value) => Math.max(0, value)),
  )
}

/** Variances for when nothing is known of the errors: as many as a node has leaves ("structural scaling"). */
export const structuralVariance = (tree: Tree): Float64Array => {
  const ones = new Float64Array(tree.size).fill(1)
  return bottomUpExactly(tree, ones)
}

import { isLeaf, type Tree } from './tree.ts'

/** Sums the leaves upwards; what inner nodes held before is not read. */
export const bottomUp = (tree: Tree, values: ArrayLike<number>): Float64Array => {
  const sums = Float64Array.from(values)
  for (let at = tree.size - 1; at >= 0; at--) {
    const node = tree.downwards[at]!
    const children = tree.children[node]!
    if (children.length > 0) sums[node] = children.reduce((sum, child) => sum + sums[child]!, 0)
  }
  return sums
}

/**
 * Shares the roots' values down by what the leaves weigh, such as what each sold lately. Below a node whose leaves weigh
 * nothing, all its children get the same. What other nodes held before is not read.
 */
export const topDown = (
  tree: Tree,
  values: ArrayLike<number>,
  leafWeights: ArrayLike<number>,
): Float64Array => {
  const weights = bottomUp(
    tree,
    Float64Array.from(leafWeights, (weight, node) => (isLeaf(tree, node) ? Math.max(0, weight) : 0)),
  )
  const shared = new Float64Array(tree.size)
  for (const root of tree.roots) shared[root] = values[root]!
  for (const node of tree.downwards) {
    const children = tree.children[node]!
    const total = children.reduce((sum, child) => sum + weights[child]!, 0)
    for (const child of children)
      shared[child] = shared[node]! * (total > 0 ? weights[child]! / total : 1 / children.length)
  }
  return shared
}

import { invalid } from '@suite/kernel'

/** A forest of sums: each node is the sum of its children. Nodes are numbers, in any order. */
export interface Tree {
  readonly size: number
  /** Children of each node; none: a leaf. */
  readonly children: readonly (readonly number[])[]
  readonly roots: readonly number[]
  /** Every node after its parent. */
  readonly downwards: readonly number[]
}

/**
 * Reads a tree from the parent of each node, −1 for a root. There may be several roots and branches of unequal depth.
 * @throws AppError `bad_hierarchy` for a parent that is not there or a circle
 */
export const treeOf = (parents: ArrayLike<number>): Tree => {
  const size = parents.length
  const children: number[][] = Array.from({ length: size }, () => [])
  const roots: number[] = []
  for (let node = 0; node < size; node++) {
    const parent = parents[node]!
    if (parent === -1) roots.push(node)
    else if (!Number.isInteger(parent) || parent < 0 || parent >= size)
      throw invalid('bad_hierarchy', `Node ${node} has the parent ${parent}, which is not in the tree.`)
    else children[parent]!.push(node)
  }
  const downwards = [...roots]
  for (let at = 0; at < downwards.length; at++)
    for (const child of children[downwards[at]!]!) downwards.push(child)
  if (downwards.length < size)
    throw invalid('bad_hierarchy', `${size - downwards.length} nodes hang in a circle without a root.`)
  return { size, children, roots, downwards }
}

/** True for a node that is no sum of others. */
export const isLeaf = ({ children }: Tree, node: number): boolean => children[node]!.length === 0

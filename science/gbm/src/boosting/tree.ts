/**
 * A forest that adds up, as flat arrays that can be handed to another thread or stored: prediction = base + one leaf of each
 * tree. A row goes left when its feature is missing or at most the threshold; leaves have feature −1.
 */
export interface BoostedTrees {
  readonly base: number
  /** Node at which each tree begins. */
  readonly roots: Int32Array
  readonly feature: Int16Array
  readonly threshold: Float64Array
  readonly left: Int32Array
  readonly right: Int32Array
  readonly value: Float64Array
}

/** The leaf's value of the tree at `root` for one row of `columns`. */
export const leafValue = (
  { feature, threshold, left, right, value }: Omit<BoostedTrees, 'base' | 'roots'>,
  root: number,
  columns: readonly Float64Array[],
  row: number,
): number => {
  let node = root
  for (let by = feature[node]!; by >= 0; by = feature[node]!)
    node = columns[by]![row]! > threshold[node]! ? right[node]! : left[node]!
  return value[node]!
}

/** Nodes of a forest while it grows. */
export interface Forest {
  /** Adds an empty node and says where. */
  add(): number
  leaf(node: number, value: number): void
  inner(node: number, feature: number, threshold: number, left: number, right: number): void
  /** The nodes so far, to predict with while more are added. */
  readonly nodes: Omit<BoostedTrees, 'base' | 'roots'>
}

/** Room for `capacity` nodes. */
export const openForest = (capacity: number): Forest & { done(): Omit<BoostedTrees, 'base' | 'roots'> } => {
  const nodes = {
    feature: new Int16Array(capacity).fill(-1),
    threshold: new Float64Array(capacity),
    left: new Int32Array(capacity),
    right: new Int32Array(capacity),
    value: new Float64Array(capacity),
  }
  let size = 0
  return {
    nodes,
    add: () => size++,
    leaf: (node, value) => {
      nodes.value[node] = value
    },
    inner: (node, feature, threshold, left, right) => {
      nodes.feature[node] = feature
      nodes.threshold[node] = threshold
      nodes.left[node] = left
      nodes.right[node] = right
    },
    done: () => ({
      feature: nodes.feature.slice(0, size),
      threshold: nodes.threshold.slice(0, size),
      left: nodes.left.slice(0, size),
      right: nodes.right.slice(0, size),
      value: nodes.value.slice(0, size),
    }),
  }
}

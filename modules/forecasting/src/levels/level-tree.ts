import { treeOf, type Tree } from '@suite/hierarchy'
import type { Line } from './line-of.ts'

/** A node above the products. */
export interface LevelNode {
  readonly level: 'store' | 'category' | 'line'
  readonly key: string
  readonly name: string
  /** Null: the store itself. */
  readonly category: string | null
}

/** A product with the branch it hangs on. */
export interface LeafPlace {
  readonly category: string
  readonly line: Line | null
}

/** A store's tree. Node i is `nodes[i]`, or past those the product i − nodes.length in the order given. */
export interface LevelTree {
  readonly tree: Tree
  readonly nodes: readonly LevelNode[]
}

export const STORE: LevelNode = { level: 'store', key: 'store', name: 'Store', category: null }

/** The tree store → category → line → product; products of no line hang below their category. */
export const levelTree = (leaves: readonly LeafPlace[]): LevelTree => {
  const nodes: LevelNode[] = [STORE]
  const parents: number[] = [-1]
  const places = new Map<string, number>()
  const placeOf = (node: LevelNode, parent: number): number => {
    const id = `${node.level} ${node.key}`
    const known = places.get(id)
    if (known !== undefined) return known
    nodes.push(node)
    parents.push(parent)
    places.set(id, nodes.length - 1)
    return nodes.length - 1
  }
  const branches = leaves.map(({ category, line }) => {
    const above = placeOf({ level: 'category', key: category, name: category, category }, 0)
    return line === null ? above : placeOf({ level: 'line', key: line.key, name: line.name, category }, above)
  })
  return { tree: treeOf([...parents, ...branches]), nodes }
}

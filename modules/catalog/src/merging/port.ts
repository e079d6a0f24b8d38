import type { Read, Tx } from '@suite/db'

/** A merge as the rooms that follow it see it. */
export interface Merge {
  readonly mergeId: string
  /** The product that stays. */
  readonly keptId: string
  /** The product that becomes another name of it. */
  readonly mergedId: string
}

/** What a merge would move, by plain words such as "sale lines": how many. */
export type Moving = Readonly<Record<string, number>>

/** A room that keeps rows of products and follows when two of them become one. Everything happens in the one transaction. */
export interface MergeFollower {
  /** Plain words why these two cannot be merged now and what to do about it; null when they can. */
  readonly refusal: (read: Read, pair: Omit<Merge, 'mergeId'>) => Promise<string | null>
  readonly preview: (read: Read, productId: string) => Promise<Moving>
  readonly follow: (tx: Tx, merge: Merge) => Promise<Moving>
  readonly takeBack: (tx: Tx, merge: Merge) => Promise<void>
}

import type { GetReplies } from '@/lib/contract'
import { question } from '@/lib/question'

export const DUPLICATES_SHOWN = 50
export type Pair = GetReplies['/products/duplicates']['items'][number]
export type PairSide = Pair['first']
export type Merge = GetReplies['/products/{id}/merges']['items'][number]

/** Pairs of products that may be one. */
export const duplicateList = () => question('/products/duplicates', { query: { limit: DUPLICATES_SHOWN } })

/** What would move if one product were merged into another. */
export const mergePreview = (keptId: string, otherId: string) =>
  question('/products/{id}/merge-preview', { path: { id: keptId }, query: { productId: otherId } })

/** The merges a product took part in. */
export const mergesOf = (id: string) => question('/products/{id}/merges', { path: { id } })

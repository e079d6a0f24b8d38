import type { BodyOf, GetReplies } from '@/lib/contract'
import { list, question } from '@/lib/question'
import { STALE_HOLDS } from '../holds/queries'

export type Destruction = GetReplies['/destructions']['items'][number]
export type NewDestruction = BodyOf<'POST /destructions'>
export type Footage = GetReplies['/footage/ending']['items'][number]

/** Answers that a destruction makes old. */
export const STALE_DESTRUCTIONS = [
  '/destructions',
  '/footage/ending',
  '/recalls/{id}',
  '/products',
  ...STALE_HOLDS,
] as const

export const destructionsQuery = (recallId: string, storeId: string | undefined) => ({
  recallId,
  storeId,
  limit: 50,
})

/** Goods destroyed, newest first; of one recall where `recallId` is not empty. */
export const destructionsList = (recallId: string, storeId: string | undefined) =>
  list('/destructions', { query: destructionsQuery(recallId, storeId) })

/** Footage nobody has saved is shown this long before it is overwritten. */
export const FOOTAGE_DAYS = 21

export const footageQuery = (storeId: string | undefined) => ({ storeId, days: FOOTAGE_DAYS, limit: 100 })

export const footageEnding = (storeId: string | undefined) =>
  question('/footage/ending', { query: footageQuery(storeId) })

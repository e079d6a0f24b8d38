import type { GetReplies } from '@/lib/contract'
import { list } from '@/lib/question'

export type Hold = GetReplies['/holds']['items'][number]

/** Answers that placing or lifting a hold makes old. */
export const STALE_HOLDS = [
  '/holds',
  '/stores/{storeId}/products/{id}/stock',
  '/recalls/{id}',
  '/stock/leaving-sale',
] as const

/** A page of holds asks for the stock of each product it names, hence not larger. */
const PAGE_SIZE = 40

export const holdsQuery = (all: boolean, storeId: string | undefined) => ({
  all: all ? 'true' : '',
  storeId,
  limit: PAGE_SIZE,
})

/** Holds page by page, newest first; lifted ones too where `all`. */
export const holdsList = (all: boolean, storeId: string | undefined) =>
  list('/holds', { query: holdsQuery(all, storeId) })

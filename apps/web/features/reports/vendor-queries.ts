import type { GetReplies } from '@/lib/contract'
import { list, question } from '@/lib/question'

const PATH = '/purchasing/vendor-scorecards'
export type VendorScore = GetReplies[typeof PATH]['items'][number]
export type VendorDetail = GetReplies['/purchasing/vendor-scorecards/{id}']

export const vendorScores = (sort: string, storeId: string | undefined) =>
  list(PATH, { query: { sort: sort === '' ? 'late' : sort, storeId, limit: 100 } })
export const vendorScore = (id: string) => question('/purchasing/vendor-scorecards/{id}', { path: { id } })

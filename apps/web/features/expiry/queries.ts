import type { GetReplies } from '@/lib/contract'
import { list, question } from '@/lib/question'

export type ExpiryLot = GetReplies['/expiry']['items'][number]
export type ExpiryDetail = GetReplies['/expiry/{id}']
export type ExpirySummary = GetReplies['/expiry-summary']
export type Choice = ExpiryDetail['choices'][number]
export type ChoiceKind = Choice['kind']

export interface ExpiryFilters {
  readonly storeId: string | undefined
  readonly within: number
  readonly sort: 'waste' | 'day'
  readonly show: 'waste' | 'all'
}

export const expiryLots = ({ storeId, within, sort, show }: ExpiryFilters) =>
  list('/expiry', { query: { storeId, within, sort, show, limit: 100 } })
export const expirySummary = ({ storeId, within }: Pick<ExpiryFilters, 'storeId' | 'within'>) =>
  question('/expiry-summary', { query: { storeId, within } })
export const expiryLot = (id: string) => question('/expiry/{id}', { path: { id } })

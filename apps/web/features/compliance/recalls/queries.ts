import type { GetReplies } from '@/lib/contract'
import { list, question } from '@/lib/question'

export type RecallItem = GetReplies['/recalls']['items'][number]
export type Recall = GetReplies['/recalls/{id}']
export type RecallGoods = Recall['goods'][number]
export type RecallSale = GetReplies['/recalls/{id}/sales']['items'][number]
export type RecallScope = Recall['scope']

/** Answers that a step of a recall makes old. */
export const STALE_RECALLS = ['/recalls', '/recalls/{id}', '/recalls/{id}/sales'] as const

export const recallsQuery = (show: string) => ({
  kind: show === 'drill' ? 'drill' : show === 'recall' ? 'recall' : '',
  limit: 50,
})

/** Recalls and drills page by page, newest first. */
export const recallsList = (show: string) => list('/recalls', { query: recallsQuery(show) })

export const recallOf = (id: string) => question('/recalls/{id}', { path: { id } })

/** Receipts that sold recalled goods, newest first. */
export const recallSales = (id: string, certainty: string) =>
  list('/recalls/{id}/sales', { path: { id }, query: { certainty, limit: 100 } })

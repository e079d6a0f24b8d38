import type { GetReplies } from '@/lib/contract'
import { list, question } from '@/lib/question'

export type Discrepancy = GetReplies['/compliance/discrepancies']['items'][number]
export type DiscrepancyDetail = GetReplies['/compliance/discrepancies/{id}']
export type Proposal = Discrepancy['proposal']
export type Evidence = DiscrepancyDetail['evidence'][number]
export type Side = Evidence['side']

/** Answers that a step on a discrepancy, or a comparison, makes old. */
export const STALE_DISCREPANCIES = [
  '/compliance/due',
  '/compliance/discrepancies',
  '/compliance/discrepancies/{id}',
] as const

/** How often what is open on a screen is asked for again: comparisons change it by themselves. */
export const WATCHED_MS = 15_000

/** Which discrepancies are shown; empty values do not narrow. */
export interface DiscrepancyFilters {
  readonly show: string
  readonly class: string
  readonly state: string
  readonly sort: string
  readonly tag: string
}

/** The filters of an address, read with the given reader. */
export const filtersOf = (get: (name: string) => string): DiscrepancyFilters => ({
  show: get('show'),
  class: get('class'),
  state: get('state'),
  sort: get('sort'),
  tag: get('tag'),
})

export const discrepanciesQuery = (filters: DiscrepancyFilters, storeId: string | undefined) => ({
  show: filters.show,
  class: filters.class,
  state: filters.state,
  sort: filters.sort,
  packageTag: filters.tag,
  storeId,
  limit: 50,
})

export const discrepancyList = (filters: DiscrepancyFilters, storeId: string | undefined) =>
  list('/compliance/discrepancies', { query: discrepanciesQuery(filters, storeId) })

export const discrepancyOf = (id: string) => question('/compliance/discrepancies/{id}', { path: { id } })

/** Whether work on it is over. */
export const isClosed = ({ state }: Pick<Discrepancy, 'state'>): boolean =>
  state === 'resolved' || state === 'dismissed'

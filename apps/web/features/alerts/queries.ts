import { list } from '@/lib/question'

/** Which alerts are shown. */
export interface AlertFilters {
  readonly state: string
  readonly kind: string
}

export const alertsQuery = (filters: AlertFilters, storeId: string | undefined) => ({
  state: filters.state === '' ? 'open' : filters.state,
  kind: filters.kind,
  storeId,
  limit: 100,
})

export const alertList = (filters: AlertFilters, storeId: string | undefined) =>
  list('/alerts', { query: alertsQuery(filters, storeId) })

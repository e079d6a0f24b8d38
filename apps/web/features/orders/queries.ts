import { list, question } from '@/lib/question'

/** What the list of orders is filtered by. */
export interface OrderFilters {
  readonly status: string
  readonly vendorId: string
}

export const ordersQuery = (filters: OrderFilters, storeId: string | undefined) => ({
  ...filters,
  storeId,
  limit: 100,
})

export const orderList = (filters: OrderFilters, storeId: string | undefined) =>
  list('/purchase-orders', { query: ordersQuery(filters, storeId) })

export const orderOf = (id: string) => question('/purchase-orders/{id}', { path: { id } })

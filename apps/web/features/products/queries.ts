import { list, question } from '@/lib/question'

export const PAGE_SIZE = 100

/** What the product list is filtered and ordered by. */
export interface ProductFilters {
  readonly search: string
  readonly category: string
  readonly status: string
  readonly vendorId: string
  readonly sort: string
  readonly show: string
}

/** Query parameters of the list; empty filters are left out. */
export const productsQuery = (filters: ProductFilters, storeId: string | undefined) => ({
  ...filters,
  sort: filters.sort === '' ? 'risk' : filters.sort,
  storeId,
  limit: PAGE_SIZE,
})

export const productList = (filters: ProductFilters, storeId: string | undefined) =>
  list('/products', { query: productsQuery(filters, storeId) })

export const productOf = (id: string) => question('/products/{id}', { path: { id } })

/** All vendors in use, for choices. */
export const vendorChoices = () => question('/vendors', { query: { limit: 500, active: 'true' } })

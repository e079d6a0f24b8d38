import { list, question } from '@/lib/question'

/** What the workbench is filtered by. */
export interface ReorderFilters {
  readonly search: string
  readonly vendorId: string
  readonly status: string
}

export const reorderQuery = (filters: ReorderFilters, storeId: string | undefined) => ({
  ...filters,
  storeId,
  limit: 500,
})

export const reorderList = (filters: ReorderFilters, storeId: string | undefined) =>
  list('/reorder', { query: reorderQuery(filters, storeId) })

/** The plan of a product in a store, and why. */
export const reorderOf = (storeId: string, productId: string) =>
  question('/stores/{storeId}/products/{id}/reorder', { path: { storeId, id: productId } })

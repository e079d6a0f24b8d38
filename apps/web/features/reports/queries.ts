import type { SalesBy } from './sales-by'

export const salesParams = (input: {
  from: string
  to: string
  by: SalesBy
  storeId: string | undefined
}) => ({ query: { ...input, limit: input.by === 'day' ? 500 : 200 } })

export const valuationParams = (asOf: string, storeId: string | undefined) => ({
  query: { asOf, storeId, limit: 200 },
})

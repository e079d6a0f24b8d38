'use client'

import { useQueries } from '@tanstack/react-query'
import { productOf } from '@/features/products/queries'

/** Products whose units are asked for one by one; a recall of more shows bare quantities. */
const MOST_PRODUCTS = 60

/** Units of products by id, as far as they are known yet; pieces until then. */
export const useUnits = (productIds: readonly (string | null)[]): ((productId: string | null) => string) => {
  const distinct = [...new Set(productIds.flatMap((id) => id ?? []))]
  const asked = distinct.length > MOST_PRODUCTS ? [] : distinct
  const products = useQueries({ queries: asked.map((id) => productOf(id)) })
  const units = new Map(asked.map((id, at) => [id, products[at]?.data?.unit ?? 'each']))
  return (productId) => units.get(productId ?? '') ?? 'each'
}

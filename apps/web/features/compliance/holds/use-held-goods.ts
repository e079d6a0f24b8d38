'use client'

import { useQueries } from '@tanstack/react-query'
import { productOf } from '@/features/products/queries'
import { stockOf } from '@/features/product/queries'
import { ApiError } from '@/lib/api-error'
import { heldAmount, type HeldAmount } from './held-amount'
import type { Hold } from './queries'

/** What is known of the goods of a hold. */
export interface HeldGoods {
  readonly amount: HeldAmount | null
  readonly unit: string
  /** Not to be told while the person counts these goods blind. */
  readonly hidden: boolean
}

const keyOf = ({ storeId, productId }: Hold): string => `${storeId} ${productId}`

/** Units and dollars of holds still in place, by the hold's id, as far as they are known yet. */
export const useHeldGoods = (holds: readonly Hold[]): ReadonlyMap<string, HeldGoods> => {
  const standing = holds.filter(({ liftedAt, productId }) => liftedAt === null && productId !== null)
  const places = [...new Map(standing.map((hold) => [keyOf(hold), hold])).values()]
  const productIds = [...new Set(standing.map(({ productId }) => productId ?? ''))]
  const stocks = useQueries({
    queries: places.map(({ storeId, productId }) => stockOf(storeId, productId ?? '')),
  })
  const products = useQueries({ queries: productIds.map((id) => productOf(id)) })
  const stockAt = new Map(places.map((hold, at) => [keyOf(hold), stocks[at]]))
  const productAt = new Map(productIds.map((id, at) => [id, products[at]?.data]))
  return new Map(
    standing.flatMap((hold): (readonly [string, HeldGoods])[] => {
      const stock = stockAt.get(keyOf(hold))
      const product = productAt.get(hold.productId ?? '')
      if (stock?.error instanceof ApiError && stock.error.code === 'counting_blind')
        return [[hold.id, { amount: null, unit: '', hidden: true }]]
      if (stock?.data === undefined || product === undefined) return []
      const amount = heldAmount(hold, stock.data, product.cost)
      return [[hold.id, { amount, unit: product.unit, hidden: false }]]
    }),
  )
}

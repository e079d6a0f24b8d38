'use client'

import { useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import type { OrderItem } from '@/lib/contract'
import { question } from '@/lib/question'

/** The newest draft order of each store and vendor, by the group it belongs to. */
export const useOpenDrafts = (): ReadonlyMap<string, OrderItem> => {
  const { data } = useQuery(question('/purchase-orders', { query: { status: 'draft', limit: 500 } }))
  return useMemo(
    () =>
      new Map((data?.items ?? []).toReversed().map((order) => [`${order.storeId} ${order.vendorId}`, order])),
    [data],
  )
}

'use client'

import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useRouter } from 'next/navigation'
import { notify } from '@/components/ui/toast'
import { write } from '@/lib/api'
import type { ReorderItem } from '@/lib/contract'
import { paths } from '@/lib/paths'
import { groupOf, keyOf, orderable, orderedQuantity, type Quantities } from './selection'

interface Wanted {
  /** The rows to order. */
  readonly rows: readonly ReorderItem[]
  /** Everything suggested, to tell a whole group from a part of it. */
  readonly all: readonly ReorderItem[]
  readonly typed: Quantities
}

/** Writes draft purchase orders for rows of the workbench, one for each store and vendor, and goes to them. */
export const useDraft = () => {
  const client = useQueryClient()
  const router = useRouter()
  return useMutation({
    mutationFn: async (wanted: Wanted): Promise<string[]> => {
      const ids: string[] = []
      for (const group of groups(wanted.rows)) ids.push(...(await draftGroup(group, wanted)))
      return ids
    },
    onSuccess: (ids) => {
      const [first] = ids
      if (first === undefined) return notify.done('Nothing was left to draft')
      notify.done(
        ids.length === 1 ? 'Draft purchase order written' : `${ids.length} draft purchase orders written`,
      )
      return router.push(ids.length === 1 ? paths.order(first) : paths.orders({ status: 'draft' }))
    },
    onError: notify.failed,
    onSettled: () => {
      for (const key of ['/reorder', '/purchase-orders', '/dashboard', '/products'])
        void client.invalidateQueries({ queryKey: [key] })
    },
  })
}

const groups = (rows: readonly ReorderItem[]): ReorderItem[][] => [...Map.groupBy(rows, groupOf).values()]

/** A whole group as suggested extends the planner's own draft; a part, or typed quantities, become an order of a person. */
const draftGroup = async (group: readonly ReorderItem[], { all, typed }: Wanted): Promise<string[]> => {
  const [first] = group
  if (first === undefined || first.vendorId === null) return []
  const { storeId, vendorId } = first
  const suggested = all.filter((row) => groupOf(row) === groupOf(first) && orderable(row))
  const asSuggested =
    suggested.length === group.length && group.every((row) => typed[keyOf(row)] === undefined)
  if (asSuggested)
    return (await write('POST /purchase-orders/draft-from-suggestions', { storeId, vendorId })).ids
  const lines = group
    .filter((row) => orderable(row, typed))
    .map((row) => ({ productId: row.productId, quantity: orderedQuantity(row, typed) }))
  if (lines.length === 0) return []
  return [(await write('POST /purchase-orders', { storeId, vendorId, lines })).id]
}

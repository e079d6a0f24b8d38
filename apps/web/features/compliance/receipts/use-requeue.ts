'use client'

import { notify } from '@/components/ui/toast'
import { useCommand } from '@/features/settings/use-command'
import { count } from '@/lib/format'

/** Puts what the state refused back into the queue: one receipt, or all of the store. */
export const useRequeue = (storeId: string) => {
  const { mutate, isPending } = useCommand('POST /compliance/receipts/requeue', {
    stale: ['/compliance/receipts', '/compliance/receipts/reporting'],
    done: 'Prepared anew from what the till says now',
    after: ({ left }) => {
      if (left.length > 0) notify.done(`${count(left.length)} were left: ${left[0]?.why ?? ''}`)
    },
  })
  return {
    isPending,
    all: () => mutate({ body: { storeId } }),
    one: (receiptId: string) => mutate({ body: { storeId, receiptIds: [receiptId] } }),
  }
}

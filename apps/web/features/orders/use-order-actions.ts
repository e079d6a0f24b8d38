'use client'

import { useMutation, useQueryClient } from '@tanstack/react-query'
import { notify } from '@/components/ui/toast'
import { write } from '@/lib/api'
import type { OrderDetail, ReceivedLine } from '@/lib/contract'
import { wantedLines, type EditedOrder } from './order-edit'
import { orderOf } from './queries'

/** What can be done to an order. Every change answers with the order as it then is. */
export const useOrderActions = (order: OrderDetail) => {
  const client = useQueryClient()
  const path = { id: order.id }
  const changed = (message: string) => ({
    onSuccess: (fresh: OrderDetail) => {
      client.setQueryData(orderOf(order.id).queryKey, fresh)
      for (const key of [
        '/purchase-orders',
        '/vendor-invoices',
        '/dashboard',
        '/reorder',
        '/products',
        '/alerts',
      ])
        void client.invalidateQueries({ queryKey: [key] })
      notify.done(message)
    },
    onError: notify.failed,
  })
  const save = (edit: EditedOrder, version: number) =>
    write(
      'PATCH /purchase-orders/{id}',
      {
        version,
        note: edit.note,
        expectedOn: edit.expectedOn === '' ? null : edit.expectedOn,
        lines: wantedLines(edit),
      },
      path,
    )
  return {
    save: useMutation({ mutationFn: (edit: EditedOrder) => save(edit, order.version), ...changed('Saved') }),
    approve: useMutation({
      mutationFn: async (edit: EditedOrder | null) => {
        const { version } = edit === null ? order : await save(edit, order.version)
        return write('POST /purchase-orders/{id}/approve', { version }, path)
      },
      ...changed('Approved'),
    }),
    send: useMutation({
      mutationFn: (input: { to?: string; byHand?: boolean }) =>
        write('POST /purchase-orders/{id}/send', input, path),
      ...changed('Handed over'),
    }),
    receive: useMutation({
      mutationFn: (lines: ReceivedLine[]) => write('POST /purchase-orders/{id}/receive', { lines }, path),
      ...changed('Received into stock'),
    }),
    cancel: useMutation({
      mutationFn: () => write('POST /purchase-orders/{id}/cancel', {}, path),
      ...changed('Cancelled'),
    }),
  }
}

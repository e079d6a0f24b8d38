'use client'

import { useMutation, useQueryClient } from '@tanstack/react-query'
import { notify } from '@/components/ui/toast'
import { write } from '@/lib/api'
import { invoiceOf, type Decision, type NewInvoice } from './queries'
import { DECISION } from './words'

/** Recording a bill and deciding on it. */
export const useInvoiceActions = () => {
  const client = useQueryClient()
  const stale = (): void => void client.invalidateQueries({ queryKey: ['/vendor-invoices'] })
  return {
    record: useMutation({
      mutationFn: (invoice: NewInvoice) => write('POST /vendor-invoices', invoice),
      onSuccess: ({ id, status, ...rest }) => {
        client.setQueryData(invoiceOf(id).queryKey, { id, status, ...rest })
        stale()
        notify.done(
          status === 'matched' ? 'Recorded: it matches order and goods' : 'Recorded: it is to be checked',
        )
      },
    }),
    settle: useMutation({
      mutationFn: ({ id, ...body }: { id: string; decision: Decision; reason: string }) =>
        write('POST /vendor-invoices/{id}/settle', body, { id }),
      onSuccess: (fresh, { decision }) => {
        client.setQueryData(invoiceOf(fresh.id).queryKey, fresh)
        stale()
        notify.done(DECISION[decision].done)
      },
    }),
  }
}

'use client'

import { useQuery } from '@tanstack/react-query'
import { FilePlus2 } from 'lucide-react'
import { useState } from 'react'
import { Button } from '@/components/ui/button'
import { Card, CardHead } from '@/components/ui/card'
import { dotted } from '@/components/ui/data-table'
import { ErrorState, SkeletonRows } from '@/components/ui/states'
import type { OrderDetail } from '@/lib/contract'
import { day } from '@/lib/format'
import { useCan, useMoney } from '@/lib/me'
import { InvoiceBadge } from './invoice-badge'
import { InvoiceSheet } from './invoice-sheet'
import { invoicesOfOrder, type Invoice } from './queries'
import { RecordInvoice } from './record-invoice'

/** What the vendor billed for this order, and the way to record the next bill. */
export const OrderInvoices = ({ order }: { order: OrderDetail }) => {
  const { data, error, refetch } = useQuery(invoicesOfOrder(order.id))
  const mayRecord = useCan('purchasing.edit')
  const [recording, setRecording] = useState(false)
  const [open, setOpen] = useState<string | null>(null)
  return (
    <Card aria-label="Invoices">
      <CardHead title="Invoices">
        {mayRecord && (
          <Button size="sm" onClick={() => setRecording(true)}>
            <FilePlus2 /> Record an invoice
          </Button>
        )}
      </CardHead>
      {data === undefined ? (
        error === null ? (
          <SkeletonRows rows={1} />
        ) : (
          <ErrorState error={error} retry={() => void refetch()} />
        )
      ) : data.items.length === 0 ? (
        <p className="border-t px-4 py-3 text-sm text-muted">
          None yet. Recorded here, a bill is compared with what was ordered and what came, line by line.
        </p>
      ) : (
        <ul className="divide-y border-t">
          {data.items.map((invoice) => (
            <Line key={invoice.id} invoice={invoice} onOpen={() => setOpen(invoice.id)} />
          ))}
        </ul>
      )}
      {recording && (
        <RecordInvoice
          order={order}
          onClose={() => setRecording(false)}
          onRecorded={(id) => {
            setRecording(false)
            setOpen(id)
          }}
        />
      )}
      {open !== null && <InvoiceSheet id={open} onClose={() => setOpen(null)} />}
    </Card>
  )
}

const Line = ({ invoice, onOpen }: { invoice: Invoice; onOpen: () => void }) => {
  const { money } = useMoney()
  return (
    <li>
      <button
        type="button"
        onClick={onOpen}
        className="flex w-full flex-wrap items-center gap-x-4 gap-y-1 px-4 py-2.5 text-left text-sm hover:bg-hover"
      >
        <span className="min-w-0 flex-1 font-medium">
          {invoice.number}
          <span className="block text-xs font-normal text-muted">
            {dotted(`of ${day(invoice.invoicedOn)}`, invoice.dueOn !== null && `due ${day(invoice.dueOn)}`)}
          </span>
        </span>
        <InvoiceBadge status={invoice.status} />
        <span className="num w-24 text-right">
          {money(invoice.totalMinor)}
          {invoice.differenceMinor > 0 && (
            <span className="block text-xs text-danger-text">{money(invoice.differenceMinor)} over</span>
          )}
        </span>
      </button>
    </li>
  )
}

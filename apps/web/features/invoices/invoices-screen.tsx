'use client'

import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query'
import { ArrowLeft, ReceiptText } from 'lucide-react'
import Link from 'next/link'
import { useMemo, useState } from 'react'
import { Button } from '@/components/ui/button'
import { Card } from '@/components/ui/card'
import { DataTable, dotted, TwoLines, type Column } from '@/components/ui/data-table'
import { Select } from '@/components/ui/input'
import { Screen } from '@/components/ui/page'
import { EmptyState, ErrorState, SkeletonRows } from '@/components/ui/states'
import { day } from '@/lib/format'
import { useMoney, useStoreChoice } from '@/lib/me'
import { useFilters } from '@/lib/use-filters'
import { InvoiceBadge } from './invoice-badge'
import { InvoiceSheet } from './invoice-sheet'
import { invoiceList, type Invoice } from './queries'
import { INVOICE_STATUS } from './words'

/** Every bill of every vendor, the last recorded first. */
export const InvoicesScreen = () => {
  const store = useStoreChoice()
  const { get, set } = useFilters()
  const filters = { status: get('status'), vendorId: get('vendorId') }
  const query = useInfiniteQuery({ ...invoiceList(filters, store?.id), placeholderData: keepPreviousData })
  const rows = useMemo(() => query.data?.pages.flatMap((page) => page.items), [query.data])
  const columns = useMemo(() => columnsOf(store === null), [store])
  const [open, setOpen] = useState<string | null>(null)
  return (
    <Screen
      title="Invoices"
      note="Vendors’ bills beside what was ordered and what came."
      back={
        <Link
          href="/purchase-orders"
          className="mb-1 inline-flex items-center gap-1 rounded-sm text-xs text-muted hover:text-text"
        >
          <ArrowLeft className="size-3.5" aria-hidden /> Purchase orders
        </Link>
      }
    >
      <Card>
        <div className="flex flex-wrap gap-2 border-b p-3">
          <Select
            aria-label="Status"
            value={filters.status}
            onChange={(event) => set({ status: event.target.value })}
            className="w-auto"
          >
            <option value="">Any status</option>
            {Object.entries(INVOICE_STATUS).map(([status, { label }]) => (
              <option key={status} value={status}>
                {label}
              </option>
            ))}
          </Select>
        </div>
        {rows === undefined ? (
          query.error === null ? (
            <SkeletonRows rows={8} />
          ) : (
            <ErrorState error={query.error} retry={() => void query.refetch()} />
          )
        ) : rows.length === 0 ? (
          <EmptyState
            icon={ReceiptText}
            title={filters.status === '' ? 'No invoice is recorded yet' : 'No invoice with this status'}
            action={
              <Button asChild variant="primary">
                <Link href="/purchase-orders">See the orders</Link>
              </Button>
            }
          >
            Open the purchase order that was billed and record its invoice there.
          </EmptyState>
        ) : (
          <DataTable
            caption="Invoices"
            columns={columns}
            rows={rows}
            keyOf={keyOf}
            rowHeight={49}
            onRow={({ id }) => setOpen(id)}
            more={{
              has: query.hasNextPage,
              busy: query.isFetchingNextPage,
              fetch: () => void query.fetchNextPage(),
            }}
          />
        )}
      </Card>
      {open !== null && <InvoiceSheet id={open} onClose={() => setOpen(null)} />}
    </Screen>
  )
}

const keyOf = ({ id }: Invoice): string => id

const Total = ({ invoice }: { invoice: Invoice }) => {
  const { money } = useMoney()
  return (
    <TwoLines
      first={money(invoice.totalMinor)}
      second={invoice.differenceMinor > 0 ? `${money(invoice.differenceMinor)} over` : null}
    />
  )
}

const columnsOf = (showStore: boolean): Column<Invoice>[] => [
  {
    id: 'invoice',
    header: 'Invoice',
    cell: (row) => (
      <TwoLines
        first={<span className="font-medium">{`${row.number} · ${row.vendorName}`}</span>}
        second={dotted(`PO-${row.orderNumber}`, showStore && row.storeName)}
      />
    ),
  },
  {
    id: 'status',
    header: 'Status',
    className: 'w-32 max-sm:w-28',
    cell: (row) => <InvoiceBadge status={row.status} />,
  },
  {
    id: 'dated',
    header: 'Dated',
    className: 'w-28 max-md:hidden',
    cell: (row) => day(row.invoicedOn),
  },
  { id: 'due', header: 'To be paid by', className: 'w-28 max-md:hidden', cell: (row) => day(row.dueOn) },
  {
    id: 'total',
    header: 'Total',
    align: 'right',
    className: 'w-32 max-sm:w-24',
    cell: (row) => <Total invoice={row} />,
  },
]

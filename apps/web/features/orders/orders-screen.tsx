'use client'

import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query'
import { ClipboardList } from 'lucide-react'
import Link from 'next/link'
import { useRouter } from 'next/navigation'
import { useMemo } from 'react'
import { Ago } from '@/components/ago'
import { OrderBadge } from '@/components/status-badge'
import { ExportMenu } from '@/components/export-menu'
import { Button } from '@/components/ui/button'
import { Card } from '@/components/ui/card'
import { DataTable, dotted, TwoLines, type Column } from '@/components/ui/data-table'
import { Select } from '@/components/ui/input'
import { Screen } from '@/components/ui/page'
import { EmptyState, ErrorState, SkeletonRows } from '@/components/ui/states'
import type { OrderItem } from '@/lib/contract'
import { count, day } from '@/lib/format'
import { useMoney, useStoreChoice } from '@/lib/me'
import { paths } from '@/lib/paths'
import { useFilters } from '@/lib/use-filters'
import { ORDER_STATUS } from '@/lib/words'
import { orderList } from './queries'

/** Every purchase order, newest first. */
export const OrdersScreen = () => {
  const store = useStoreChoice()
  const router = useRouter()
  const { get, set } = useFilters()
  const filters = { status: get('status'), vendorId: get('vendorId') }
  const query = useInfiniteQuery({ ...orderList(filters, store?.id), placeholderData: keepPreviousData })
  const rows = useMemo(() => query.data?.pages.flatMap((page) => page.items), [query.data])
  const columns = useMemo(() => columnsOf(store === null), [store])
  return (
    <Screen
      title="Purchase orders"
      actions={
        <>
          <ExportMenu of={orderList(filters, store?.id)} />
          <Button asChild>
            <Link href={paths.invoices()}>Invoices</Link>
          </Button>
          <Button asChild>
            <Link href="/reorder">What to order</Link>
          </Button>
        </>
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
            {Object.entries(ORDER_STATUS).map(([status, { label }]) => (
              <option key={status} value={status}>
                {label}
              </option>
            ))}
          </Select>
          {filters.vendorId !== '' && (
            <Button variant="ghost" onClick={() => set({ vendorId: null })}>
              All vendors
            </Button>
          )}
        </div>
        {rows === undefined ? (
          query.error === null ? (
            <SkeletonRows rows={8} />
          ) : (
            <ErrorState error={query.error} retry={() => void query.refetch()} />
          )
        ) : rows.length === 0 ? (
          <EmptyState
            icon={ClipboardList}
            title={filters.status === '' ? 'No purchase orders yet' : 'No order with this status'}
            action={
              <Button asChild variant="primary">
                <Link href="/reorder">See what to order</Link>
              </Button>
            }
          >
            Drafts are written from the reorder list, one for each vendor and store.
          </EmptyState>
        ) : (
          <DataTable
            caption="Purchase orders"
            columns={columns}
            rows={rows}
            keyOf={keyOf}
            rowHeight={49}
            onRow={(row) => router.push(paths.order(row.id))}
            more={{
              has: query.hasNextPage,
              busy: query.isFetchingNextPage,
              fetch: () => void query.fetchNextPage(),
            }}
          />
        )}
      </Card>
    </Screen>
  )
}

const keyOf = (row: OrderItem): string => row.id

const Total = ({ order }: { order: OrderItem }) => {
  const { money } = useMoney()
  return (
    <TwoLines
      first={money(order.totalMinor)}
      second={order.unpricedLines > 0 ? `+ ${order.unpricedLines} without cost` : null}
    />
  )
}

const columnsOf = (showStore: boolean): Column<OrderItem>[] => [
  {
    id: 'order',
    header: 'Order',
    cell: (row) => (
      <TwoLines
        first={
          <Link href={paths.order(row.id)} className="font-medium hover:text-accent-text hover:underline">
            PO-{row.number} · {row.vendorName}
          </Link>
        }
        second={dotted(
          showStore && row.storeName,
          `${count(row.lineCount)} ${row.lineCount === 1 ? 'line' : 'lines'}`,
          row.origin === 'suggestion' && 'suggested',
          row.origin === 'till' && [row.tillName ?? 'Till', row.tillNumber].filter(Boolean).join(' '),
        )}
      />
    ),
  },
  {
    id: 'status',
    header: 'Status',
    className: 'w-36 max-sm:w-30',
    cell: (row) => (
      <>
        <OrderBadge status={row.status} />
        {row.delivery === 'failed' && <span className="block text-xs text-danger-text">mail failed</span>}
        {row.delivery === 'pending' && <span className="block text-xs text-faint">sending…</span>}
      </>
    ),
  },
  {
    id: 'expected',
    header: 'Expected',
    className: 'w-28 max-md:hidden',
    cell: (row) => day(row.expectedOn, false),
  },
  {
    id: 'created',
    header: 'Written',
    className: 'w-32 max-md:hidden',
    cell: (row) => (
      <span className="text-muted">
        <Ago at={row.createdAt} />
      </span>
    ),
  },
  {
    id: 'total',
    header: 'Total',
    align: 'right',
    className: 'w-32 max-sm:w-24',
    cell: (row) => <Total order={row} />,
  },
]

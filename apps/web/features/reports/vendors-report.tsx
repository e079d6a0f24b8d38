'use client'

import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query'
import { Truck } from 'lucide-react'
import Link from 'next/link'
import { useMemo, useState } from 'react'
import { ExportMenu } from '@/components/export-menu'
import { Button } from '@/components/ui/button'
import { Card } from '@/components/ui/card'
import { DataTable } from '@/components/ui/data-table'
import { Screen } from '@/components/ui/page'
import { EmptyState, ErrorState, SkeletonRows } from '@/components/ui/states'
import { cn } from '@/lib/cn'
import { useStoreChoice } from '@/lib/me'
import { useFilters } from '@/lib/use-filters'
import { ReportTabs } from './report-tabs'
import { vendorColumns } from './vendor-columns'
import { vendorScores, type VendorScore } from './vendor-queries'
import { VendorSheet } from './vendor-sheet'

/** How each vendor delivered in the last year, worst first. */
export const VendorsReport = () => {
  const store = useStoreChoice()
  const { get, set } = useFilters()
  const sort = get('sort')
  const scores = vendorScores(sort, store?.id)
  const query = useInfiniteQuery({ ...scores, placeholderData: keepPreviousData })
  const rows = useMemo(() => query.data?.pages.flatMap((page) => page.items), [query.data])
  const [open, setOpen] = useState<string | null>(null)
  const columns = useMemo(() => vendorColumns(setOpen), [])
  return (
    <Screen title="Reports" actions={<ExportMenu of={scores} />}>
      <ReportTabs />
      <p className="text-sm text-muted">
        What vendors made of your orders in the last 365 days{store === null ? '' : ` for ${store.name}`}.
      </p>
      <Card className={cn('transition-opacity', query.isPlaceholderData && 'opacity-60')}>
        {rows === undefined ? (
          query.error === null ? (
            <SkeletonRows rows={8} />
          ) : (
            <ErrorState error={query.error} retry={() => void query.refetch()} />
          )
        ) : rows.length === 0 ? (
          <EmptyState
            icon={Truck}
            title="No approved orders in the last year"
            action={
              <Button asChild variant="primary">
                <Link href="/purchase-orders">See the orders</Link>
              </Button>
            }
          >
            Approve, send and receive purchase orders here: vendors are judged by them.
          </EmptyState>
        ) : (
          <DataTable
            caption="Vendors"
            columns={columns}
            rows={rows}
            keyOf={keyOf}
            rowHeight={49}
            sort={{ value: sort === '' ? 'late' : sort, onChange: (next) => set({ sort: next }) }}
            onRow={({ vendorId }) => setOpen(vendorId)}
            activeKey={open}
            more={{
              has: query.hasNextPage,
              busy: query.isFetchingNextPage,
              fetch: () => void query.fetchNextPage(),
            }}
          />
        )}
      </Card>
      {open !== null && <VendorSheet id={open} onClose={() => setOpen(null)} />}
    </Screen>
  )
}

const keyOf = ({ vendorId }: VendorScore): string => vendorId

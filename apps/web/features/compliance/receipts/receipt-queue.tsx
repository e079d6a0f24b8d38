'use client'

import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query'
import { CircleCheck } from 'lucide-react'
import { useMemo } from 'react'
import { Ago } from '@/components/ago'
import { Card } from '@/components/ui/card'
import { DataTable } from '@/components/ui/data-table'
import { Button } from '@/components/ui/button'
import { EmptyState, ErrorState, SkeletonRows } from '@/components/ui/states'
import { cn } from '@/lib/cn'
import { count } from '@/lib/format'
import { useCan } from '@/lib/me'
import { WATCHED_MS } from '../discrepancies/queries'
import { receiptList, type ReceiptFilters, type Receipts } from './queries'
import { receiptColumns } from './receipt-columns'
import { Filters } from './receipt-filters'
import { useRequeue } from './use-requeue'
import { StandingCounts } from './standing-counts'

/** The receipts of one store: how many stand where, and those that need somebody, the soonest due first. */
export const ReceiptQueue = ({
  storeId,
  filters,
  onFilter,
}: {
  storeId: string
  filters: ReceiptFilters
  onFilter: (changes: Readonly<Record<string, string | null>>) => void
}) => {
  const query = useInfiniteQuery({
    ...receiptList(filters, storeId),
    placeholderData: keepPreviousData,
    refetchInterval: WATCHED_MS,
  })
  const rows = useMemo(() => query.data?.pages.flatMap(({ items }) => items), [query.data])
  const mayCorrect = useCan('compliance.correct')
  const { one: requeue } = useRequeue(storeId)
  const columns = receiptColumns(mayCorrect ? requeue : null)
  const [first] = query.data?.pages ?? []
  if (rows === undefined || first === undefined)
    return (
      <Card>
        {query.error === null ? (
          <SkeletonRows rows={8} />
        ) : (
          <ErrorState error={query.error} retry={() => void query.refetch()} />
        )}
      </Card>
    )
  return (
    <>
      <StandingCounts
        receipts={first}
        chosen={filters.standing}
        onChoose={(standing) => onFilter({ standing })}
      />
      <Card className={cn('transition-opacity', query.isPlaceholderData && 'opacity-60')}>
        <Filters filters={filters} span={first} onChange={onFilter} />
        {rows.length === 0 ? (
          <Nothing filters={filters} receipts={first} onFilter={onFilter} />
        ) : (
          <DataTable
            caption="Receipts"
            columns={columns}
            rows={rows}
            keyOf={({ receiptId }) => receiptId}
            rowHeight={57}
            more={{
              has: query.hasNextPage,
              busy: query.isFetchingNextPage,
              fetch: () => void query.fetchNextPage(),
            }}
          />
        )}
        <p className="border-t px-4 py-2 text-xs text-faint">
          {first.comparedUntil === null ? (
            'Till and state were never compared here. Connect both under Settings, Connections.'
          ) : (
            <>
              Compared as far as both were read: <Ago at={first.comparedUntil} />
            </>
          )}
        </p>
      </Card>
    </>
  )
}

const Nothing = ({
  filters,
  receipts,
  onFilter,
}: {
  filters: ReceiptFilters
  receipts: Receipts
  onFilter: (changes: Readonly<Record<string, string | null>>) => void
}) => {
  const sold = Object.values(receipts.counts).reduce((sum, part) => sum + (part ?? 0), 0)
  if (sold === 0)
    return (
      <EmptyState icon={CircleCheck} title="No sale in these days">
        Nothing that the state follows was sold, or the till was not read yet.
      </EmptyState>
    )
  const uncovered = receipts.counts.out_of_reach ?? 0
  const title =
    filters.standing !== ''
      ? 'None stands like this'
      : uncovered === sold
        ? 'Nothing to compare yet'
        : 'Every sale that is covered is settled'
  return (
    <EmptyState
      icon={CircleCheck}
      title={title}
      action={
        <Button onClick={() => onFilter({ show: 'all', standing: null })}>
          Show all {count(sold)} receipts
        </Button>
      }
    >
      {filters.standing === '' &&
        (uncovered > 0
          ? `${count(uncovered)} were sold before both till and state were read: nothing can be said of them.`
          : 'The state knows of every sale of these days that it has to know of.')}
    </EmptyState>
  )
}

'use client'

import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query'
import { CircleCheck, SearchX } from 'lucide-react'
import { useMemo } from 'react'
import { ExportMenu } from '@/components/export-menu'
import { Button } from '@/components/ui/button'
import { Card } from '@/components/ui/card'
import { EmptyState, ErrorState, SkeletonRows } from '@/components/ui/states'
import { cn } from '@/lib/cn'
import { useMe, useStoreChoice } from '@/lib/me'
import { useFilters } from '@/lib/use-filters'
import { ComplianceScreen } from '../compliance-tabs'
import { ReconciliationViews } from '../reconciliations/reconciliation-views'
import { Filters } from './discrepancy-filters'
import { DiscrepancyRow } from './discrepancy-row'
import { discrepancyList, filtersOf, WATCHED_MS, type Discrepancy } from './queries'
import { useListKeys } from './use-list-keys'

/** Where shelf, till and state disagree: the soonest due, or the most dollars, first. */
export const DiscrepanciesScreen = () => {
  const store = useStoreChoice()
  const { stores } = useMe()
  const { get, set } = useFilters()
  const filters = filtersOf(get)
  const { listRef, searchRef, onKeyDown } = useListKeys()
  const query = useInfiniteQuery({
    ...discrepancyList(filters, store?.id),
    placeholderData: keepPreviousData,
    refetchInterval: WATCHED_MS,
  })
  const rows = useMemo(() => query.data?.pages.flatMap((page) => page.items), [query.data])
  return (
    <ComplianceScreen
      note="Where shelf, till and state disagree"
      actions={
        <>
          <ReconciliationViews />
          <ExportMenu of={discrepancyList(filters, store?.id)} />
        </>
      }
    >
      <Card className={cn('transition-opacity', query.isPlaceholderData && 'opacity-60')}>
        <Filters filters={filters} searchRef={searchRef} onChange={set} />
        {rows === undefined ? (
          query.error === null ? (
            <SkeletonRows rows={8} />
          ) : (
            <ErrorState error={query.error} retry={() => void query.refetch()} />
          )
        ) : rows.length === 0 ? (
          <Nothing
            narrowed={Object.values(filters).some((value) => value !== '')}
            onClear={() => set(CLEARED)}
          />
        ) : (
          <ul ref={listRef} onKeyDown={onKeyDown} aria-label="Discrepancies" className="divide-y">
            {rows.map((row: Discrepancy) => (
              <DiscrepancyRow key={row.id} row={row} showStore={store === null && stores.length > 1} />
            ))}
          </ul>
        )}
        {query.hasNextPage && (
          <div className="border-t p-2 text-center">
            <Button
              variant="ghost"
              busy={query.isFetchingNextPage}
              onClick={() => void query.fetchNextPage()}
            >
              Show more
            </Button>
          </div>
        )}
        {rows !== undefined && rows.length > 0 && (
          <p className="hidden border-t px-4 py-2 text-xs text-faint lg:block">
            <Key>j</Key> <Key>k</Key> move · <Key>Enter</Key> open · <Key>/</Key> search by tag
          </p>
        )}
      </Card>
    </ComplianceScreen>
  )
}

const CLEARED = { show: null, class: null, state: null, sort: null, tag: null }

const Nothing = ({ narrowed, onClear }: { narrowed: boolean; onClear: () => void }) =>
  narrowed ? (
    <EmptyState
      icon={SearchX}
      title="Nothing fits"
      action={<Button onClick={onClear}>Show everything open</Button>}
    >
      No discrepancy is like this. A tag is searched whole, all 24 characters.
    </EmptyState>
  ) : (
    <EmptyState icon={CircleCheck} title="Shelf, till and state agree">
      Nothing is open, as far as the last comparison could see. Under Due you find when each source was last
      read.
    </EmptyState>
  )

const Key = ({ children }: { children: string }) => (
  <kbd className="rounded border bg-sunken px-1 font-sans text-2xs">{children}</kbd>
)

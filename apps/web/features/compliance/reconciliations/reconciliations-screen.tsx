'use client'

import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query'
import { Scale } from 'lucide-react'
import { useMemo } from 'react'
import { ExportMenu } from '@/components/export-menu'
import { Card } from '@/components/ui/card'
import { DataTable } from '@/components/ui/data-table'
import { EmptyState, ErrorState, SkeletonRows } from '@/components/ui/states'
import { useMe, useStoreChoice } from '@/lib/me'
import { useFilters } from '@/lib/use-filters'
import { ComplianceScreen } from '../compliance-tabs'
import { WATCHED_MS } from '../discrepancies/queries'
import { runsList, type Run } from './queries'
import { ReconciliationViews } from './reconciliation-views'
import { runColumns } from './run-columns'
import { RunPanel } from './run-panel'

/** Every comparison of shelf, till and state: what it could see, what it found, and who signed it. */
export const ReconciliationsScreen = () => {
  const store = useStoreChoice()
  const { stores } = useMe()
  const { get, set } = useFilters()
  const query = useInfiniteQuery({
    ...runsList(store?.id),
    placeholderData: keepPreviousData,
    refetchInterval: WATCHED_MS,
  })
  const rows = useMemo(() => query.data?.pages.flatMap((page) => page.items), [query.data])
  const showStore = store === null && stores.length > 1
  const columns = useMemo(() => runColumns(showStore, (id) => set({ id })), [showStore, set])
  return (
    <ComplianceScreen
      note="Each comparison of shelf, till and state, and who signed it"
      actions={
        <>
          <ReconciliationViews />
          <ExportMenu of={runsList(store?.id)} />
        </>
      }
    >
      <Card>
        {rows === undefined ? (
          query.error === null ? (
            <SkeletonRows rows={8} />
          ) : (
            <ErrorState error={query.error} retry={() => void query.refetch()} />
          )
        ) : rows.length === 0 ? (
          <EmptyState icon={Scale} title="Nothing was compared yet">
            Once a till and the state’s register are connected under Settings, Connections, a store is
            compared whenever one of them tells something new, and every night. Under Due you can compare at
            once.
          </EmptyState>
        ) : (
          <DataTable
            caption="Reconciliations"
            columns={columns}
            rows={rows}
            keyOf={keyOf}
            rowHeight={53}
            activeKey={get('id')}
            onRow={(row) => set({ id: row.id })}
            more={{
              has: query.hasNextPage,
              busy: query.isFetchingNextPage,
              fetch: () => void query.fetchNextPage(),
            }}
          />
        )}
      </Card>
      {get('id') !== '' && <RunPanel key={get('id')} id={get('id')} onClose={() => set({ id: null })} />}
    </ComplianceScreen>
  )
}

const keyOf = (row: Run): string => row.id

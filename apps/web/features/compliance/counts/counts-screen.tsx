'use client'

import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query'
import { ListChecks, Plus } from 'lucide-react'
import { useRouter } from 'next/navigation'
import { useMemo, useState } from 'react'
import { ExportMenu } from '@/components/export-menu'
import { Button } from '@/components/ui/button'
import { Card } from '@/components/ui/card'
import { DataTable } from '@/components/ui/data-table'
import { Select } from '@/components/ui/input'
import { EmptyState, ErrorState, SkeletonRows } from '@/components/ui/states'
import { useCan, useMe, useStoreChoice } from '@/lib/me'
import { useFilters } from '@/lib/use-filters'
import { COUNT_STATUS } from '@/lib/words'
import { ComplianceScreen } from '../compliance-tabs'
import { countColumns } from './count-columns'
import { OpenCount } from './open-count'
import { sessionsList, type SessionItem } from './queries'

/** Every count of the shelves, newest first. */
export const CountsScreen = () => {
  const router = useRouter()
  const { get, set } = useFilters()
  const { stores } = useMe()
  const store = useStoreChoice()
  const mayCount = useCan('stock.count')
  const [opening, setOpening] = useState(false)
  const status = get('status')
  const query = useInfiniteQuery({ ...sessionsList(status, store?.id), placeholderData: keepPreviousData })
  const rows = useMemo(() => query.data?.pages.flatMap((page) => page.items), [query.data])
  const showStore = store === null && stores.length > 1
  const columns = useMemo(() => countColumns(showStore), [showStore])
  const start = mayCount && (
    <Button variant="primary" onClick={() => setOpening(true)}>
      <Plus /> Start a count
    </Button>
  )
  return (
    <ComplianceScreen
      note="Counts of the shelves, from the sheet to the signed correction"
      actions={
        <>
          <ExportMenu of={sessionsList(status, store?.id)} />
          {start}
        </>
      }
    >
      <Card>
        <div className="border-b p-3">
          <Select
            aria-label="State"
            value={status}
            onChange={(event) => set({ status: event.target.value })}
            className="w-40"
          >
            <option value="">Any state</option>
            {Object.entries(COUNT_STATUS).map(([value, { label }]) => (
              <option key={value} value={value}>
                {label}
              </option>
            ))}
          </Select>
        </div>
        {rows === undefined ? (
          query.error === null ? (
            <SkeletonRows rows={6} />
          ) : (
            <ErrorState error={query.error} retry={() => void query.refetch()} />
          )
        ) : rows.length === 0 ? (
          <EmptyState
            icon={ListChecks}
            title={status === '' ? 'Nothing was counted yet' : 'No count in this state'}
            action={start}
          >
            Count a room, a category or what is at most risk, on a phone at the shelf. Differences are
            reviewed and signed before they change the stock.
          </EmptyState>
        ) : (
          <DataTable
            caption="Counts"
            columns={columns}
            rows={rows}
            keyOf={keyOf}
            rowHeight={53}
            onRow={(row) => router.push(`/compliance/counts/${row.id}`)}
            more={{
              has: query.hasNextPage,
              busy: query.isFetchingNextPage,
              fetch: () => void query.fetchNextPage(),
            }}
          />
        )}
      </Card>
      {opening && <OpenCount onClose={() => setOpening(false)} />}
    </ComplianceScreen>
  )
}

const keyOf = (row: SessionItem): string => row.id

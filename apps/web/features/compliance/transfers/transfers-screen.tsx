'use client'

import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query'
import { Truck } from 'lucide-react'
import { useMemo } from 'react'
import { ExportMenu } from '@/components/export-menu'
import { Button } from '@/components/ui/button'
import { Card } from '@/components/ui/card'
import { EmptyState, ErrorState, SkeletonRows } from '@/components/ui/states'
import { Segmented } from '@/components/ui/tabs'
import { cn } from '@/lib/cn'
import { useMe, useStoreChoice } from '@/lib/me'
import { useFilters } from '@/lib/use-filters'
import { ComplianceScreen } from '../compliance-tabs'
import { DeliveryRow } from './delivery-row'
import { transferList } from './queries'

/** Deliveries the state knows of: what comes and waits, then what was received. */
export const TransfersScreen = () => {
  const store = useStoreChoice()
  const { stores } = useMe()
  const { get, set } = useFilters()
  const show = get('show')
  const query = useInfiniteQuery({
    ...transferList(show, store?.id),
    placeholderData: keepPreviousData,
    refetchInterval: 60_000,
  })
  const rows = useMemo(() => query.data?.pages.flatMap(({ items }) => items), [query.data])
  return (
    <ComplianceScreen
      note="Deliveries as the state’s system lists them"
      actions={
        <>
          <ExportMenu of={transferList(show, store?.id)} />
          <Segmented
            label="Show"
            value={show === '' ? 'coming' : show}
            onChange={(next) => set({ show: next === 'coming' ? null : next })}
            options={[
              { value: 'coming', label: 'Coming' },
              { value: 'received', label: 'Received' },
            ]}
          />
        </>
      }
    >
      <Card className={cn('overflow-hidden transition-opacity', query.isPlaceholderData && 'opacity-60')}>
        {rows === undefined ? (
          query.error === null ? (
            <SkeletonRows rows={5} />
          ) : (
            <ErrorState error={query.error} retry={() => void query.refetch()} />
          )
        ) : rows.length === 0 ? (
          <EmptyState
            icon={Truck}
            title={show === 'received' ? 'Nothing was received yet' : 'Nothing is on its way'}
          >
            Manifests appear here as soon as the state’s system lists them for your licence.
          </EmptyState>
        ) : (
          <ul aria-label="Deliveries" className="divide-y">
            {rows.map((row) => (
              <DeliveryRow
                key={`${row.connectionId} ${row.externalId}`}
                row={row}
                showStore={store === null && stores.length > 1}
              />
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
      </Card>
    </ComplianceScreen>
  )
}

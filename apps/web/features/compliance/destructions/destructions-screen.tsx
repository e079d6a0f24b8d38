'use client'

import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query'
import { Flame, Plus } from 'lucide-react'
import { useMemo } from 'react'
import { ExportMenu } from '@/components/export-menu'
import { Button } from '@/components/ui/button'
import { Card } from '@/components/ui/card'
import { DataTable } from '@/components/ui/data-table'
import { EmptyState, ErrorState, Notice, SkeletonRows } from '@/components/ui/states'
import { useCan, useMe, useStoreChoice } from '@/lib/me'
import { useFilters } from '@/lib/use-filters'
import { ComplianceScreen } from '../compliance-tabs'
import { destructionColumns } from './destruction-columns'
import { FootageCard } from './footage-card'
import { destructionsList, type Destruction } from './queries'
import { RecordDestruction } from './record-destruction'

/** Goods destroyed before a camera and a witness, and the footage that shows it. */
export const DestructionsScreen = () => {
  const { get, set } = useFilters()
  const { stores } = useMe()
  const store = useStoreChoice()
  const mayDestroy = useCan('inventory.destroy')
  const recallId = get('recall')
  const query = useInfiniteQuery({
    ...destructionsList(recallId, store?.id),
    placeholderData: keepPreviousData,
  })
  const rows = useMemo(() => query.data?.pages.flatMap((page) => page.items), [query.data])
  const showStore = store === null && stores.length > 1
  const columns = useMemo(() => destructionColumns(stores, showStore), [stores, showStore])
  const record = mayDestroy && (
    <Button variant="primary" onClick={() => set({ new: '1' })}>
      <Plus /> Record a destruction
    </Button>
  )
  return (
    <ComplianceScreen
      note="Goods destroyed before a camera and a witness"
      actions={
        <>
          <ExportMenu of={destructionsList(recallId, store?.id)} />
          {record}
        </>
      }
    >
      {recallId !== '' && (
        <Notice
          action={
            <Button size="sm" onClick={() => set({ recall: null })}>
              Show all
            </Button>
          }
        >
          Only what was destroyed for one recall.
        </Notice>
      )}
      <Card>
        {rows === undefined ? (
          query.error === null ? (
            <SkeletonRows rows={6} />
          ) : (
            <ErrorState error={query.error} retry={() => void query.refetch()} />
          )
        ) : rows.length === 0 ? (
          <EmptyState icon={Flame} title="Nothing was destroyed" action={record}>
            When goods are made unusable, record how much, why and how, who watched, and which camera saw it.
            They leave the stock with that.
          </EmptyState>
        ) : (
          <DataTable
            caption="Destructions"
            columns={columns}
            rows={rows}
            keyOf={keyOf}
            rowHeight={57}
            more={{
              has: query.hasNextPage,
              busy: query.isFetchingNextPage,
              fetch: () => void query.fetchNextPage(),
            }}
          />
        )}
      </Card>
      <FootageCard />
      {get('new') === '1' && mayDestroy && (
        <RecordDestruction recallId={recallId} onClose={() => set({ new: null })} />
      )}
    </ComplianceScreen>
  )
}

const keyOf = (row: Destruction): string => row.id

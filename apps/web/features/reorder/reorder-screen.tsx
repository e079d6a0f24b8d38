'use client'

import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query'
import { CircleCheck } from 'lucide-react'
import Link from 'next/link'
import { useCallback, useEffect, useMemo, useState } from 'react'
import { ExportMenu } from '@/components/export-menu'
import { Button } from '@/components/ui/button'
import { Card } from '@/components/ui/card'
import { DataTable } from '@/components/ui/data-table'
import { Screen } from '@/components/ui/page'
import { EmptyState, ErrorState, SkeletonRows } from '@/components/ui/states'
import type { ReorderItem } from '@/lib/contract'
import { day } from '@/lib/format'
import { useCan, useStoreChoice } from '@/lib/me'
import { useFilters } from '@/lib/use-filters'
import { DraftBar } from './draft-bar'
import { reorderList } from './queries'
import { reorderColumns } from './reorder-columns'
import { ReorderFiltersBar } from './reorder-filters'
import { groupOf, keyOf, orderable, type Quantities } from './selection'
import { useDraft } from './use-draft'
import { useOpenDrafts } from './use-open-drafts'
import { VendorHead } from './vendor-head'

/** What to order and why, by vendor; chosen rows become draft purchase orders. */
export const ReorderScreen = () => {
  const store = useStoreChoice()
  const { get, set } = useFilters()
  const filters = { search: get('search'), vendorId: get('vendorId'), status: get('status') }
  const query = useInfiniteQuery({ ...reorderList(filters, store?.id), placeholderData: keepPreviousData })
  const { hasNextPage, isFetchingNextPage, fetchNextPage } = query
  useEffect(() => {
    if (hasNextPage && !isFetchingNextPage) void fetchNextPage()
  }, [hasNextPage, isFetchingNextPage, fetchNextPage])
  const rows = useMemo(() => query.data?.pages.flatMap((page) => page.items), [query.data])
  const filtered = Object.values(filters).some((value) => value !== '')
  return (
    <Screen
      title="Reorder"
      note={
        rows?.[0] === undefined
          ? 'What to order, and why'
          : `Planned from ${day(rows[0].planDay)}, most dollars at risk first`
      }
      actions={
        <>
          <ExportMenu of={reorderList(filters, store?.id)} />
          <Button asChild>
            <Link href="/purchase-orders?status=draft">Draft orders</Link>
          </Button>
        </>
      }
    >
      <Card>
        <ReorderFiltersBar filters={filters} onChange={set} />
        {rows === undefined ? (
          query.error === null ? (
            <SkeletonRows rows={14} />
          ) : (
            <ErrorState error={query.error} retry={() => void query.refetch()} />
          )
        ) : rows.length === 0 ? (
          <EmptyState
            icon={CircleCheck}
            title={filtered ? 'Nothing fits these filters' : 'Nothing needs ordering'}
            action={
              !filtered && (
                <Button asChild>
                  <Link href="/products?status=unknown">Products without known stock</Link>
                </Button>
              )
            }
          >
            {filtered
              ? 'Clear a filter to see more.'
              : 'Suggestions appear when a product will run out before the next delivery could come. They need sales, a forecast and stock on hand.'}
          </EmptyState>
        ) : (
          <Workbench rows={rows} showStore={store === null} />
        )}
      </Card>
    </Screen>
  )
}

const Workbench = ({ rows, showStore }: { rows: readonly ReorderItem[]; showStore: boolean }) => {
  const mayDraft = useCan('purchasing.edit')
  const draft = useDraft()
  const drafts = useOpenDrafts()
  const [typed, setTyped] = useState<Quantities>({})
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set())
  const onType = useCallback(
    (key: string, value: string) => setTyped((old) => ({ ...old, [key]: value })),
    [],
  )
  const toggle = useCallback((keys: readonly string[], on: boolean) => {
    setChosen((old) => {
      const next = new Set(old)
      for (const key of keys)
        if (on) next.add(key)
        else next.delete(key)
      return next
    })
  }, [])
  const columns = useMemo(
    () => reorderColumns({ typed, onType, readOnly: !mayDraft, showStore }),
    [typed, onType, mayDraft, showStore],
  )
  const byKey = useMemo(() => new Map(rows.map((row) => [keyOf(row), row])), [rows])
  const order = (wanted: readonly ReorderItem[]): void => {
    draft.mutate({ rows: wanted, all: rows, typed }, { onSuccess: () => setChosen(new Set()) })
  }
  const can = (key: string): boolean => {
    const row = byKey.get(key)
    return row !== undefined && orderable(row, typed)
  }
  const chosenRows = rows.filter((row) => chosen.has(keyOf(row)) && orderable(row, typed))
  return (
    <>
      <DataTable
        caption="Products to order"
        columns={columns}
        rows={rows}
        keyOf={keyOf}
        rowHeight={49}
        group={{
          of: groupOf,
          render: (members) => (
            <VendorHead
              rows={members}
              typed={typed}
              showStore={showStore}
              busy={draft.isPending}
              draft={members[0] === undefined ? undefined : drafts.get(groupOf(members[0]))}
              onDraft={mayDraft ? () => order(members.filter((row) => orderable(row, typed))) : null}
            />
          ),
        }}
        {...(mayDraft
          ? { selection: { keys: chosen, toggle, label: (key) => byKey.get(key)?.name ?? '', can } }
          : {})}
      />
      {mayDraft && (
        <DraftBar
          rows={chosenRows}
          typed={typed}
          busy={draft.isPending}
          onDraft={() => order(chosenRows)}
          onClear={() => setChosen(new Set())}
        />
      )}
    </>
  )
}

'use client'

import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query'
import { Plus, Truck } from 'lucide-react'
import { useCallback, useMemo, useState } from 'react'
import { ExportMenu } from '@/components/export-menu'
import { Badge } from '@/components/ui/badge'
import { Button } from '@/components/ui/button'
import { Card } from '@/components/ui/card'
import { DataTable, TwoLines, type Column } from '@/components/ui/data-table'
import { SearchInput } from '@/components/ui/input'
import { EmptyState, ErrorState, SkeletonRows } from '@/components/ui/states'
import type { Vendor } from '@/lib/contract'
import { count } from '@/lib/format'
import { useCan, useMoney } from '@/lib/me'
import { list } from '@/lib/question'
import { useFilters } from '@/lib/use-filters'
import { useTyped } from '@/lib/use-typed'
import { SettingsScreen } from './settings-tabs'
import { VendorPanel, WEEKDAYS } from './vendor-panel'

/** Who the shop buys from: lead times, order days and minimums decide when and what to order. */
export const VendorsSettings = () => {
  const { get, set } = useFilters()
  const mayEdit = useCan('vendors.edit')
  const search = get('search')
  const [text, setText] = useTyped(
    search,
    useCallback((value: string) => set({ search: value }), [set]),
  )
  const [adding, setAdding] = useState(false)
  const vendors = list('/vendors', { query: { search, limit: 100 } })
  const query = useInfiniteQuery({
    ...vendors,
    placeholderData: keepPreviousData,
  })
  const rows = useMemo(() => query.data?.pages.flatMap((page) => page.items), [query.data])
  const open = rows?.find(({ id }) => id === get('id'))
  const close = (): void => {
    setAdding(false)
    set({ id: null })
  }
  return (
    <SettingsScreen
      actions={
        <>
          <ExportMenu of={vendors} />
          {mayEdit && (
            <Button onClick={() => setAdding(true)}>
              <Plus /> Add a vendor
            </Button>
          )}
        </>
      }
    >
      <Card>
        <div className="border-b p-3">
          <SearchInput
            aria-label="Search vendors"
            placeholder="Search vendors"
            value={text}
            onChange={(event) => setText(event.target.value)}
            className="max-w-72"
          />
        </div>
        {rows === undefined ? (
          query.error === null ? (
            <SkeletonRows rows={6} />
          ) : (
            <ErrorState error={query.error} retry={() => void query.refetch()} />
          )
        ) : rows.length === 0 ? (
          <EmptyState icon={Truck} title={search === '' ? 'No vendors yet' : 'No vendor found'}>
            {search === '' &&
              'Vendors named in imported files appear by themselves; others can be added here.'}
          </EmptyState>
        ) : (
          <DataTable
            caption="Vendors"
            columns={COLUMNS}
            rows={rows}
            keyOf={keyOf}
            rowHeight={49}
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
      {(adding || open !== undefined) && (
        <VendorPanel key={open?.version ?? 'new'} vendor={open ?? null} readOnly={!mayEdit} onClose={close} />
      )}
    </SettingsScreen>
  )
}

const keyOf = (row: Vendor): string => row.id

const Minimum = ({ minor }: { minor: number }) => {
  const { money } = useMoney()
  return minor === 0 ? <span className="text-faint">none</span> : money(minor)
}

const Name = ({ vendor }: { vendor: Vendor }) => {
  const { set } = useFilters()
  return (
    <TwoLines
      first={
        <button
          type="button"
          onClick={() => set({ id: vendor.id })}
          className="rounded-sm font-medium hover:text-accent-text hover:underline"
        >
          {vendor.name}
        </button>
      }
      second={vendor.email ?? 'no e-mail address'}
    />
  )
}

const COLUMNS: readonly Column<Vendor>[] = [
  { id: 'name', header: 'Vendor', cell: (row) => <Name vendor={row} /> },
  {
    id: 'lead',
    header: 'Lead time',
    align: 'right',
    className: 'w-28 max-sm:w-22',
    cell: (row) => `${row.leadTimeDays} ± ${row.leadTimeSpreadDays} d`,
  },
  {
    id: 'days',
    header: 'Order days',
    className: 'w-36 max-md:hidden',
    cell: (row) =>
      row.orderWeekdays.length === 0
        ? 'any'
        : row.orderWeekdays.map((weekday) => WEEKDAYS[weekday]).join(', '),
  },
  {
    id: 'review',
    header: 'Review',
    align: 'right',
    className: 'w-24 max-lg:hidden',
    cell: (row) => `${row.reviewDays} d`,
  },
  {
    id: 'minimum',
    header: 'Minimum',
    align: 'right',
    className: 'w-28 max-md:hidden',
    cell: (row) => <Minimum minor={row.minimumOrderMinor} />,
  },
  {
    id: 'products',
    header: 'Products',
    align: 'right',
    className: 'w-24 max-sm:w-20',
    cell: (row) => count(row.productCount),
  },
  {
    id: 'state',
    header: <span className="sr-only">State</span>,
    className: 'w-24 max-md:hidden',
    cell: (row) => (row.active ? null : <Badge>Not used</Badge>),
  },
]

'use client'

import { keepPreviousData, useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { ChartColumn } from 'lucide-react'
import { useMemo } from 'react'
import { ExportMenu } from '@/components/export-menu'
import { Card } from '@/components/ui/card'
import { DataTable } from '@/components/ui/data-table'
import { Field } from '@/components/ui/field'
import { Input } from '@/components/ui/input'
import { Screen, Stat } from '@/components/ui/page'
import { EmptyState, ErrorState, SkeletonRows } from '@/components/ui/states'
import { Segmented } from '@/components/ui/tabs'
import { dashboardOf } from '@/features/dashboard/queries'
import { cn } from '@/lib/cn'
import type { SalesReport as Report, SalesRow } from '@/lib/contract'
import { addDays, daysFrom, todayIn } from '@/lib/day'
import { count, percent, quantity } from '@/lib/format'
import { useMe, useMoney, useStoreChoice, useTimeZone } from '@/lib/me'
import { list } from '@/lib/question'
import { useFilters } from '@/lib/use-filters'
import { salesParams } from './queries'
import { ReportTabs } from './report-tabs'
import { SALES_BY, salesBy } from './sales-by'
import { SalesChart } from './sales-chart'
import { salesColumns } from './sales-columns'

const SPANS = [
  { value: '7', label: '7 d' },
  { value: '30', label: '30 d' },
  { value: '90', label: '90 d' },
  { value: '365', label: '1 y' },
] as const

/** The span asked for: by dates, else so many days up to the last day with sales. */
const useSpan = () => {
  const { get, set } = useFilters()
  const store = useStoreChoice()
  const zone = useTimeZone()
  const { data } = useQuery(dashboardOf(store?.id))
  const last = get('to') || data?.asOf || todayIn(zone)
  const from = get('from') || addDays(last, -29)
  return { from, to: last, set, ready: get('to') !== '' || data !== undefined }
}

/** Sales of a span by day, category, product, brand or store. */
export const SalesReport = () => {
  const store = useStoreChoice()
  const { stores } = useMe()
  const { get } = useFilters()
  const { from, to, set, ready } = useSpan()
  const by = salesBy(get('by'))
  const sales = list('/reports/sales', salesParams({ from, to, by, storeId: store?.id }))
  const query = useInfiniteQuery({
    ...sales,
    enabled: ready,
    placeholderData: keepPreviousData,
  })
  const rows = useMemo(() => query.data?.pages.flatMap((page) => page.items), [query.data])
  const totals = query.data?.pages[0]?.totals
  const columns = useMemo(() => salesColumns(by), [by])
  const span = String(daysFrom(from, to) + 1)
  return (
    <Screen title="Reports" actions={<ExportMenu of={sales} />}>
      <ReportTabs />
      <div className="flex flex-wrap items-end gap-x-4 gap-y-3">
        <Segmented
          label="By"
          value={by}
          onChange={(value) => set({ by: value === 'day' ? null : value })}
          options={SALES_BY.filter(({ value }) => value !== 'store' || stores.length > 1)}
        />
        <Segmented
          label="Span"
          value={span}
          onChange={(days) => set({ from: addDays(to, 1 - Number(days)), to })}
          options={SPANS}
        />
        <div className="flex gap-2">
          <Field label="From">
            <Input
              type="date"
              value={from}
              max={to}
              onChange={(event) => set({ from: event.target.value, to })}
              className="w-36"
            />
          </Field>
          <Field label="To">
            <Input
              type="date"
              value={to}
              min={from}
              onChange={(event) => set({ from, to: event.target.value })}
              className="w-36"
            />
          </Field>
        </div>
      </div>
      {totals !== undefined && <Totals totals={totals} />}
      <Card className={cn('transition-opacity', query.isPlaceholderData && 'opacity-60')}>
        {rows === undefined ? (
          query.error === null ? (
            <SkeletonRows rows={10} />
          ) : (
            <ErrorState error={query.error} retry={() => void query.refetch()} />
          )
        ) : rows.length === 0 ? (
          <EmptyState icon={ChartColumn} title="No sales in this span" />
        ) : (
          <>
            <SalesChart rows={rows} by={by} />
            <DataTable
              caption={`Sales by ${by}`}
              columns={columns}
              rows={by === 'day' ? rows.toReversed() : rows}
              keyOf={keyOf}
              rowHeight={41}
              more={{
                has: query.hasNextPage,
                busy: query.isFetchingNextPage,
                fetch: () => void query.fetchNextPage(),
              }}
            />
          </>
        )}
      </Card>
    </Screen>
  )
}

const keyOf = (row: SalesRow): string => row.key

const Totals = ({ totals }: { totals: Report['totals'] }) => {
  const { money } = useMoney()
  const margin =
    totals.costMinor === null || totals.netMinor === 0 ? null : 1 - totals.costMinor / totals.netMinor
  return (
    <Card>
      <dl className="grid grid-cols-2 gap-4 p-4 sm:grid-cols-3 xl:grid-cols-6">
        <Stat label="Net sales" value={money(totals.netMinor)} note="after discounts and returns" />
        <Stat label="Gross sales" value={money(totals.grossMinor)} />
        <Stat label="Discounts" value={money(totals.discountMinor)} />
        <Stat label="Tax" value={money(totals.taxMinor)} />
        <Stat
          label="Margin"
          value={margin === null ? '–' : percent(margin, 1)}
          note={
            totals.costMinor === null
              ? 'the cost of some lines is unknown'
              : money(totals.netMinor - totals.costMinor)
          }
        />
        <Stat label="Receipts" value={count(totals.receipts)} note={`${quantity(totals.units, 0)} units`} />
      </dl>
    </Card>
  )
}

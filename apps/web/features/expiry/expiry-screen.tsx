'use client'

import { keepPreviousData, useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { CalendarClock } from 'lucide-react'
import { useMemo, useState } from 'react'
import { ExportMenu } from '@/components/export-menu'
import { BarList } from '@/components/charts/bars'
import { Card, CardHead } from '@/components/ui/card'
import { DataTable } from '@/components/ui/data-table'
import { Field } from '@/components/ui/field'
import { Select } from '@/components/ui/input'
import { Screen, Stat } from '@/components/ui/page'
import { EmptyState, ErrorState, SkeletonRows } from '@/components/ui/states'
import { cn } from '@/lib/cn'
import { count, day } from '@/lib/format'
import { useMoney, useStoreChoice } from '@/lib/me'
import { useFilters } from '@/lib/use-filters'
import { expiryColumns } from './expiry-columns'
import { ExpirySheet } from './expiry-sheet'
import { expiryLots, expirySummary, type ExpiryFilters, type ExpiryLot, type ExpirySummary } from './queries'

const WITHIN = [30, 60, 90, 180] as const

const useExpiryFilters = (): ExpiryFilters & { set: ReturnType<typeof useFilters>['set'] } => {
  const store = useStoreChoice()
  const { get, set } = useFilters()
  return {
    storeId: store?.id,
    within: WITHIN.find((days) => String(days) === get('within')) ?? 60,
    sort: get('sort') === 'day' ? 'day' : 'waste',
    show: get('show') === 'all' ? 'all' : 'waste',
    set,
  }
}

/** Lots that leave sale soon, what will be left of them, and the way out that saves most. */
export const ExpiryScreen = () => {
  const { set, ...filters } = useExpiryFilters()
  const lots = expiryLots(filters)
  const query = useInfiniteQuery({ ...lots, placeholderData: keepPreviousData })
  const summary = useQuery({ ...expirySummary(filters), placeholderData: keepPreviousData })
  const rows = useMemo(() => query.data?.pages.flatMap((page) => page.items), [query.data])
  const [open, setOpen] = useState<string | null>(null)
  const columns = useMemo(() => expiryColumns(setOpen, filters.storeId === undefined), [filters.storeId])
  return (
    <Screen
      title="Expiry"
      note="What will be left of each lot when its day comes, sold first to expire first"
      actions={<ExportMenu of={lots} />}
    >
      <div className="flex flex-wrap gap-3">
        <Field label="Leaves sale within" className="w-36">
          <Select value={filters.within} onChange={(event) => set({ within: event.target.value })}>
            {WITHIN.map((days) => (
              <option key={days} value={days}>
                {days} days
              </option>
            ))}
          </Select>
        </Field>
        <Field label="Show" className="w-52">
          <Select value={filters.show} onChange={(event) => set({ show: event.target.value })}>
            <option value="waste">What will be left over</option>
            <option value="all">All lots</option>
          </Select>
        </Field>
      </div>
      {summary.data !== undefined && summary.data.lots > 0 && <Sums summary={summary.data} />}
      <Card className={cn('transition-opacity', query.isPlaceholderData && 'opacity-60')}>
        {rows === undefined ? (
          query.error === null ? (
            <SkeletonRows rows={10} />
          ) : (
            <ErrorState error={query.error} retry={() => void query.refetch()} />
          )
        ) : rows.length === 0 ? (
          <EmptyState icon={CalendarClock} title="Nothing is expected to expire unsold">
            Lots appear here once they have an expiry day and more on hand than the forecast will sell by
            then.
          </EmptyState>
        ) : (
          <DataTable
            caption="Lots that leave sale"
            columns={columns}
            rows={rows}
            keyOf={keyOf}
            rowHeight={49}
            sort={{ value: filters.sort, onChange: (sort) => set({ sort }) }}
            onRow={({ lotId }) => setOpen(lotId)}
            activeKey={open}
            more={{
              has: query.hasNextPage,
              busy: query.isFetchingNextPage,
              fetch: () => void query.fetchNextPage(),
            }}
          />
        )}
      </Card>
      {open !== null && <ExpirySheet id={open} onClose={() => setOpen(null)} />}
    </Screen>
  )
}

const Sums = ({ summary }: { summary: ExpirySummary }) => {
  const { money } = useMoney()
  return (
    <div className="grid gap-4 lg:grid-cols-2">
      <Card>
        <dl className="grid grid-cols-2 gap-4 p-4">
          <Stat
            label="Expected waste"
            value={money(summary.wasteMinor)}
            note={`at cost, of ${count(summary.lots)} ${summary.lots === 1 ? 'lot' : 'lots'}`}
          />
          <Stat
            label="At price"
            value={money(summary.wasteAtPriceMinor)}
            note="what it would have sold for"
          />
          <Stat
            label="Can be saved"
            value={money(summary.savedMinor)}
            note="taking the recommended way with each"
          />
          <Stat label="Decided" value={count(summary.decided)} note={`of ${count(summary.lots)}`} />
        </dl>
      </Card>
      <Card>
        <CardHead title="By week" note="Waste at cost" />
        <div className="px-4 pb-4">
          <BarList
            label="Waste by week"
            rows={summary.weeks.slice(0, 8).map(({ week, wasteMinor }) => ({
              key: week,
              label: `Week of ${day(week, false)}`,
              value: wasteMinor,
              shown: money(wasteMinor, true),
            }))}
          />
        </div>
      </Card>
    </div>
  )
}

const keyOf = ({ lotId }: ExpiryLot): string => lotId

'use client'

import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query'
import { PackageOpen } from 'lucide-react'
import Link from 'next/link'
import { useMemo } from 'react'
import { ExportMenu } from '@/components/export-menu'
import { Card } from '@/components/ui/card'
import { DataTable, TwoLines, dotted, type Column } from '@/components/ui/data-table'
import { Field } from '@/components/ui/field'
import { Input } from '@/components/ui/input'
import { Screen, Stat } from '@/components/ui/page'
import { EmptyState, ErrorState, SkeletonRows } from '@/components/ui/states'
import { cn } from '@/lib/cn'
import type { ValuationItem } from '@/lib/contract'
import { todayIn } from '@/lib/day'
import { count, day, quantity } from '@/lib/format'
import { useMoney, useStoreChoice, useTimeZone } from '@/lib/me'
import { paths } from '@/lib/paths'
import { list } from '@/lib/question'
import { useFilters } from '@/lib/use-filters'
import { categoryName } from '@/lib/words'
import { valuationParams } from './queries'
import { ReportTabs } from './report-tabs'

/** What was on the shelves at the end of a day, at cost. */
export const ValuationReport = () => {
  const store = useStoreChoice()
  const zone = useTimeZone()
  const { money } = useMoney()
  const { get, set } = useFilters()
  const today = todayIn(zone)
  const asOf = get('asOf') || today
  const valuation = list('/reports/valuation', valuationParams(asOf, store?.id))
  const query = useInfiniteQuery({
    ...valuation,
    placeholderData: keepPreviousData,
  })
  const rows = useMemo(() => query.data?.pages.flatMap((page) => page.items), [query.data])
  const head = query.data?.pages[0]
  return (
    <Screen title="Reports" actions={<ExportMenu of={valuation} />}>
      <ReportTabs />
      <Field label="At the end of" className="w-40">
        <Input type="date" value={asOf} max={today} onChange={(event) => set({ asOf: event.target.value })} />
      </Field>
      {head !== undefined && (
        <Card>
          <dl className="grid grid-cols-2 gap-4 p-4 sm:grid-cols-3">
            <Stat
              label="Stock at cost"
              value={money(head.totalMinor)}
              note={`at the end of ${day(head.asOf)}`}
            />
            <Stat
              label="Not valued"
              value={count(head.unknownProducts)}
              note="products whose stock is unknown"
            />
            <Stat
              label="Without a cost"
              value={count(head.unknownCostProducts)}
              note="products in stock that the sum leaves out"
            />
          </dl>
        </Card>
      )}
      <Card className={cn('transition-opacity', query.isPlaceholderData && 'opacity-60')}>
        {rows === undefined ? (
          query.error === null ? (
            <SkeletonRows rows={10} />
          ) : (
            <ErrorState error={query.error} retry={() => void query.refetch()} />
          )
        ) : rows.length === 0 ? (
          <EmptyState icon={PackageOpen} title="No stock is known for this day">
            Stock is valued from the first count, inventory file or delivery on.
          </EmptyState>
        ) : (
          <DataTable
            caption="Stock at cost"
            columns={COLUMNS}
            rows={rows}
            keyOf={keyOf}
            rowHeight={49}
            more={{
              has: query.hasNextPage,
              busy: query.isFetchingNextPage,
              fetch: () => void query.fetchNextPage(),
            }}
          />
        )}
      </Card>
    </Screen>
  )
}

const keyOf = (row: ValuationItem): string => row.productId

const Cost = ({ cost }: { cost: string | null }) => {
  const { price } = useMoney()
  return cost === null ? <span className="text-faint">unknown</span> : price(cost)
}
const Value = ({ minor }: { minor: number | null }) => {
  const { money } = useMoney()
  return minor === null ? <span className="text-faint">unknown</span> : money(minor)
}

const COLUMNS: readonly Column<ValuationItem>[] = [
  {
    id: 'name',
    header: 'Product',
    cell: (row) => (
      <TwoLines
        first={
          <Link
            href={paths.product(row.productId)}
            className="font-medium hover:text-accent-text hover:underline"
          >
            {row.name}
          </Link>
        }
        second={dotted(row.sku, categoryName(row.category))}
      />
    ),
  },
  {
    id: 'quantity',
    header: 'Quantity',
    align: 'right',
    className: 'w-28 max-sm:w-20',
    cell: (row) => quantity(row.quantity),
  },
  {
    id: 'cost',
    header: 'Unit cost',
    align: 'right',
    className: 'w-32 max-sm:hidden',
    cell: (row) => <Cost cost={row.unitCost} />,
  },
  {
    id: 'value',
    header: 'Value',
    align: 'right',
    className: 'w-36 max-sm:w-28 font-medium',
    cell: (row) => <Value minor={row.valueMinor} />,
  },
]

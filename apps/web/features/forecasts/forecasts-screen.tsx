'use client'

import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query'
import { TrendingUp } from 'lucide-react'
import Link from 'next/link'
import { useMemo } from 'react'
import { ExportMenu } from '@/components/export-menu'
import { Button } from '@/components/ui/button'
import { Card, CardHead } from '@/components/ui/card'
import { DataTable } from '@/components/ui/data-table'
import { Screen } from '@/components/ui/page'
import { EmptyState, ErrorState, SkeletonRows } from '@/components/ui/states'
import { Segmented } from '@/components/ui/tabs'
import { cn } from '@/lib/cn'
import { count, percent, quantity } from '@/lib/format'
import { useMoney, useStoreChoice } from '@/lib/me'
import { useFilters } from '@/lib/use-filters'
import { LevelChart } from './level-chart'
import { levelColumns, levelName } from './level-columns'
import { LevelPath } from './level-path'
import { levelsOf, type Level, type LevelNode, type Levels } from './queries'

const HORIZONS = [
  { value: '7', label: '7 days' },
  { value: '14', label: '14 days' },
  { value: '28', label: '28 days' },
  { value: '60', label: '60 days' },
] as const
type Horizon = (typeof HORIZONS)[number]['value']

/** What every store, category, line and product will sell; from the whole down to its parts. */
export const ForecastsScreen = () => {
  const { node, horizon, open, back, choose } = useNode()
  const days = Number(horizon)
  const { money } = useMoney()
  const ask = levelsOf(node, days)
  const query = useInfiniteQuery({ ...ask, placeholderData: keepPreviousData })
  const rows = useMemo(() => query.data?.pages.flatMap((page) => page.items), [query.data])
  const first = query.data?.pages[0]
  const columns = useMemo(
    () => levelColumns(days, money, node.storeId, open),
    [days, money, node.storeId, open],
  )
  const self = first?.node
  return (
    <Screen
      title="Forecasts"
      note="What will sell, from all stores down to one product. The totals agree."
      actions={
        <>
          <Segmented label="Days ahead" value={horizon} onChange={choose} options={HORIZONS} />
          <ExportMenu of={ask} />
        </>
      }
    >
      {first !== undefined && <LevelPath path={first.path} onOpen={back} />}
      {self != null && (
        <LevelChart
          node={node}
          name={levelName(self)}
          days={days}
          note={`${quantity(self.units, 0)} units${self.dollarsMinor === null ? '' : `, ${money(self.dollarsMinor, true)}`} expected in the next ${days} days; ${quantity(self.soldUnits, 0)} sold in the ${days} before`}
        />
      )}
      <Card className={cn('transition-opacity', query.isPlaceholderData && 'opacity-60')}>
        {first?.choice != null && <CardHead title="What it is made of" note={howKept(first.choice)} />}
        {rows === undefined ? (
          query.error === null ? (
            <SkeletonRows rows={8} />
          ) : (
            <ErrorState error={query.error} retry={() => void query.refetch()} />
          )
        ) : rows.length === 0 ? (
          <EmptyState
            icon={TrendingUp}
            title="No forecast yet"
            action={
              <Button asChild variant="primary">
                <Link href="/import">Import sales</Link>
              </Button>
            }
          >
            With 30 days of sales, the next forecast run fills this page.
          </EmptyState>
        ) : (
          <DataTable
            caption="Parts of this level"
            columns={columns}
            rows={rows}
            keyOf={keyOf}
            rowHeight={49}
            onRow={(row) => row.level !== 'product' && open(row)}
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

const keyOf = ({ level, id }: Level): string => `${level} ${id}`

/** The level looked at lives in the address; the store of the switcher is where one begins. */
const useNode = () => {
  const { get, set } = useFilters()
  const chosen = useStoreChoice()
  const asked = get('store')
  const node = useMemo(
    (): LevelNode => ({
      storeId: asked === 'all' ? undefined : asked === '' ? chosen?.id : asked,
      category: get('category') === '' ? undefined : get('category'),
      line: get('line') === '' ? undefined : get('line'),
    }),
    [asked, chosen?.id, get],
  )
  const horizon = HORIZONS.find(({ value }) => value === get('days'))?.value ?? '14'
  const open = useMemo(
    () => (row: Level) => set(row.level === 'store' ? { store: row.id } : { [row.level]: row.id }),
    [set],
  )
  /** Steps: all stores, the store, the category, the line. */
  const back = (index: number): void =>
    set({ ...(index === 0 ? { store: 'all' } : {}), ...(index < 2 ? { category: null } : {}), line: null })
  const choose = (value: Horizon): void => set({ days: value === '14' ? null : value })
  return { node, horizon, open, back, choose }
}

/** How the numbers came to agree, and what says so. */
const howKept = ({
  kept,
  trials,
  judgedProducts,
  productsWape,
  reconciledWape,
}: NonNullable<Levels['choice']>): string => {
  if (trials === 0 || productsWape === null || reconciledWape === null)
    return 'Totals are the sums of the products. There is too little history yet to try anything else.'
  const tried = `${percent(reconciledWape, 1)} against ${percent(productsWape, 1)} over ${count(judgedProducts)} products in ${count(trials)} past fortnights`
  return kept === 'reconciled'
    ? `Products were moved to agree with their line, category and store: off by ${tried}.`
    : `Totals are the sums of the products. Moving products to agree with the totals was off by ${tried}.`
}

'use client'

import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query'
import { Megaphone } from 'lucide-react'
import Link from 'next/link'
import { useRouter } from 'next/navigation'
import { useMemo, useState } from 'react'
import { Ago } from '@/components/ago'
import { ExportMenu } from '@/components/export-menu'
import { Button } from '@/components/ui/button'
import { Card } from '@/components/ui/card'
import { Badge } from '@/components/ui/badge'
import { DataTable, TwoLines, type Column } from '@/components/ui/data-table'
import { EmptyState, ErrorState, SkeletonRows } from '@/components/ui/states'
import { Segmented } from '@/components/ui/tabs'
import { useCan } from '@/lib/me'
import { useFilters } from '@/lib/use-filters'
import { ComplianceScreen } from '../compliance-tabs'
import { KindBadge } from './kind-badge'
import { recallsList, type RecallItem } from './queries'
import { ScopeLine } from './scope-line'
import { StartRecall } from './start-recall'
import { Timer } from './timer'

const SHOWS = [
  { value: '', label: 'All' },
  { value: 'recall', label: 'Recalls' },
  { value: 'drill', label: 'Drills' },
] as const
type Show = (typeof SHOWS)[number]['value']

/** Recalls and the drills that rehearse them, newest first. */
export const RecallsScreen = () => {
  const router = useRouter()
  const { get, set } = useFilters()
  const mayRecall = useCan('inventory.recall')
  const [starting, setStarting] = useState<RecallItem['kind'] | null>(null)
  const show = SHOWS.find(({ value }) => value === get('show'))?.value ?? ''
  const query = useInfiniteQuery({ ...recallsList(show), placeholderData: keepPreviousData })
  const rows = useMemo(() => query.data?.pages.flatMap((page) => page.items), [query.data])
  const start = mayRecall && (
    <>
      <Button onClick={() => setStarting('drill')}>Start a drill</Button>
      <Button variant="primary" onClick={() => setStarting('recall')}>
        Start a recall
      </Button>
    </>
  )
  return (
    <ComplianceScreen
      note="From a lot to every receipt and customer, with the time it took"
      actions={
        <>
          <ExportMenu of={recallsList(show)} />
          {start}
        </>
      }
    >
      <Card>
        <div className="border-b p-3">
          <Segmented<Show>
            label="Show"
            value={show}
            onChange={(value) => set({ show: value === '' ? null : value })}
            options={SHOWS}
          />
        </div>
        {rows === undefined ? (
          query.error === null ? (
            <SkeletonRows rows={5} />
          ) : (
            <ErrorState error={query.error} retry={() => void query.refetch()} />
          )
        ) : rows.length === 0 ? (
          <EmptyState
            icon={Megaphone}
            title={
              show === 'drill'
                ? 'No drill yet'
                : show === 'recall'
                  ? 'No recall yet'
                  : 'No recall or drill yet'
            }
            action={start}
          >
            A drill rehearses a recall on real goods and holds nothing: it shows how long it takes you to find
            every package and every customer.
          </EmptyState>
        ) : (
          <DataTable
            caption="Recalls and drills"
            columns={COLUMNS}
            rows={rows}
            keyOf={keyOf}
            rowHeight={53}
            onRow={(row) => router.push(`/compliance/recalls/${row.id}`)}
            more={{
              has: query.hasNextPage,
              busy: query.isFetchingNextPage,
              fetch: () => void query.fetchNextPage(),
            }}
          />
        )}
      </Card>
      {starting !== null && <StartRecall kind={starting} onClose={() => setStarting(null)} />}
    </ComplianceScreen>
  )
}

const keyOf = (row: RecallItem): string => row.id

const COLUMNS: readonly Column<RecallItem>[] = [
  {
    id: 'title',
    header: 'What',
    cell: (row) => (
      <TwoLines
        first={
          <Link
            href={`/compliance/recalls/${row.id}`}
            className="font-medium hover:text-accent-text hover:underline"
          >
            {row.title}
          </Link>
        }
        second={<ScopeLine scope={row.scope} />}
      />
    ),
  },
  { id: 'kind', header: 'Kind', className: 'w-20', cell: (row) => <KindBadge kind={row.kind} /> },
  {
    id: 'started',
    header: 'Started',
    className: 'w-32 max-md:hidden',
    cell: (row) => (
      <span className="text-muted">
        <Ago at={row.startedAt} />
      </span>
    ),
  },
  {
    id: 'state',
    header: 'State',
    className: 'w-28 max-sm:hidden',
    cell: (row) =>
      row.status === 'finished' ? (
        <Badge tone="accent" dot>
          Finished
        </Badge>
      ) : (
        <Badge tone="due" dot>
          Running
        </Badge>
      ),
  },
  {
    id: 'time',
    header: 'Time',
    align: 'right',
    className: 'w-24',
    cell: (row) => <Timer startedAt={row.startedAt} stoppedAfter={row.finishedSeconds} />,
  },
]

'use client'

import { keepPreviousData, useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { Check } from 'lucide-react'
import { useMemo, useState } from 'react'
import { Card, CardHead } from '@/components/ui/card'
import { DataTable, type Selection } from '@/components/ui/data-table'
import { EmptyState, ErrorState, Notice, SkeletonRows } from '@/components/ui/states'
import { Segmented } from '@/components/ui/tabs'
import { useMe, useTimeZone } from '@/lib/me'
import { reviewList, wholeSheet, type ReviewLine, type Session } from './queries'
import { ReviewActions } from './review-actions'
import { reviewColumns } from './review-columns'
import { ReviewTotals } from './review-totals'

/** What was counted beside what was expected; lines counted again, left out, and the count signed off. */
export const ReviewCard = ({ session }: { session: Session }) => {
  const { user } = useMe()
  const zone = useTimeZone()
  const [onlyDifferent, setOnlyDifferent] = useState(true)
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set())
  const [leftOut, setLeftOut] = useState<ReadonlySet<string>>(new Set())
  const query = useInfiniteQuery({
    ...reviewList(session.id, onlyDifferent),
    placeholderData: keepPreviousData,
  })
  const unitOf = useUnits(session.id)
  const rows = useMemo(() => query.data?.pages.flatMap((page) => page.items), [query.data])
  const totals = query.data?.pages[0]?.totals
  const inReview = session.status === 'review'
  const mayNotSign = session.separateReviewer && session.passes.some(({ counter }) => counter === user.id)
  const columns = reviewColumns({ session, unitOf, zone, leftOut })
  return (
    <Card aria-label="Review">
      <CardHead
        title="Counted and expected"
        note="Expected is what the ledger held at the moment of the count"
      >
        <Segmented
          label="Lines"
          value={onlyDifferent ? 'different' : 'all'}
          onChange={(value) => setOnlyDifferent(value === 'different')}
          options={[
            { value: 'different', label: 'What differs' },
            { value: 'all', label: 'All lines' },
          ]}
        />
      </CardHead>
      {totals !== undefined && <ReviewTotals totals={totals} />}
      {inReview && mayNotSign && (
        <Notice tone="due" className="mx-4 mb-3">
          You counted in this session. Another person must review and sign it.
        </Notice>
      )}
      {inReview && totals !== undefined && rows !== undefined && (
        <ReviewActions
          session={session}
          totals={totals}
          lines={rows}
          chosen={chosen}
          leftOut={leftOut}
          maySign={!mayNotSign}
          onLeaveOut={(ids) => {
            setLeftOut(ids)
            setChosen(new Set())
          }}
        />
      )}
      <div className="border-t">
        {rows === undefined ? (
          query.error === null ? (
            <SkeletonRows rows={6} />
          ) : (
            <ErrorState error={query.error} retry={() => void query.refetch()} />
          )
        ) : rows.length === 0 ? (
          <EmptyState icon={Check} title="Nothing differs">
            Every line was counted, and all are as expected.
          </EmptyState>
        ) : (
          <DataTable
            caption="Lines of the count"
            columns={columns}
            rows={rows}
            keyOf={keyOf}
            rowHeight={53}
            {...(inReview ? { selection: selectionOf(rows, chosen, setChosen) } : {})}
            more={{
              has: query.hasNextPage,
              busy: query.isFetchingNextPage,
              fetch: () => void query.fetchNextPage(),
            }}
          />
        )}
      </div>
    </Card>
  )
}

const keyOf = (row: ReviewLine): string => row.id

/** Units of the lines: the sheet knows them. */
const useUnits = (sessionId: string): ((lineId: string) => string) => {
  const { data } = useQuery(wholeSheet(sessionId))
  const units = useMemo(() => new Map(data?.lines.map(({ id, unit }) => [id, unit])), [data])
  return (lineId) => units.get(lineId) ?? ''
}

const selectionOf = (
  rows: readonly ReviewLine[],
  chosen: ReadonlySet<string>,
  setChosen: (chosen: ReadonlySet<string>) => void,
): Selection => ({
  keys: chosen,
  toggle: (keys, on) => {
    const next = new Set(chosen)
    for (const key of keys)
      if (on) next.add(key)
      else next.delete(key)
    setChosen(next)
  },
  label: (key) => {
    const line = rows.find(({ id }) => id === key)
    return [line?.productName, line?.packageTag].filter(Boolean).join(' ')
  },
})

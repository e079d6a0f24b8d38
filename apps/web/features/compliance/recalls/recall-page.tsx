'use client'

import { useQuery } from '@tanstack/react-query'
import { ArrowLeft, FileText } from 'lucide-react'
import Link from 'next/link'
import { Button } from '@/components/ui/button'
import { Card } from '@/components/ui/card'
import { dotted } from '@/components/ui/data-table'
import { Screen } from '@/components/ui/page'
import { ErrorState, Notice, SkeletonRows } from '@/components/ui/states'
import { GoodsCard } from './goods-card'
import { KindBadge } from './kind-badge'
import { recallOf, type Recall } from './queries'
import { RecallSteps } from './recall-steps'
import { RecallTotals } from './recall-totals'
import { SalesCard } from './sales-card'
import { ScopeLine } from './scope-line'
import { Timer } from './timer'

/** How often a running recall is looked at again: others may be holding, or selling. */
const WATCHED_MS = 15_000

/** One recall or drill: its clock, its steps, the goods, and who was sold them. */
export const RecallPage = ({ id }: { id: string }) => {
  const { data, error, refetch } = useQuery({
    ...recallOf(id),
    refetchInterval: ({ state }) => (state.data?.status === 'open' ? WATCHED_MS : false),
  })
  const back = (
    <Link
      href="/compliance/recalls"
      className="mb-1 inline-flex items-center gap-1 rounded-sm text-xs text-muted hover:text-text"
    >
      <ArrowLeft className="size-3.5" aria-hidden /> Recalls
    </Link>
  )
  if (data === undefined)
    return (
      <Screen title="Recall" back={back}>
        <Card>
          {error === null ? (
            <SkeletonRows rows={5} />
          ) : (
            <ErrorState error={error} retry={() => void refetch()} />
          )}
        </Card>
      </Screen>
    )
  return (
    <Screen
      title={data.title}
      back={back}
      note={
        <span className="flex flex-wrap items-center gap-2">
          <KindBadge kind={data.kind} />
          <span>{dotted(<ScopeLine scope={data.scope} />, data.authority)}</span>
        </span>
      }
      actions={
        <Button asChild>
          <Link href={`/compliance/recalls/${id}/report`}>
            <FileText /> Report
          </Link>
        </Button>
      }
    >
      {data.kind === 'drill' && (
        <Notice tone="frozen">
          <strong>This is a drill.</strong> Everything is traced and timed; nothing is held, and no customer
          has to be told.
        </Notice>
      )}
      {data.outcome !== null && <Notice tone="accent">Outcome: “{data.outcome}”</Notice>}
      <div className="grid grid-cols-[16rem_1fr] items-start gap-4 max-lg:grid-cols-1">
        <ClockCard recall={data} />
        <RecallSteps recall={data} />
      </div>
      {data.tracedAt !== null && (
        <>
          <RecallTotals totals={data.totals} />
          <GoodsCard recall={data} />
          <SalesCard recall={data} />
        </>
      )}
    </Screen>
  )
}

const ClockCard = ({ recall }: { recall: Recall }) => (
  <Card aria-label="Clock" className="px-4 py-3">
    <p className="text-xs text-muted">
      {recall.kind === 'drill' ? 'Drill' : 'Recall'} {recall.status === 'open' ? 'running for' : 'took'}
    </p>
    <p className="text-[2.5rem] leading-tight font-semibold tracking-tight">
      <Timer startedAt={recall.startedAt} stoppedAfter={recall.finishedSeconds} />
    </p>
    <p className="text-xs text-muted">{recall.reason}</p>
  </Card>
)

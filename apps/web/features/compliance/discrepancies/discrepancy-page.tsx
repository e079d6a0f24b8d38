'use client'

import { useQuery } from '@tanstack/react-query'
import { ArrowLeft, CircleCheck, Hourglass, RotateCcw } from 'lucide-react'
import Link from 'next/link'
import { Ago } from '@/components/ago'
import { Card } from '@/components/ui/card'
import { dotted } from '@/components/ui/data-table'
import { Screen, Stat } from '@/components/ui/page'
import { ErrorState, Notice, SkeletonRows } from '@/components/ui/states'
import { useMoney } from '@/lib/me'
import { paths } from '@/lib/paths'
import { DISCREPANCY_CLASS } from '@/lib/words'
import { ClassBadge, StateBadge } from './class-badge'
import { CorrectionCard } from './correction-card'
import { DeadlineCard } from './deadline-card'
import { DiscrepancyActions } from './discrepancy-actions'
import { EvidenceCard } from './evidence-card'
import { HistoryCard } from './history-card'
import { signed } from './proposal-words'
import { discrepancyOf, isClosed, WATCHED_MS, type DiscrepancyDetail } from './queries'

/** One discrepancy: what is wrong in a sentence, what proves it, by when, and what puts it right. */
export const DiscrepancyPage = ({ id }: { id: string }) => {
  const { data, error, refetch } = useQuery({
    ...discrepancyOf(id),
    refetchInterval: ({ state }) => (state.data !== undefined && isClosed(state.data) ? false : WATCHED_MS),
  })
  const back = (
    <Link
      href="/compliance/discrepancies"
      className="mb-1 inline-flex items-center gap-1 rounded-sm text-xs text-muted hover:text-text"
    >
      <ArrowLeft className="size-3.5" aria-hidden /> Discrepancies
    </Link>
  )
  if (data === undefined)
    return (
      <Screen title="Discrepancy" back={back}>
        <Card>
          {error === null ? (
            <SkeletonRows rows={6} />
          ) : (
            <ErrorState error={error} retry={() => void refetch()} />
          )}
        </Card>
      </Screen>
    )
  return (
    <Screen
      title={data.explanation}
      back={back}
      note={<Identity discrepancy={data} />}
      actions={<DiscrepancyActions discrepancy={data} />}
    >
      <Standing discrepancy={data} />
      <div className="grid grid-cols-[1fr_20rem] items-start gap-4 max-lg:grid-cols-1">
        <div className="flex min-w-0 flex-col gap-4 max-lg:contents">
          <div className="max-lg:order-2">
            <EvidenceCard discrepancy={data} />
          </div>
          <div className="max-lg:order-4">
            <HistoryCard events={data.events} />
          </div>
        </div>
        <div className="flex min-w-0 flex-col gap-4 max-lg:contents">
          <div className="max-lg:order-1">
            <Facts discrepancy={data} />
          </div>
          <div className="flex flex-col gap-4 max-lg:order-3">
            <CorrectionCard discrepancy={data} />
            <DeadlineCard discrepancy={data} />
          </div>
        </div>
      </div>
    </Screen>
  )
}

const Identity = ({ discrepancy: row }: { discrepancy: DiscrepancyDetail }) => (
  <div className="mt-1 flex flex-wrap items-center gap-x-2 gap-y-1">
    <ClassBadge of={row.class} />
    <StateBadge of={row.state} />
    <span className="min-w-0">
      {dotted(
        row.productId === null ? (
          row.productName
        ) : (
          <Link
            href={paths.product(row.productId, row.storeId)}
            className="text-accent-text underline underline-offset-2"
          >
            {row.productName}
          </Link>
        ),
        <Link
          href={paths.replay(row.storeId, row.packageTag)}
          title="Every event of this package"
          className="font-mono text-xs break-all text-accent-text underline underline-offset-2"
        >
          {row.packageTag}
        </Link>,
        row.storeName,
      )}
    </span>
  </div>
)

const Facts = ({ discrepancy: row }: { discrepancy: DiscrepancyDetail }) => {
  const { money } = useMoney()
  return (
    <Card aria-label="In figures">
      <dl className="grid grid-cols-2 gap-4 px-4 py-3">
        <Stat label="Worth" value={row.dollarsMinor === null ? '–' : money(Math.abs(row.dollarsMinor))} />
        <Stat label="Off by" value={row.quantityOff === null ? '–' : signed(row.quantityOff, row.unit)} />
        <div className="col-span-2">
          <dt className="text-xs text-muted">Found</dt>
          <dd className="text-sm">
            <Ago at={row.discoveredAt} />, last seen <Ago at={row.lastSeenAt} />
          </dd>
        </div>
        <div className="col-span-2">
          <dt className="text-xs text-muted">Taken on by</dt>
          <dd className="text-sm">{row.assignedName ?? 'Nobody yet'}</dd>
        </div>
      </dl>
      <p className="border-t px-4 py-2.5 text-xs text-muted">{DISCREPANCY_CLASS[row.class].meaning}</p>
    </Card>
  )
}

/** Where the work stands, when a person has to know more than its badge says. */
const Standing = ({ discrepancy: row }: { discrepancy: DiscrepancyDetail }) => {
  if (row.state === 'awaiting_verification')
    return (
      <Notice tone="frozen" icon={Hourglass}>
        Put right by hand
        {row.correctedAt !== null && (
          <>
            {' '}
            <Ago at={row.correctedAt} />
          </>
        )}
        . The next reading of till and state verifies it; until then it stays on the list.
      </Notice>
    )
  if (row.state === 'reopened')
    return (
      <Notice tone="danger" icon={RotateCcw}>
        It was put right, and a later reading still shows it. Look at the history below.
      </Notice>
    )
  if (!isClosed(row)) return null
  return (
    <Notice tone={row.state === 'resolved' ? 'accent' : 'plain'} icon={CircleCheck}>
      {CLOSED[row.closedHow ?? 'vanished']}
      {row.closedAt !== null && (
        <>
          {' '}
          Closed <Ago at={row.closedAt} />.
        </>
      )}
      {row.closedNote !== null && row.closedNote !== '' && <> “{row.closedNote}”</>}
    </Notice>
  )
}

const CLOSED = {
  verified: 'Verified: a reading after the correction no longer shows it.',
  vanished: 'Gone: a later reading no longer shows it, without anybody saying that it was put right.',
  dismissed: 'Left as it is, for the reason given.',
} as const

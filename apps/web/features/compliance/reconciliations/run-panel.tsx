'use client'

import { useQuery } from '@tanstack/react-query'
import Link from 'next/link'
import { Sheet } from '@/components/ui/dialog'
import { Stat } from '@/components/ui/page'
import { ErrorState, Notice, SkeletonRows } from '@/components/ui/states'
import { count, instant } from '@/lib/format'
import { useMe, useMoney } from '@/lib/me'
import { className } from '@/lib/words'
import { isOver, runOf, type Run } from './queries'
import { RUN_REASON } from './run-words'
import { SignOff } from './sign-off'
import { SourceLines } from './source-lines'

/** One reconciliation: what it could see, what it found, and its signature. */
export const RunPanel = ({ id, onClose }: { id: string; onClose: () => void }) => {
  const { data, error, refetch } = useQuery({
    ...runOf(id),
    refetchInterval: ({ state }) => (state.data !== undefined && isOver(state.data) ? false : 1000),
  })
  return (
    <Sheet
      open
      onOpenChange={onClose}
      title={data === undefined ? 'Reconciliation' : `Reconciliation of ${data.storeName}`}
    >
      {data !== undefined ? (
        <Content run={data} />
      ) : error === null ? (
        <SkeletonRows rows={6} />
      ) : (
        <ErrorState error={error} retry={() => void refetch()} />
      )}
    </Sheet>
  )
}

const Content = ({ run }: { run: Run }) => {
  const { money } = useMoney()
  const { stores } = useMe()
  const zone = stores.find(({ id }) => id === run.storeId)?.timeZone ?? 'UTC'
  const classes = Object.entries(run.byClass)
  return (
    <div className="flex flex-col gap-5">
      <p className="text-sm text-muted">
        {RUN_REASON[run.reason]}, {instant(run.finishedAt ?? run.requestedAt, zone)}
      </p>
      {run.failure !== null && run.status === 'failed' && <Notice tone="danger">{run.failure}</Notice>}
      {run.status === 'done' && (
        <dl className="grid grid-cols-3 gap-4">
          <Stat label="Packages" value={count(run.packages)} />
          <Stat label="Open after it" value={count(run.standing)} note={money(run.standingMinor)} />
          <Stat label="Only late" value={count(run.late)} note="not yet wrong" />
          <Stat label="New" value={count(run.opened)} />
          <Stat label="Open again" value={count(run.reopened)} />
          <Stat label="Gone" value={count(run.resolved)} />
        </dl>
      )}
      {run.coverage !== null && (
        <section aria-label="What it could see">
          <h3 className="mb-1.5 text-sm font-semibold">What it could see</h3>
          <SourceLines run={run} />
        </section>
      )}
      {classes.length > 0 && (
        <section aria-label="Open by class">
          <h3 className="mb-1.5 text-sm font-semibold">Open after it, by class</h3>
          <ul className="divide-y text-sm">
            {classes.map(([code, number]) => (
              <li key={code} className="flex justify-between py-1">
                <Link
                  href={`/compliance/discrepancies?class=${code}`}
                  className="hover:text-accent-text hover:underline"
                >
                  {className(code)}
                </Link>
                <span className="num">{count(number)}</span>
              </li>
            ))}
          </ul>
        </section>
      )}
      {run.status === 'done' && <SignOff run={run} zone={zone} />}
    </div>
  )
}

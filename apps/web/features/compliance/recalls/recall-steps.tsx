'use client'

import { Check } from 'lucide-react'
import { useState, type ReactNode } from 'react'
import { Button } from '@/components/ui/button'
import { Card } from '@/components/ui/card'
import { useCommand } from '@/features/settings/use-command'
import { cn } from '@/lib/cn'
import { count, instant } from '@/lib/format'
import { useCan, useTimeZone } from '@/lib/me'
import { useNames } from '@/lib/names'
import { STALE_HOLDS } from '../holds/queries'
import { ReasonDialog } from '../holds/reason-dialog'
import { spanText } from './drill-text'
import { STALE_RECALLS, type Recall } from './queries'

const STALE = [...STALE_RECALLS, ...STALE_HOLDS]

/** The steps of a recall in order, how long each took from the start, and the next one to take. */
export const RecallSteps = ({ recall }: { recall: Recall }) => {
  const zone = useTimeZone()
  const nameOf = useNames()
  const mayRecall = useCan('inventory.recall')
  const open = recall.status === 'open' && mayRecall
  const drill = recall.kind === 'drill'
  const unheld = recall.goods.filter(({ held }) => !held).length
  return (
    <Card aria-label="Steps">
      <ol className="divide-y">
        <Step
          done
          title="Started"
          after={0}
          note={`${instant(recall.startedAt, zone)}, by ${nameOf(recall.startedBy) ?? '…'}`}
        />
        <Step
          done={recall.tracedAt !== null}
          title={recall.tracedAt === null ? 'Find the goods' : 'Goods found'}
          after={recall.tracedSeconds}
          note={
            recall.tracedAt === null
              ? 'Every lot and package it reaches, in all stores'
              : `${count(recall.goods.length)} in ${count(recall.totals.stores)} ${recall.totals.stores === 1 ? 'store' : 'stores'}`
          }
        >
          {open && <TraceButton recall={recall} />}
        </Step>
        <Step
          done={recall.heldAt !== null}
          title={recall.heldAt === null ? 'Hold all that was found' : drill ? 'Hold rehearsed' : 'Goods held'}
          after={recall.heldSeconds}
          note={
            drill
              ? 'In a drill nothing is held; the clock notes the step'
              : recall.heldAt === null
                ? 'Takes everything out of sale in one step'
                : unheld === 0
                  ? 'Everything found is held'
                  : `${count(unheld)} found and not held`
          }
        >
          {open && recall.tracedAt !== null && (recall.heldAt === null || (!drill && unheld > 0)) && (
            <HoldButton recall={recall} />
          )}
        </Step>
        <Step
          done={recall.finishedAt !== null}
          title={recall.finishedAt === null ? 'Finish' : 'Finished'}
          after={recall.finishedSeconds}
          note={
            recall.finishedAt === null
              ? 'Stops the clock and keeps the figures; holds stay'
              : `${instant(recall.finishedAt, zone)}, by ${nameOf(recall.finishedBy ?? '') ?? '…'}`
          }
        >
          {open && recall.heldAt !== null && <FinishButton recall={recall} />}
          {mayRecall && !drill && recall.heldAt !== null && recall.goods.some(({ held }) => held) && (
            <LiftButton recall={recall} />
          )}
        </Step>
      </ol>
    </Card>
  )
}

const Step = ({
  done,
  title,
  note,
  after,
  children,
}: {
  done: boolean
  title: string
  note: string
  /** Seconds from the start; null until then. */
  after: number | null
  children?: ReactNode
}) => (
  <li className="flex flex-wrap items-center gap-x-3 gap-y-2 px-4 py-2.5">
    <span
      aria-hidden
      className={cn(
        'grid size-5 shrink-0 place-items-center rounded-full border',
        done && 'border-accent bg-accent text-on-accent',
      )}
    >
      {done && <Check className="size-3" strokeWidth={3} />}
    </span>
    <span className="min-w-0 flex-1 basis-48">
      <span className="block text-sm font-medium">
        {title}
        <span className="sr-only">{done ? ', done' : ', not yet'}</span>
      </span>
      <span className="block text-xs text-muted">{note}</span>
    </span>
    {children}
    <span className="num w-16 text-right text-sm text-muted">{after === null ? '' : spanText(after)}</span>
  </li>
)

const TraceButton = ({ recall }: { recall: Recall }) => {
  const trace = useCommand('POST /recalls/{id}/trace', { stale: STALE, done: 'Goods found' })
  return (
    <Button
      variant={recall.tracedAt === null ? 'primary' : 'secondary'}
      busy={trace.isPending}
      onClick={() => trace.mutate({ body: undefined, path: { id: recall.id } })}
    >
      {recall.tracedAt === null ? 'Find the goods' : 'Look again'}
    </Button>
  )
}

const HoldButton = ({ recall }: { recall: Recall }) => {
  const drill = recall.kind === 'drill'
  const hold = useCommand('POST /recalls/{id}/hold', {
    stale: STALE,
    done: drill ? 'Rehearsed; nothing is held' : 'Held: none of it can be sold',
  })
  return (
    <Button
      variant="primary"
      busy={hold.isPending}
      onClick={() => hold.mutate({ body: undefined, path: { id: recall.id } })}
    >
      {drill ? 'Rehearse the hold' : `Hold all ${count(recall.goods.length)}`}
    </Button>
  )
}

const FinishButton = ({ recall }: { recall: Recall }) => {
  const [asking, setAsking] = useState(false)
  const finish = useCommand('POST /recalls/{id}/finish', {
    stale: STALE,
    done: 'Finished; the clock stands',
    after: () => setAsking(false),
  })
  return (
    <>
      <Button variant="primary" onClick={() => setAsking(true)}>
        Finish
      </Button>
      {asking && (
        <ReasonDialog
          title={recall.kind === 'drill' ? 'Finish the drill' : 'Finish the recall'}
          description={
            recall.kind === 'drill'
              ? 'The clock stops and the figures are kept.'
              : 'The clock stops and the figures are kept. Holds stay: goods are destroyed, sent back or released one decision at a time.'
          }
          label="How it came out"
          action="Stop the clock"
          max={2000}
          busy={finish.isPending}
          error={finish.fields['outcome']}
          onClose={() => setAsking(false)}
          onSubmit={(outcome) => finish.mutate({ body: { outcome }, path: { id: recall.id } })}
        />
      )}
    </>
  )
}

const LiftButton = ({ recall }: { recall: Recall }) => {
  const [asking, setAsking] = useState(false)
  const lift = useCommand('POST /recalls/{id}/lift', {
    stale: STALE,
    done: 'Every hold of this recall is lifted',
    after: () => setAsking(false),
  })
  return (
    <>
      <Button variant="danger" onClick={() => setAsking(true)}>
        Lift its holds
      </Button>
      {asking && (
        <ReasonDialog
          title="Lift every hold of this recall"
          description="As when it is withdrawn. Goods under another hold stay held."
          label="Why they may be sold again"
          action="Lift the holds"
          tone="danger"
          busy={lift.isPending}
          error={lift.fields['reason']}
          onClose={() => setAsking(false)}
          onSubmit={(reason) => lift.mutate({ body: { reason }, path: { id: recall.id } })}
        />
      )}
    </>
  )
}

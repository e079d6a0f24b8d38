'use client'

import { useQuery } from '@tanstack/react-query'
import { RotateCcw, Send } from 'lucide-react'
import { useState } from 'react'
import { Button } from '@/components/ui/button'
import { Card } from '@/components/ui/card'
import { Notice } from '@/components/ui/states'
import { count, instant } from '@/lib/format'
import { useCan, useZoneOf } from '@/lib/me'
import { question } from '@/lib/question'
import { WATCHED_MS } from '../discrepancies/queries'
import { reportingOf, type Reporting } from './queries'
import { ReporterDialog } from './reporter-dialog'
import { useRequeue } from './use-requeue'

/** What waits changes slowly, and counting it rehearses what would go out. */
const LOOKED_AT_MS = 15_000

/** Who tells the state of this store's sales, the switch of it, and what an outage holds up. */
export const ReporterStrip = ({ storeId }: { storeId: string }) => {
  const maySwitch = useCan('connections.write_switch')
  const [asking, setAsking] = useState(false)
  const { data } = useQuery({
    ...question('/compliance/receipts/reporting', reportingOf(storeId)),
    refetchInterval: LOOKED_AT_MS,
  })
  if (data === undefined || !data.possible) return null
  const bySuite = data.reporter === 'suite'
  return (
    <Card className="text-sm" aria-label="Who reports sales" role="region">
      <div className="flex flex-wrap items-center gap-x-4 gap-y-2 px-4 py-2.5">
        <Send className="size-4 shrink-0 text-muted" aria-hidden />
        <p className="min-w-0 flex-1 basis-64 text-muted">
          <Who reporting={data} storeId={storeId} />
        </p>
        {data.refused > 0 && <RequeueAll storeId={storeId} refused={data.refused} />}
        {maySwitch && (
          <Button size="sm" onClick={() => setAsking(true)}>
            {bySuite ? 'Hand back to the till' : 'Report from here'}
          </Button>
        )}
      </div>
      {bySuite && !data.writesEnabled && (
        <Notice tone="due" className="rounded-none">
          Writing over {data.connectionName} is off: every sale waits. Turn it on under Settings, Connections.
        </Notice>
      )}
      {bySuite && <Outage storeId={storeId} connectionId={data.connectionId} />}
      {asking && <ReporterDialog reporting={data} storeId={storeId} onClose={() => setAsking(false)} />}
    </Card>
  )
}

const Who = ({ reporting, storeId }: { reporting: Reporting; storeId: string }) => {
  const zone = useZoneOf(storeId)
  if (reporting.reporter === 'till')
    return (
      <>
        <span className="font-medium text-text">The till reports sales to the state.</span> Here they are only
        watched.
      </>
    )
  return (
    <>
      <span className="font-medium text-text">
        Sales are reported from here, over {reporting.connectionName}.
      </span>{' '}
      {reporting.since !== null && <>Those since {instant(reporting.since, zone)}</>}
      {reporting.changedByName !== null && <>, switched by {reporting.changedByName}</>}.
      {reporting.waiting > 0 && <> {count(reporting.waiting)} wait to be sent.</>}
    </>
  )
}

const RequeueAll = ({ storeId, refused }: { storeId: string; refused: number }) => {
  const mayCorrect = useCan('compliance.correct')
  const requeue = useRequeue(storeId)
  if (!mayCorrect) return null
  return (
    <Button size="sm" busy={requeue.isPending} onClick={() => requeue.all()}>
      <RotateCcw /> Requeue {count(refused)} refused
    </Button>
  )
}

/** What waits while the state's system is out of reach, and until when what waited must be caught up. */
const Outage = ({ storeId, connectionId }: { storeId: string; connectionId: string | null }) => {
  const mayRead = useCan('connections.read')
  const zone = useZoneOf(storeId)
  const { data } = useQuery({
    ...question('/outages', { query: { limit: 20 } }),
    enabled: mayRead,
    refetchInterval: WATCHED_MS,
  })
  const last = data?.items.find((outage) => outage.connectionId === connectionId)
  if (last === undefined) return null
  if (last.endedAt === null)
    return (
      <Notice tone="danger" className="rounded-none">
        The state’s system is out of reach since {instant(last.beganAt, zone)}: {count(last.writesWaiting)}{' '}
        wait, and go out in order once it is back.
      </Notice>
    )
  if (last.catchUp === null || Date.parse(last.catchUp.dueAt) < Date.now()) return null
  return (
    <Notice tone="due" className="rounded-none">
      The state’s system was out of reach until {instant(last.endedAt, zone)}. Catch up by{' '}
      {instant(last.catchUp.dueAt, zone)}: {last.catchUp.reason}
    </Notice>
  )
}

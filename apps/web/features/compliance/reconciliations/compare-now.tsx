'use client'

import { useQuery, useQueryClient } from '@tanstack/react-query'
import { RefreshCw } from 'lucide-react'
import { useEffect, useState } from 'react'
import { Button } from '@/components/ui/button'
import { Progress } from '@/components/ui/progress'
import { useCommand } from '@/features/settings/use-command'
import { count } from '@/lib/format'
import { useCan } from '@/lib/me'
import { isOver, runOf, STALE_RUNS, type Run } from './queries'
import { outcomeWords } from './run-words'

/** How often a comparison under way is looked at. */
const LOOK_MS = 1000
/** A failed one is tried again by itself, later. */
const LOOK_AGAIN_MS = 10_000

/** Compares shelf, till and state of a store now, and shows how it goes until it is done. */
export const CompareNow = ({ storeId, storeName }: { storeId: string; storeName: string }) => {
  const mayCompare = useCan('compliance.reconcile')
  const client = useQueryClient()
  const [runId, setRunId] = useState('')
  const ask = useCommand('POST /compliance/reconciliations', {
    stale: [],
    done: `Comparing ${storeName}`,
    after: (reply) => setRunId(reply.runId),
  })
  const { data: run } = useQuery({
    ...runOf(runId),
    enabled: runId !== '',
    refetchInterval: ({ state }) =>
      state.data?.status === 'done' ? false : state.data?.status === 'failed' ? LOOK_AGAIN_MS : LOOK_MS,
  })
  const status = run?.status
  useEffect(() => {
    if (status === 'done' || status === 'failed')
      for (const key of STALE_RUNS.filter((path) => path !== '/compliance/reconciliations/{id}'))
        void client.invalidateQueries({ queryKey: [key] })
  }, [client, status])
  if (!mayCompare) return null
  const busy = ask.isPending || (runId !== '' && (run === undefined || !isOver(run)))
  return (
    <div className="flex flex-col gap-1.5">
      <Button
        size="sm"
        busy={busy}
        className="self-start"
        onClick={() => {
          setRunId('')
          ask.mutate({ body: { storeId } })
        }}
      >
        {!busy && <RefreshCw />} Compare now
        <span className="sr-only">at {storeName}</span>
      </Button>
      <div role="status" className="text-xs text-muted">
        {busy && <Progress value={null} label={`Comparing ${storeName}`} className="mb-1" />}
        {runId !== '' && <Said run={run} />}
      </div>
    </div>
  )
}

const Said = ({ run }: { run: Run | undefined }) => {
  if (run === undefined || run.status === 'waiting') return <>Waits for its turn …</>
  if (run.status === 'running') return <>Compares every package …</>
  if (run.status === 'failed') return <span className="text-danger-text">{run.failure}</span>
  return (
    <>
      Compared {count(run.packages)} packages: {outcomeWords(run)}, {count(run.standing)} open
      {run.late > 0 && <>, {count(run.late)} only late so far</>}.
    </>
  )
}

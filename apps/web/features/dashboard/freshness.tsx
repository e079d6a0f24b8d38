'use client'

import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import Link from 'next/link'
import type { ReactNode } from 'react'
import { Ago } from '@/components/ago'
import { Button } from '@/components/ui/button'
import { Card, CardHead } from '@/components/ui/card'
import { Progress } from '@/components/ui/progress'
import { notify } from '@/components/ui/toast'
import { write } from '@/lib/api'
import type { Dashboard, ForecastRun } from '@/lib/contract'
import { count } from '@/lib/format'
import { useCan } from '@/lib/me'
import { paths } from '@/lib/paths'
import { question } from '@/lib/question'
import { sentence } from '@/lib/words'

export const isRunning = (status: string): boolean => status === 'queued' || status === 'running'

/** How fresh the figures are: the last file, the last forecast, and the way to renew it. */
export const Freshness = ({ lastImport }: { lastImport: Dashboard['imports'] }) => (
  <Card className="self-start">
    <CardHead title="Freshness" />
    <dl className="flex flex-col gap-3 px-4 pb-4 text-sm">
      <Line label="Last import">
        {lastImport === null ? (
          <Link
            href="/import"
            className="text-accent-text underline decoration-accent/40 underline-offset-2 hover:decoration-current"
          >
            Import the first file
          </Link>
        ) : (
          <>
            <Link href={paths.importOf(lastImport.id)} className="block truncate hover:underline">
              {lastImport.fileName}
            </Link>
            <span className="text-xs text-faint">
              {sentence(lastImport.kind)} · {lastImport.status} · <Ago at={lastImport.createdAt} />
            </span>
          </>
        )}
      </Line>
      <ForecastLine />
    </dl>
  </Card>
)

const Line = ({ label, children }: { label: string; children: ReactNode }) => (
  <div>
    <dt className="text-xs text-muted">{label}</dt>
    <dd className="min-w-0">{children}</dd>
  </div>
)

const ForecastLine = () => {
  const client = useQueryClient()
  const mayRun = useCan('forecasts.run')
  const { data } = useQuery({
    ...question('/forecast-runs/latest'),
    retry: false,
    refetchInterval: ({ state }) => (state.data != null && isRunning(state.data.status) ? 1500 : 60_000),
  })
  const start = useMutation({
    mutationFn: () => write('POST /forecast-runs', {}),
    onSuccess: () => client.invalidateQueries({ queryKey: ['/forecast-runs/latest'] }),
    onError: notify.failed,
  })
  const running = data != null && isRunning(data.status)
  return (
    <Line label="Forecast">
      {running ? <RunProgress run={data} /> : <LastRun run={data ?? null} />}
      {mayRun && !running && (
        <Button size="sm" className="mt-2" busy={start.isPending} onClick={() => start.mutate()}>
          Forecast now
        </Button>
      )}
    </Line>
  )
}

const LastRun = ({ run }: { run: ForecastRun | null }) => {
  if (run === null) return <span className="text-muted">Not run yet</span>
  if (run.status === 'failed')
    return <span className="text-danger-text">Failed{run.failure == null ? '' : `: ${run.failure}`}</span>
  return (
    <>
      <span>
        {count(run.summary?.ready ?? run.seriesDone)} forecast
        {run.status === 'cancelled'
          ? ', then cancelled'
          : run.summary != null && run.summary.notEnoughHistory > 0
            ? `, ${count(run.summary.notEnoughHistory)} too new`
            : ''}
      </span>
      {run.finishedAt !== null && (
        <span className="block text-xs text-faint">
          <Ago at={run.finishedAt} />
        </span>
      )}
    </>
  )
}

/** A forecast under way, with the way to stop it. */
export const RunProgress = ({ run }: { run: ForecastRun }) => {
  const client = useQueryClient()
  const mayRun = useCan('forecasts.run')
  const cancel = useMutation({
    mutationFn: () => write('POST /forecast-runs/{id}/cancel', {}, { id: run.id }),
    onSuccess: () => client.invalidateQueries({ queryKey: ['/forecast-runs/latest'] }),
    onError: notify.failed,
  })
  const known = run.seriesTotal > 0
  return (
    <div className="flex flex-col gap-1.5 pt-1">
      <Progress label="Forecast" value={known ? run.seriesDone / run.seriesTotal : null} />
      <div className="flex items-center text-xs text-muted">
        <span className="num">
          {known ? `${count(run.seriesDone)} of ${count(run.seriesTotal)} products` : 'Starting…'}
        </span>
        {mayRun && (
          <Button variant="link" size="inline" className="ml-auto text-xs" onClick={() => cancel.mutate()}>
            Cancel
          </Button>
        )}
      </div>
    </div>
  )
}

'use client'

import { useQuery } from '@tanstack/react-query'
import { ArrowRight } from 'lucide-react'
import Link from 'next/link'
import { Button } from '@/components/ui/button'
import { Card } from '@/components/ui/card'
import { isRunning, RunProgress } from '@/features/dashboard/freshness'
import { count } from '@/lib/format'
import { question } from '@/lib/question'

/** After sales came in the products are forecast; then there is something to order. */
export const AfterSales = () => {
  const { data: run } = useQuery({
    ...question('/forecast-runs/latest'),
    retry: false,
    refetchInterval: ({ state }) => (state.data != null && isRunning(state.data.status) ? 1200 : 5000),
  })
  if (run == null) return null
  return (
    <Card className="flex flex-wrap items-center gap-4 p-4">
      <div className="min-w-0 flex-1 basis-64">
        <h2 className="text-sm font-semibold">Forecast</h2>
        {isRunning(run.status) ? (
          <RunProgress run={run} />
        ) : (
          <p className="text-sm text-muted">
            {run.status === 'done'
              ? `${count(run.summary?.ready ?? run.seriesDone)} products are forecast${
                  run.summary != null && run.summary.notEnoughHistory > 0
                    ? `, ${count(run.summary.notEnoughHistory)} do not have enough history yet`
                    : ''
                }.`
              : (run.failure ?? 'The last run did not finish.')}
          </p>
        )}
      </div>
      <Button asChild>
        <Link href="/">Dashboard</Link>
      </Button>
      <Button asChild variant="primary">
        <Link href="/reorder">
          See what to order <ArrowRight />
        </Link>
      </Button>
    </Card>
  )
}

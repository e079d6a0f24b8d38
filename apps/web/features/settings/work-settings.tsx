'use client'

import { useQuery } from '@tanstack/react-query'
import { CircleCheck } from 'lucide-react'
import { Ago } from '@/components/ago'
import { Button } from '@/components/ui/button'
import { Card, CardHead } from '@/components/ui/card'
import { EmptyState, ErrorState, SkeletonRows } from '@/components/ui/states'
import { useCan } from '@/lib/me'
import { question } from '@/lib/question'
import { SettingsScreen } from './settings-tabs'
import { useCommand } from './use-command'

/** Background work that failed every retry, and putting it back to work. */
export const WorkSettings = () => {
  const mayRetry = useCan('jobs.retry')
  const { data, error, refetch } = useQuery(question('/jobs/dead-letters'))
  const retry = useCommand('POST /jobs/dead-letters/retry', {
    stale: ['/jobs/dead-letters'],
    done: 'Put back to work',
  })
  const failed = data?.items ?? []
  return (
    <SettingsScreen>
      <Card>
        <CardHead title="Work that failed" note="Imports, forecasts, plans and mails that failed every retry">
          {mayRetry && failed.length > 0 && (
            <Button busy={retry.isPending} onClick={() => retry.mutate({ body: undefined })}>
              Try all again
            </Button>
          )}
        </CardHead>
        {data === undefined ? (
          error === null ? (
            <SkeletonRows rows={3} />
          ) : (
            <ErrorState error={error} retry={() => void refetch()} />
          )
        ) : failed.length === 0 ? (
          <EmptyState icon={CircleCheck} title="Nothing has failed" className="py-8" />
        ) : (
          <ul className="divide-y border-t">
            {failed.map((letter) => (
              <li key={letter.id} className="px-4 py-2.5 text-sm">
                <p className="flex gap-3">
                  <span className="font-medium">{letter.queue}</span>
                  <span className="ml-auto text-xs text-faint">
                    <Ago at={letter.failedAt} />
                  </span>
                </p>
                <p className="text-xs text-muted">{letter.reason}</p>
              </li>
            ))}
          </ul>
        )}
      </Card>
    </SettingsScreen>
  )
}

'use client'

import { useQuery } from '@tanstack/react-query'
import { Badge } from '@/components/ui/badge'
import { Card, CardHead } from '@/components/ui/card'
import { count, duration, instant } from '@/lib/format'
import { useTimeZone } from '@/lib/me'
import { question } from '@/lib/question'
import { WATCHED_MS } from './queries'

/** When outside systems could not be reached: an inspector asks for it. */
export const OutagesCard = () => {
  const zone = useTimeZone()
  const { data } = useQuery({
    ...question('/outages', { query: { limit: 20 } }),
    refetchInterval: WATCHED_MS,
  })
  if (data === undefined || data.items.length === 0) return null
  return (
    <Card>
      <CardHead title="Outages" note="When a system could not be reached, and what waited" />
      <ul className="divide-y border-t">
        {data.items.map((outage) => (
          <li key={outage.id} className="flex flex-wrap items-baseline gap-x-4 gap-y-1 px-4 py-2 text-sm">
            <span className="min-w-0 flex-1 basis-56">
              <span className="font-medium">{outage.connectionName}</span>
              <span className="block text-xs text-muted">{outage.cause}</span>
              {outage.writesWaiting > 0 && (
                <span className="block text-xs text-due-text">
                  {count(outage.writesWaiting)} {outage.writesWaiting === 1 ? 'write' : 'writes'} for the
                  state
                  {outage.endedAt === null ? ' wait' : ' waited, and went out in order'}
                </span>
              )}
              {outage.catchUp !== null && (
                <span className="block text-xs text-muted">
                  Catch up by {instant(outage.catchUp.dueAt, zone)}: {outage.catchUp.reason}
                </span>
              )}
            </span>
            <span className="text-xs text-faint">
              {instant(outage.beganAt, zone)}
              {outage.endedAt !== null && (
                <> for {duration((Date.parse(outage.endedAt) - Date.parse(outage.beganAt)) / 1000)}</>
              )}
            </span>
            {outage.endedAt === null && <Badge tone="danger">Still out</Badge>}
          </li>
        ))}
      </ul>
    </Card>
  )
}

'use client'

import { ChevronRight } from 'lucide-react'
import Link from 'next/link'
import { Ago } from '@/components/ago'
import { Badge } from '@/components/ui/badge'
import { differences } from '@/features/product/differences'
import type { AuditEvent } from '@/lib/contract'
import { instant } from '@/lib/format'
import { useMe, useTimeZone } from '@/lib/me'
import { paths } from '@/lib/paths'
import { sentence } from '@/lib/words'

const ACTORS: Readonly<Record<string, string>> = { user: 'A person', key: 'An API key', job: 'The system' }

/** One change: what and who; opened, every field before and after and where the request came from. */
export const AuditLine = ({ event }: { event: AuditEvent }) => {
  const { user } = useMe()
  const who = event.actorId === user.id ? 'You' : (ACTORS[event.actorKind] ?? event.actorKind)
  return (
    <li>
      <details className="group">
        <summary className="flex list-none items-center gap-x-3 px-4 py-2 text-sm hover:bg-hover/60 [&::-webkit-details-marker]:hidden">
          <ChevronRight
            aria-hidden
            className="size-3.5 shrink-0 text-faint transition-transform group-open:rotate-90"
          />
          <span className="min-w-0 flex-1">
            <span className="block truncate">{sentence(event.eventType)}</span>
            <span className="block truncate text-xs text-faint sm:hidden">{who}</span>
          </span>
          <Risk level={event.riskLevel} />
          <span className="w-24 truncate text-xs text-muted max-sm:hidden">{who}</span>
          <span className="w-28 text-right text-xs text-faint">
            <Ago at={event.occurredAt} />
          </span>
        </summary>
        <Detail event={event} />
      </details>
    </li>
  )
}

const Risk = ({ level }: { level: string }) =>
  level === 'critical' ? (
    <Badge tone="danger">Critical</Badge>
  ) : level === 'high' ? (
    <Badge tone="due">High risk</Badge>
  ) : null

const Detail = ({ event }: { event: AuditEvent }) => {
  const zone = useTimeZone()
  const changed = differences(event)
  const href = hrefOf(event)
  const facts: readonly (readonly [string, string | null])[] = [
    ['At', instant(event.occurredAt, zone)],
    ['By', `${event.actorKind} ${event.actorId}`],
    ['From address', event.ip],
    ['Request', event.requestId],
  ]
  return (
    <div className="mx-4 mb-3 ml-10 flex flex-col gap-2 rounded-md bg-sunken px-3 py-2 text-xs">
      {changed !== '' && <p className="break-words">{changed}</p>}
      <dl className="grid grid-cols-[6.5rem_minmax(0,1fr)] gap-y-0.5">
        <dt className="text-muted">{sentence(event.resourceType)}</dt>
        <dd className="font-mono break-all">
          {href === null ? (
            event.resourceId
          ) : (
            <Link href={href} className="text-accent-text underline underline-offset-2">
              {event.resourceId}
            </Link>
          )}
        </dd>
        {facts.map(
          ([label, value]) =>
            value !== null && (
              <div key={label} className="contents">
                <dt className="text-muted">{label}</dt>
                <dd className="break-all">{value}</dd>
              </div>
            ),
        )}
      </dl>
    </div>
  )
}

const hrefOf = ({ resourceType, resourceId }: AuditEvent): string | null =>
  resourceType === 'product'
    ? paths.product(resourceId)
    : resourceType === 'purchase_order'
      ? paths.order(resourceId)
      : resourceType === 'import'
        ? paths.importOf(resourceId)
        : null

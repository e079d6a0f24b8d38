'use client'

import { AlarmClock, Undo2 } from 'lucide-react'
import Link from 'next/link'
import { Ago } from '@/components/ago'
import { Badge } from '@/components/ui/badge'
import { Button } from '@/components/ui/button'
import type { AlertItem } from '@/lib/contract'
import { instant } from '@/lib/format'
import { useMoney, useTimeZone } from '@/lib/me'
import { ALERT_KIND } from '@/lib/words'
import { alertHref } from './alert-line'

/** One alert of the inbox: dollars, what and why, and what can be done with it. */
export const AlertRow = ({
  alert,
  showStore,
  onSnooze,
  onReopen,
}: {
  alert: AlertItem
  showStore: boolean
  onSnooze: (() => void) | null
  onReopen: (() => void) | null
}) => {
  const { money } = useMoney()
  const zone = useTimeZone()
  const kind = ALERT_KIND[alert.kind]
  return (
    <li className="group relative flex items-start gap-3 px-4 py-2.5 focus-within:bg-hover/60 hover:bg-hover/60 sm:items-center">
      <span className="num w-20 shrink-0 text-right text-base font-semibold max-sm:w-16">
        {alert.dollarsMinor === 0 ? <span className="text-faint">–</span> : money(alert.dollarsMinor, true)}
      </span>
      <span className="w-28 shrink-0 max-sm:hidden">
        <Badge tone={kind.tone} dot>
          {kind.label}
        </Badge>
      </span>
      <div className="min-w-0 flex-1">
        <Link
          href={alertHref(alert)}
          data-line
          className="text-sm font-medium outline-none after:absolute after:inset-0 focus-visible:after:rounded focus-visible:after:outline-2 focus-visible:after:-outline-offset-2 focus-visible:after:outline-(--ring)"
        >
          {alert.title}
        </Link>
        {alert.severity === 'critical' && alert.state === 'open' && (
          <Badge tone="danger" className="ml-2">
            Critical
          </Badge>
        )}
        <p className="text-xs text-muted">{alert.detail}</p>
        <p className="text-xs text-faint">
          {showStore && `${alert.storeName} · `}
          {alert.state === 'snoozed' && alert.snoozedUntil !== null ? (
            <>
              snoozed until {instant(alert.snoozedUntil, zone)}: {alert.snoozeReason}
            </>
          ) : alert.state === 'resolved' && alert.resolvedAt !== null ? (
            <>
              resolved <Ago at={alert.resolvedAt} />
            </>
          ) : (
            <>
              since <Ago at={alert.firstSeenAt} />
            </>
          )}
        </p>
      </div>
      {onSnooze !== null && (
        <Button
          variant="ghost"
          size="sm"
          className="relative z-10 lg:opacity-0 lg:group-focus-within:opacity-100 lg:group-hover:opacity-100"
          onClick={onSnooze}
          aria-label={`Snooze: ${alert.title}`}
        >
          <AlarmClock /> <span className="max-sm:hidden">Snooze</span>
        </Button>
      )}
      {onReopen !== null && (
        <Button variant="ghost" size="sm" className="relative z-10" onClick={onReopen}>
          <Undo2 /> Back to the inbox
        </Button>
      )}
    </li>
  )
}

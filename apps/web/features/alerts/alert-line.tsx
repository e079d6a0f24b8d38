'use client'

import Link from 'next/link'
import { Badge } from '@/components/ui/badge'
import type { AlertItem } from '@/lib/contract'
import { useMoney } from '@/lib/me'
import { paths } from '@/lib/paths'
import { ALERT_KIND } from '@/lib/words'

/** Where an alert is looked into. */
export const alertHref = (alert: AlertItem): string => {
  if (alert.productId !== null) return paths.product(alert.productId, alert.storeId)
  return PLACES[alert.kind] ?? '/'
}

const PLACES: Partial<Readonly<Record<AlertItem['kind'], string>>> = {
  import_failed: '/import',
  connection_failing: '/settings/connections',
  discrepancies: '/compliance',
  credentials_due: '/compliance/calendar',
  recall_open: '/compliance/recalls',
  transfers_waiting: '/compliance/transfers',
}

/** One alert in a short list: what, where, how many dollars. */
export const AlertLine = ({ alert, showStore }: { alert: AlertItem; showStore: boolean }) => {
  const { money } = useMoney()
  const kind = ALERT_KIND[alert.kind]
  return (
    <Link href={alertHref(alert)} className="flex items-center gap-3 px-4 py-2 hover:bg-hover/60">
      <div className="min-w-0 flex-1">
        <p className="truncate text-sm">{alert.productName ?? alert.title}</p>
        <p className="truncate text-xs text-faint">
          {showStore && `${alert.storeName} · `}
          {alert.detail}
        </p>
      </div>
      <Badge tone={kind.tone}>{kind.label}</Badge>
      <span className="num w-20 text-right text-sm font-medium">
        {alert.dollarsMinor === 0 ? '–' : money(alert.dollarsMinor, true)}
      </span>
    </Link>
  )
}

'use client'

import Link from 'next/link'
import { StackedBar } from '@/components/charts/bars'
import type { ChartColor } from '@/components/charts/colors'
import { Card, CardHead } from '@/components/ui/card'
import type { Dashboard, StockStatus } from '@/lib/contract'
import { count } from '@/lib/format'
import { useMoney } from '@/lib/me'
import { paths } from '@/lib/paths'
import { STOCK_STATUS, STOCK_STATUSES } from '@/lib/words'

const COLOR: Readonly<Record<StockStatus, ChartColor>> = {
  stock_out: 'danger',
  low: 'due',
  ok: 'accent',
  overstock: 'frozen',
  unknown: 'neutral',
  no_demand: 'line',
}

/** How many products stand how; each count leads to them. */
export const StockCard = ({ health }: { health: Dashboard['stockHealth'] }) => {
  const { money } = useMoney()
  const shown = STOCK_STATUSES.filter((status) => (health.counts[status] ?? 0) > 0)
  const words = shown.map((status) => `${health.counts[status]} ${STOCK_STATUS[status].label.toLowerCase()}`)
  return (
    <Card>
      <CardHead title="Stock health" note={`${money(health.stockMinor, true)} on the shelves at cost`} />
      <div className="px-4 pb-3">
        <StackedBar
          summary={`Products by stock: ${words.join(', ')}.`}
          parts={shown.map((status) => ({
            key: status,
            label: STOCK_STATUS[status].label,
            value: health.counts[status] ?? 0,
            color: COLOR[status],
          }))}
        />
        <ul className="mt-2.5 -mb-1">
          {STOCK_STATUSES.map((status) => (
            <li key={status}>
              <Link
                href={paths.products({ status })}
                title={STOCK_STATUS[status].meaning}
                className="-mx-1.5 flex items-center gap-2 rounded px-1.5 py-1 text-sm hover:bg-hover"
              >
                <span
                  aria-hidden
                  className="size-2 rounded-sm"
                  style={{ background: `var(--${COLOR[status]})` }}
                />
                <span className="text-muted">{STOCK_STATUS[status].label}</span>
                <span className="num ml-auto">{count(health.counts[status] ?? 0)}</span>
              </Link>
            </li>
          ))}
        </ul>
      </div>
    </Card>
  )
}

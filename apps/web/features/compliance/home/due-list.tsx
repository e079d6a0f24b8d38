'use client'

import { CircleCheck } from 'lucide-react'
import Link from 'next/link'
import { Badge, Dot } from '@/components/ui/badge'
import { Card } from '@/components/ui/card'
import { dotted } from '@/components/ui/data-table'
import { EmptyState } from '@/components/ui/states'
import { count } from '@/lib/format'
import { useMe, useMoney, useStoreChoice } from '@/lib/me'
import { URGENCY } from '@/lib/words'
import { DueClock } from './due-clock'
import type { Due, DueItem } from './queries'

const ORDER = Object.keys(URGENCY) as DueItem['urgency'][]

/** What is due under headings by urgency, each line with its running clock. */
export const DueList = ({ due }: { due: Due }) => {
  const groups = ORDER.map((urgency) => ({
    urgency,
    items: due.items.filter((item) => item.urgency === urgency),
  })).filter(({ items }) => items.length > 0)
  const listed = due.items.filter(({ kind }) => kind === 'discrepancy').length
  return (
    <Card aria-label="Due" className="overflow-hidden">
      {groups.length === 0 ? (
        <EmptyState icon={CircleCheck} title="Nothing is due">
          {due.lastRuns.length === 0
            ? 'Nothing was compared yet, so this says only that no licence, badge or lab certificate runs out soon.'
            : 'Shelf, till and state agree as far as the last comparison could see, and no paper runs out soon.'}
        </EmptyState>
      ) : (
        groups.map(({ urgency, items }) => (
          <section key={urgency} aria-label={URGENCY[urgency].heading} className="border-b last:border-b-0">
            <h2 className="flex items-center gap-2 bg-sunken px-4 py-1.5 text-xs font-semibold text-muted">
              <Dot tone={URGENCY[urgency].tone} /> {URGENCY[urgency].heading}
              <span className="num font-normal text-faint">{count(items.length)}</span>
            </h2>
            <ul className="divide-y">
              {items.map((item) => (
                <DueLine key={`${item.kind} ${item.id}`} item={item} />
              ))}
            </ul>
          </section>
        ))
      )}
      {listed < due.standing && (
        <p className="border-t px-4 py-2.5 text-sm">
          <Link href="/compliance/discrepancies" className="text-accent-text hover:underline">
            All {count(due.standing)} discrepancies
          </Link>
        </p>
      )}
    </Card>
  )
}

const DueLine = ({ item }: { item: DueItem }) => {
  const { money } = useMoney()
  const { stores } = useMe()
  const showStore = useStoreChoice() === null && stores.length > 1
  return (
    <li className="relative flex items-start gap-3 px-4 py-2.5 focus-within:bg-hover/60 hover:bg-hover/60">
      <div className="min-w-0 flex-1">
        <Link
          href={item.link}
          className="text-sm font-medium outline-none after:absolute after:inset-0 focus-visible:after:rounded focus-visible:after:outline-2 focus-visible:after:-outline-offset-2 focus-visible:after:outline-(--ring)"
        >
          {item.title}
        </Link>
        <p className="text-xs text-muted">{item.detail}</p>
        <p className="text-xs text-faint">
          {dotted(item.kind === 'credential' && <Badge>Paper</Badge>, showStore && item.storeName)}
        </p>
      </div>
      <span className="num text-sm font-semibold max-sm:hidden">
        {item.dollarsMinor === null ? '' : money(Math.abs(item.dollarsMinor))}
      </span>
      <span className="w-36 shrink-0 max-sm:w-auto text-right">
        <DueClock at={item.dueAt} />
        <span className="num block text-xs font-semibold sm:hidden">
          {item.dollarsMinor === null ? '' : money(Math.abs(item.dollarsMinor))}
        </span>
      </span>
    </li>
  )
}

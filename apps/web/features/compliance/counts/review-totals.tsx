'use client'

import { Stat } from '@/components/ui/page'
import { count } from '@/lib/format'
import { useMoney } from '@/lib/me'
import type { Review } from './queries'

/** What a count comes to: how much was counted, how much differs, and its dollars. */
export const ReviewTotals = ({ totals }: { totals: Review['totals'] }) => {
  const { money } = useMoney()
  return (
    <dl className="grid grid-cols-4 gap-4 px-4 pb-3 max-md:grid-cols-2">
      <Stat
        label="Lines counted"
        value={count(totals.counted)}
        note={`of ${count(totals.lines)}${totals.left === 0 ? '' : `, ${count(totals.left)} left as they are`}`}
      />
      <Stat
        label="Lines that differ"
        value={count(totals.different)}
        {...(totals.problems === 0 ? {} : { note: `${count(totals.problems)} cannot be posted as counted` })}
      />
      <Stat
        label="Net difference"
        value={money(totals.netMinor)}
        note={totals.uncosted === 0 ? 'at cost' : `at cost, ${count(totals.uncosted)} lines without one`}
      />
      <Stat
        label="Over and under together"
        value={money(totals.absoluteMinor)}
        note="at cost, without signs"
      />
    </dl>
  )
}

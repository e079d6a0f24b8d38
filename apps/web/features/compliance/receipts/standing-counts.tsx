'use client'

import { Dot } from '@/components/ui/badge'
import { cn } from '@/lib/cn'
import { count } from '@/lib/format'
import { RECEIPT_STANDING } from '@/lib/words'
import type { Receipts, Standing } from './queries'

/** How many receipts stand where; each narrows the list to its own. */
export const StandingCounts = ({
  receipts,
  chosen,
  onChoose,
}: {
  receipts: Receipts
  chosen: string
  onChoose: (standing: string | null) => void
}) => {
  const standings = (Object.keys(RECEIPT_STANDING) as Standing[]).filter(
    (standing) => (receipts.counts[standing] ?? 0) > 0,
  )
  return (
    <div className="flex flex-wrap gap-2" role="group" aria-label="Where receipts stand">
      {receipts.overdue > 0 && (
        <span className="flex items-baseline gap-2 rounded-md border border-danger bg-danger-soft px-3 py-1.5 text-sm text-danger-text">
          Overdue <span className="num font-semibold">{count(receipts.overdue)}</span>
        </span>
      )}
      {standings.map((standing) => (
        <button
          key={standing}
          type="button"
          aria-pressed={chosen === standing}
          title={RECEIPT_STANDING[standing].meaning}
          onClick={() => onChoose(chosen === standing ? null : standing)}
          className={cn(
            'flex items-baseline gap-2 rounded-md border bg-surface px-3 py-1.5 text-sm shadow-card hover:border-line-strong',
            chosen === standing && 'border-accent bg-accent-soft/50',
          )}
        >
          <Dot tone={RECEIPT_STANDING[standing].tone} /> {RECEIPT_STANDING[standing].label}
          <span className="num text-muted">{count(receipts.counts[standing])}</span>
        </button>
      ))}
    </div>
  )
}

'use client'

import { Button } from '@/components/ui/button'
import type { ReorderItem } from '@/lib/contract'
import { useMoney } from '@/lib/me'
import { groupOf, sumOf, type Quantities } from './selection'

/** What is chosen and what comes of it, at the foot of the screen while anything is chosen. */
export const DraftBar = ({
  rows,
  typed,
  busy,
  onDraft,
  onClear,
}: {
  rows: readonly ReorderItem[]
  typed: Quantities
  busy: boolean
  onDraft: () => void
  onClear: () => void
}) => {
  const { money } = useMoney()
  if (rows.length === 0) return null
  const orders = new Set(rows.map(groupOf)).size
  const { costMinor } = sumOf(rows, typed)
  return (
    <div
      role="status"
      className="sticky bottom-3 z-20 mx-3 my-3 flex flex-wrap items-center gap-x-4 gap-y-2 rounded-lg border bg-raised px-4 py-2.5 shadow-pop"
    >
      <p className="num text-sm">
        <span className="font-medium">{rows.length} chosen</span>
        <span className="text-muted">
          , {money(costMinor, true)} on {orders} {orders === 1 ? 'order' : 'orders'}
        </span>
      </p>
      <div className="ml-auto flex gap-2">
        <Button variant="ghost" onClick={onClear}>
          Clear
        </Button>
        <Button variant="primary" busy={busy} onClick={onDraft}>
          Draft purchase {orders === 1 ? 'order' : 'orders'}
        </Button>
      </div>
    </div>
  )
}

'use client'

import Link from 'next/link'
import { Button } from '@/components/ui/button'
import type { OrderItem, ReorderItem } from '@/lib/contract'
import { useMoney } from '@/lib/me'
import { paths } from '@/lib/paths'
import { sumOf, type Quantities } from './selection'

/** The head of a vendor's suggestions: what they come to, and the way to draft them all. */
export const VendorHead = ({
  rows,
  typed,
  showStore,
  busy,
  draft,
  onDraft,
}: {
  rows: readonly ReorderItem[]
  typed: Quantities
  showStore: boolean
  busy: boolean
  draft: OrderItem | undefined
  onDraft: (() => void) | null
}) => {
  const { money } = useMoney()
  const [first] = rows
  if (first === undefined) return null
  const { lines, costMinor, unpriced, atRiskMinor } = sumOf(rows, typed)
  return (
    <div className="flex min-h-10 flex-wrap items-center gap-x-4 gap-y-1 px-4 py-1.5">
      <h2 className="text-sm font-semibold">
        {first.vendorName ?? 'No vendor'}
        {showStore && <span className="font-normal text-muted"> · {first.storeName}</span>}
      </h2>
      {atRiskMinor > 0 && (
        <span className="num text-xs text-danger-text">{money(atRiskMinor, true)} at risk</span>
      )}
      {first.vendorId === null ? (
        <span className="text-xs text-muted">Choose a vendor on each product to order it.</span>
      ) : (
        <span className="num ml-auto text-xs text-muted">
          {lines === 0
            ? draft === undefined
              ? 'all in draft orders'
              : `${draft.lineCount} ${draft.lineCount === 1 ? 'line' : 'lines'} drafted, ${money(draft.totalMinor, true)}`
            : `${lines} ${lines === 1 ? 'line' : 'lines'}, ${money(costMinor, true)}${unpriced > 0 ? ` + ${unpriced} without cost` : ''}`}
        </span>
      )}
      {first.vendorId !== null &&
        (lines === 0 ? (
          <Button asChild size="sm">
            <Link
              href={
                draft === undefined
                  ? paths.orders({ status: 'draft', vendorId: first.vendorId })
                  : paths.order(draft.id)
              }
            >
              Review draft
            </Link>
          </Button>
        ) : (
          onDraft !== null && (
            <Button size="sm" busy={busy} onClick={onDraft}>
              Draft order
            </Button>
          )
        ))}
    </div>
  )
}

'use client'

import { dotted, TwoLines, type Column } from '@/components/ui/data-table'
import { cn } from '@/lib/cn'
import { count, percent } from '@/lib/format'
import { useMoney } from '@/lib/me'
import type { VendorScore } from './vendor-queries'
import { DEARER, leadTime, POOR, signed } from './vendor-words'

const Name = ({ row, onOpen }: { row: VendorScore; onOpen: (id: string) => void }) => (
  <TwoLines
    first={
      <button
        type="button"
        onClick={() => onOpen(row.vendorId)}
        className="max-w-full truncate rounded-sm text-left font-medium hover:text-accent-text hover:underline"
      >
        {row.vendorName}
      </button>
    }
    second={
      row.tooLittle ??
      dotted(
        `${count(row.orders)} ${row.orders === 1 ? 'order' : 'orders'}`,
        `${count(row.deliveries)} deliveries`,
        <span key="phone" className="sm:hidden">
          {percent(row.onTimeShare)} on time
        </span>,
      )
    }
  />
)

const Late = ({ row }: { row: VendorScore }) => {
  const { money } = useMoney()
  if (row.lateOrders === 0) return <span className="text-faint">–</span>
  return (
    <TwoLines
      first={<span className="font-medium text-danger-text">{money(row.lateMinor, true)}</span>}
      second={`${count(row.lateOrders)} ${row.lateOrders === 1 ? 'order' : 'orders'}`}
    />
  )
}

const Share = ({ share }: { share: number | null }) => (
  <span className={cn(share === null && 'text-faint', share !== null && share < POOR && 'text-danger-text')}>
    {percent(share)}
  </span>
)

/** Columns of the vendors' report; every figure can be the order. */
export const vendorColumns = (onOpen: (id: string) => void): Column<VendorScore>[] => [
  { id: 'name', header: 'Vendor', sort: 'name', cell: (row) => <Name row={row} onOpen={onOpen} /> },
  {
    id: 'fill',
    header: 'In full',
    sort: 'fill_rate',
    align: 'right',
    className: 'w-24 max-sm:hidden',
    cell: (row) => <Share share={row.fillRate} />,
  },
  {
    id: 'on_time',
    header: 'On time',
    sort: 'on_time',
    align: 'right',
    className: 'w-24 max-sm:hidden',
    cell: (row) => <Share share={row.onTimeShare} />,
  },
  {
    id: 'lead',
    header: 'Lead time',
    sort: 'lead_time',
    align: 'right',
    className: 'w-32 max-sm:w-28',
    cell: (row) => (
      <TwoLines
        first={leadTime(row.leadDays, row.leadSpreadDays)}
        second={`set: ${leadTime(row.statedLeadDays, row.statedSpreadDays)}`}
      />
    ),
  },
  {
    id: 'drift',
    header: 'Prices',
    sort: 'price_drift',
    align: 'right',
    className: 'w-24 max-md:hidden',
    cell: (row) => (
      <span
        className={cn(
          row.priceDrift === null && 'text-faint',
          (row.priceDrift ?? 0) > DEARER && 'text-danger-text',
        )}
      >
        {signed(row.priceDrift)}
      </span>
    ),
  },
  {
    id: 'short',
    header: 'Short / over',
    align: 'right',
    className: 'w-28 max-lg:hidden',
    cell: (row) => (
      <TwoLines
        first={`${count(row.shortLines)} / ${count(row.overLines)}`}
        second={`of ${count(row.closedLines)} lines`}
      />
    ),
  },
  {
    id: 'late',
    header: 'Late now',
    sort: 'late',
    align: 'right',
    className: 'w-28 max-sm:w-22',
    cell: (row) => <Late row={row} />,
  },
]

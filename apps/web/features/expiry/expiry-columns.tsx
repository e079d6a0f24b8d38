'use client'

import { Badge } from '@/components/ui/badge'
import { dotted, TwoLines, type Column } from '@/components/ui/data-table'
import { day, withUnit } from '@/lib/format'
import { useMoney } from '@/lib/me'
import type { ExpiryLot } from './queries'
import { CHOICES, leavesIn } from './words'

const Name = ({
  row,
  onOpen,
  withStore,
}: {
  row: ExpiryLot
  onOpen: (id: string) => void
  withStore: boolean
}) => (
  <TwoLines
    first={
      <button
        type="button"
        onClick={() => onOpen(row.lotId)}
        className="max-w-full truncate rounded-sm text-left font-medium hover:text-accent-text hover:underline"
      >
        {row.productName}
      </button>
    }
    second={
      <>
        <span className="sm:hidden">{leavesIn(row)} · </span>
        {dotted(
          withStore ? row.storeName : null,
          row.packageTag === null
            ? row.lotCode === ''
              ? null
              : `Lot ${row.lotCode}`
            : `…${row.packageTag.slice(-6)}`,
        )}
      </>
    }
  />
)

const Money = ({ row }: { row: ExpiryLot }) => {
  const { money } = useMoney()
  return (
    <TwoLines
      first={<span className="font-medium text-danger-text">{money(row.wasteMinor, true)}</span>}
      second={`${money(row.wasteAtPriceMinor, true)} at price`}
    />
  )
}

const Way = ({ row }: { row: ExpiryLot }) => {
  const { money } = useMoney()
  if (row.decision !== null)
    return (
      <TwoLines
        first={<Badge tone="accent">{CHOICES[row.decision.choice].done}</Badge>}
        second={row.decision.madeBy}
      />
    )
  if (row.recommended === null || row.recommended === 'keep')
    return <span className="text-faint">{CHOICES.keep.label}</span>
  return (
    <TwoLines
      first={CHOICES[row.recommended].label}
      second={row.savedMinor > 0 ? `saves ${money(row.savedMinor, true)}` : null}
    />
  )
}

/** Columns of the expiry planner; sorted by waste or by day. */
export const expiryColumns = (onOpen: (id: string) => void, withStore: boolean): Column<ExpiryLot>[] => [
  {
    id: 'product',
    header: 'Lot',
    cell: (row) => <Name row={row} onOpen={onOpen} withStore={withStore} />,
  },
  {
    id: 'day',
    header: 'Leaves sale',
    sort: 'day',
    className: 'w-28 max-sm:hidden',
    cell: (row) => <TwoLines first={day(row.leavesOn, false)} second={leavesIn(row)} />,
  },
  {
    id: 'quantity',
    header: 'On hand',
    align: 'right',
    className: 'w-28 max-md:hidden',
    cell: (row) => (
      <TwoLines
        first={withUnit(row.quantity, row.unit)}
        second={`${Math.round(row.unitsPerDay * 10) / 10} a day`}
      />
    ),
  },
  {
    id: 'left',
    header: 'Left over',
    align: 'right',
    className: 'w-28 max-sm:hidden',
    cell: (row) => (
      <TwoLines
        first={withUnit(rounded(row.expectedUnsold), row.unit)}
        second={`${rounded(row.unsoldLow)} to ${rounded(row.unsoldHigh)}`}
      />
    ),
  },
  {
    id: 'waste',
    header: 'Waste',
    sort: 'waste',
    align: 'right',
    className: 'w-28 max-sm:w-24',
    cell: (row) => <Money row={row} />,
  },
  {
    id: 'way',
    header: 'What to do',
    className: 'w-52 max-lg:w-40 max-sm:w-28',
    cell: (row) => <Way row={row} />,
  },
]

/** Expected units are no counts: a tenth is all they are worth. */
const rounded = (units: string): number => Math.round(Number(units) * 10) / 10

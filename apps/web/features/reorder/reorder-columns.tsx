'use client'

import Link from 'next/link'
import { StockBadge } from '@/components/status-badge'
import { dotted, TwoLines, type Column } from '@/components/ui/data-table'
import { Input } from '@/components/ui/input'
import type { ReorderItem } from '@/lib/contract'
import { day, days, quantity, withUnit } from '@/lib/format'
import { useMoney } from '@/lib/me'
import { paths } from '@/lib/paths'
import { costOf, isDrafted, keyOf, orderedQuantity, type Quantities } from './selection'
import { WhyOrder } from './why-order'

const Money = ({ minor, className }: { minor: number | null; className?: string }) => {
  const { money } = useMoney()
  return minor === 0 ? (
    <span className="text-faint">–</span>
  ) : (
    <span className={className}>{money(minor, true)}</span>
  )
}

const QuantityInput = ({
  row,
  typed,
  onType,
  disabled,
}: {
  row: ReorderItem
  typed: Quantities
  onType: (key: string, value: string) => void
  disabled: boolean
}) => (
  <Input
    aria-label={`Quantity of ${row.name} to order`}
    inputMode="decimal"
    value={orderedQuantity(row, typed)}
    disabled={disabled || row.vendorId === null}
    onChange={(event) => onType(keyOf(row), event.target.value.replace(',', '.'))}
    className="num ml-auto h-7 w-full max-w-20 px-1.5 text-right"
  />
)

/** Columns of the workbench. */
export const reorderColumns = (options: {
  typed: Quantities
  onType: (key: string, value: string) => void
  readOnly: boolean
  showStore: boolean
}): Column<ReorderItem>[] => [
  {
    id: 'name',
    header: 'Product',
    cell: (row) => (
      <TwoLines
        first={
          <Link
            href={paths.product(row.productId, row.storeId)}
            className="font-medium hover:text-accent-text hover:underline"
          >
            {row.name}
          </Link>
        }
        second={
          <>
            <span className="md:hidden">
              {dotted(
                `${withUnit(row.onHand, row.unit)} on hand`,
                row.stockOutOn !== null && `out ${day(row.stockOutOn, false)}`,
              )}
            </span>
            <span className="max-md:hidden">
              {dotted(row.sku, Number(row.casePack) > 1 && `case of ${quantity(row.casePack)}`)}
            </span>
          </>
        }
      />
    ),
  },
  {
    id: 'status',
    header: 'Status',
    className: 'w-30 max-lg:hidden',
    cell: (row) => <StockBadge status={row.stockStatus} />,
  },
  {
    id: 'onHand',
    header: 'On hand',
    align: 'right',
    className: 'w-28 max-md:hidden',
    cell: (row) => (
      <TwoLines
        first={
          row.onHand === null ? <span className="text-faint">unknown</span> : withUnit(row.onHand, row.unit)
        }
        second={onTheWay(row)}
      />
    ),
  },
  {
    id: 'rate',
    header: 'A day',
    align: 'right',
    className: 'w-18 max-lg:hidden',
    cell: (row) => quantity(row.unitsPerDay, 1),
  },
  {
    id: 'supply',
    header: 'Runs out',
    align: 'right',
    className: 'w-24 max-md:hidden',
    cell: (row) => (
      <TwoLines
        first={row.stockOutOn === null ? '–' : day(row.stockOutOn, false)}
        second={days(row.daysOfSupply)}
      />
    ),
  },
  {
    id: 'risk',
    header: 'At risk',
    align: 'right',
    className: 'w-20 max-sm:hidden',
    cell: (row) => <Money minor={row.atRiskMinor} className="font-medium text-danger-text" />,
  },
  {
    id: 'why',
    header: <span className="sr-only">Why</span>,
    align: 'right',
    className: 'w-14',
    cell: (row) => (
      <WhyOrder storeId={row.storeId} productId={row.productId} label={`Why order ${row.name}?`}>
        <span className="text-xs text-muted">why?</span>
      </WhyOrder>
    ),
  },
  {
    id: 'quantity',
    header: 'Order',
    align: 'right',
    className: 'w-24',
    cell: (row) =>
      isDrafted(row, options.typed) ? (
        <span className="text-muted" title="In a draft order that waits for approval">
          {quantity(row.onDraft)} <span className="text-xs text-faint">drafted</span>
        </span>
      ) : (
        <QuantityInput row={row} typed={options.typed} onType={options.onType} disabled={options.readOnly} />
      ),
  },
  {
    id: 'cost',
    header: 'Cost',
    align: 'right',
    className: 'w-24 max-sm:hidden',
    cell: (row) => <Money minor={costOf(row, options.typed)} />,
  },
]

const onTheWay = (row: ReorderItem): string | null => {
  const parts = [
    Number(row.onOrder) > 0 ? `${quantity(row.onOrder)} on order` : null,
    Number(row.onDraft) > 0 ? `${quantity(row.onDraft)} in drafts` : null,
  ].filter((part) => part !== null)
  return parts.length === 0 ? null : parts.join(', ')
}

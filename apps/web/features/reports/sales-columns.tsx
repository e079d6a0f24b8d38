'use client'

import Link from 'next/link'
import type { Column } from '@/components/ui/data-table'
import type { SalesRow } from '@/lib/contract'
import { percent, quantity, weekday } from '@/lib/format'
import { useMoney } from '@/lib/me'
import { paths } from '@/lib/paths'
import { categoryName } from '@/lib/words'
import { SALES_BY, type SalesBy } from './sales-by'

const Money = ({ minor }: { minor: number | null }) => {
  const { money } = useMoney()
  return money(minor)
}

const UUID = /^[0-9a-f]{8}-/

/** The words of a row of the report. */
export const labelOf = (row: SalesRow, by: SalesBy): string => {
  if (by === 'day') return weekday(row.key)
  if (by === 'category') return categoryName(row.label)
  return row.label === '' ? 'Not said' : row.label
}

const marginOf = ({ netMinor, costMinor }: SalesRow): number | null =>
  costMinor === null || netMinor === 0 ? null : 1 - costMinor / netMinor

/** Columns of the sales report. */
export const salesColumns = (by: SalesBy): Column<SalesRow>[] => [
  {
    id: 'label',
    header: SALES_BY.find(({ value }) => value === by)?.label,
    cell: (row) =>
      by === 'product' && UUID.test(row.key) ? (
        <Link href={paths.product(row.key)} className="font-medium hover:text-accent-text hover:underline">
          {row.label}
        </Link>
      ) : (
        labelOf(row, by)
      ),
  },
  {
    id: 'units',
    header: 'Units',
    align: 'right',
    className: 'w-24 max-sm:w-18',
    cell: (row) => quantity(row.units),
  },
  {
    id: 'returned',
    header: 'Returned',
    align: 'right',
    className: 'w-24 max-lg:hidden',
    cell: (row) => (Number(row.returned) === 0 ? '–' : quantity(row.returned)),
  },
  {
    id: 'gross',
    header: 'Gross',
    align: 'right',
    className: 'w-32 max-lg:hidden',
    cell: (row) => <Money minor={row.grossMinor} />,
  },
  {
    id: 'discount',
    header: 'Discounts',
    align: 'right',
    className: 'w-28 max-md:hidden',
    cell: (row) => <Money minor={row.discountMinor} />,
  },
  {
    id: 'tax',
    header: 'Tax',
    align: 'right',
    className: 'w-28 max-md:hidden',
    cell: (row) => <Money minor={row.taxMinor} />,
  },
  {
    id: 'margin',
    header: 'Margin',
    align: 'right',
    className: 'w-20 max-md:hidden',
    cell: (row) => percent(marginOf(row)),
  },
  {
    id: 'net',
    header: 'Net',
    align: 'right',
    className: 'w-32 max-sm:w-28 font-medium',
    cell: (row) => <Money minor={row.netMinor} />,
  },
]

import { ChevronRight } from 'lucide-react'
import Link from 'next/link'
import { Badge } from '@/components/ui/badge'
import { dotted, TwoLines, type Column } from '@/components/ui/data-table'
import { change, count, percent, quantity } from '@/lib/format'
import { paths } from '@/lib/paths'
import { categoryName, modelName } from '@/lib/words'
import type { Level } from './queries'

/** What a level is called. */
export const levelName = ({ level, name }: Pick<Level, 'level' | 'name'>): string =>
  level === 'category' ? categoryName(name) : name

const KINDS: Readonly<Record<Level['level'], string>> = {
  all: 'All stores',
  store: 'Store',
  category: 'Category',
  line: 'Product line',
  product: 'Product',
}

const LINK =
  'inline-flex max-w-full items-center gap-1 rounded-sm text-left font-medium hover:text-accent-text hover:underline'

const Name = ({
  row,
  storeId,
  onOpen,
}: {
  row: Level
  storeId: string | undefined
  onOpen: (row: Level) => void
}) => (
  <TwoLines
    first={
      row.level === 'product' ? (
        <Link href={paths.product(row.id, storeId ?? null)} className={LINK}>
          <span className="truncate">{row.name}</span>
        </Link>
      ) : (
        <button type="button" onClick={() => onOpen(row)} className={LINK}>
          <span className="truncate">{levelName(row)}</span>
          <ChevronRight className="size-3.5 shrink-0 text-faint" aria-hidden />
        </button>
      )
    }
    second={dotted(
      row.level === 'product'
        ? null
        : `${KINDS[row.level]}, ${count(row.products)} ${row.products === 1 ? 'product' : 'products'}`,
      Math.abs(row.movedUnits) < 0.05
        ? null
        : `${row.movedUnits > 0 ? '+' : '−'}${quantity(Math.abs(row.movedUnits), 1)} in 14 days, to agree with the totals`,
      row.newStrain ? 'New: its share of the line' : row.model === null ? null : modelName(row.model),
    )}
  />
)

const Change = ({ row }: { row: Level }) => {
  const text = change(row.units, row.soldUnits)
  if (text === null) return <Badge>New</Badge>
  return (
    <span className={Math.abs(row.units / row.soldUnits - 1) < 0.1 ? 'text-muted' : undefined}>{text}</span>
  )
}

/** Columns of the parts of a level. */
export const levelColumns = (
  days: number,
  money: (minor: number | null, whole?: boolean) => string,
  storeId: string | undefined,
  onOpen: (row: Level) => void,
): Column<Level>[] => [
  { id: 'name', header: 'Name', cell: (row) => <Name row={row} storeId={storeId} onOpen={onOpen} /> },
  {
    id: 'units',
    header: `Next ${days} days`,
    align: 'right',
    className: 'w-28',
    cell: (row) => <span className="font-medium">{quantity(row.units, row.units < 10 ? 1 : 0)}</span>,
  },
  {
    id: 'sold',
    header: `Last ${days} days`,
    align: 'right',
    className: 'w-28 max-sm:hidden',
    cell: (row) => quantity(row.soldUnits, 0),
  },
  { id: 'change', header: 'Change', align: 'right', className: 'w-20', cell: (row) => <Change row={row} /> },
  {
    id: 'dollars',
    header: 'Worth',
    align: 'right',
    className: 'w-28 max-md:hidden',
    cell: (row) => money(row.dollarsMinor, true),
  },
  {
    id: 'wape',
    header: 'Off by',
    align: 'right',
    className: 'w-20 max-md:hidden',
    cell: (row) => <span className={row.wape === null ? 'text-faint' : undefined}>{percent(row.wape)}</span>,
  },
]

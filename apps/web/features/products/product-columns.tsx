'use client'

import Link from 'next/link'
import { StockBadge, statusName } from '@/components/status-badge'
import { Dot } from '@/components/ui/badge'
import { dotted, TwoLines, type Column } from '@/components/ui/data-table'
import type { ProductItem } from '@/lib/contract'
import { day, days, quantity, withUnit } from '@/lib/format'
import { useMoney } from '@/lib/me'
import { paths } from '@/lib/paths'
import { categoryName, STOCK_STATUS } from '@/lib/words'

const Name = ({ product, storeId }: { product: ProductItem; storeId: string | null }) => (
  <TwoLines
    first={
      <Link
        href={paths.product(product.id, storeId)}
        className="font-medium hover:text-accent-text hover:underline"
      >
        {product.name}
      </Link>
    }
    second={
      <>
        <span className="md:hidden">
          <Dot tone={STOCK_STATUS[product.stockStatus].tone} className="mr-1.5 inline-block align-middle" />
          {dotted(
            statusName(product.stockStatus, Number(product.onHand) > 0),
            product.onHand !== null && `${withUnit(product.onHand, product.unit)} on hand`,
          )}
        </span>
        <span className="max-md:hidden">
          {dotted(
            categoryName(product.category),
            product.vendorName ?? 'no vendor',
            !product.active && 'not sold any more',
            product.sku,
          )}
        </span>
      </>
    }
  />
)

const AtRisk = ({ product }: { product: ProductItem }) => {
  const { money } = useMoney()
  if (product.atRiskMinor === 0) return <span className="text-faint">–</span>
  return (
    <TwoLines
      first={<span className="font-medium text-danger-text">{money(product.atRiskMinor, true)}</span>}
      second={product.stockOutOn === null ? null : `out ${day(product.stockOutOn, false)}`}
    />
  )
}

const Price = ({ product }: { product: ProductItem }) => {
  const { price } = useMoney()
  return (
    <TwoLines
      first={price(product.price)}
      second={product.cost === null ? 'cost unknown' : price(product.cost)}
    />
  )
}

/** Columns of the product list; the name leads to the product. `edit` is null for people who may not. */
export const productColumns = (
  storeId: string | null,
  edit: ((id: string) => void) | null,
): Column<ProductItem>[] => [
  {
    id: 'name',
    header: 'Product',
    sort: 'name',
    cell: (row) => <Name product={row} storeId={storeId} />,
  },
  {
    id: 'status',
    header: 'Status',
    className: 'w-34 max-md:hidden',
    cell: (row) => <StockBadge status={row.stockStatus} some={Number(row.onHand) > 0} />,
  },
  {
    id: 'onHand',
    header: 'On hand',
    align: 'right',
    className: 'w-24 max-md:hidden',
    cell: (row) => (
      <TwoLines
        first={
          row.onHand === null ? <span className="text-faint">unknown</span> : withUnit(row.onHand, row.unit)
        }
        second={Number(row.onOrder) > 0 ? `+${quantity(row.onOrder)} on order` : null}
      />
    ),
  },
  {
    id: 'supply',
    header: 'Supply',
    sort: 'days_of_supply',
    align: 'right',
    className: 'w-24 max-md:hidden',
    cell: (row) => days(row.daysOfSupply),
  },
  {
    id: 'rate',
    header: 'A day',
    align: 'right',
    className: 'w-20 max-lg:hidden',
    cell: (row) => quantity(row.unitsPerDay, 1),
  },
  {
    id: 'sold',
    header: 'Sold, 30 d',
    sort: 'sold',
    align: 'right',
    className: 'w-24 max-lg:hidden',
    cell: (row) => quantity(row.soldLast30, 0),
  },
  {
    id: 'risk',
    header: 'At risk',
    sort: 'risk',
    align: 'right',
    className: 'w-24 max-sm:w-20',
    cell: (row) => <AtRisk product={row} />,
  },
  {
    id: 'price',
    header: 'Price / cost',
    align: 'right',
    className: 'w-28 max-lg:hidden',
    cell: (row) => <Price product={row} />,
  },
  ...(edit === null ? [] : [editColumn(edit)]),
]

const editColumn = (edit: (id: string) => void): Column<ProductItem> => ({
  id: 'edit',
  header: <span className="sr-only">Edit</span>,
  align: 'right',
  className: 'w-16 max-md:hidden',
  cell: (row) => (
    <button
      type="button"
      aria-label={`Edit ${row.name}`}
      onClick={() => edit(row.id)}
      className="rounded-sm text-xs text-muted hover:text-text hover:underline"
    >
      Edit
    </button>
  ),
})

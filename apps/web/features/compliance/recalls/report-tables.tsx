'use client'

import type { ReactNode } from 'react'
import { cn } from '@/lib/cn'
import { instant, withUnit } from '@/lib/format'
import { useTimeZone } from '@/lib/me'
import { heldText } from './goods-card'
import type { RecallGoods, RecallSale } from './queries'
import { useUnits } from './use-units'

/** All goods of a recall, whole, for paper. */
export const GoodsTable = ({ goods }: { goods: readonly RecallGoods[] }) => {
  const unitOf = useUnits(goods.map(({ productId }) => productId))
  return (
    <Table
      label="Goods"
      heads={['Goods', 'Tag or lot', 'Store', '#In stock', '#Sold', '#Destroyed', 'State']}
      rows={goods.map((row) => ({
        key: row.id,
        cells: [
          row.productName ?? 'Not here',
          row.packageTag ?? row.lotCode ?? '–',
          row.storeName,
          withUnit(row.onHand, unitOf(row.productId)),
          withUnit(row.sold, unitOf(row.productId)),
          withUnit(row.destroyed, unitOf(row.productId)),
          heldText(row),
        ],
      }))}
    />
  )
}

/** All receipts of a recall, whole, for paper. */
export const SalesTable = ({ sales }: { sales: readonly RecallSale[] }) => {
  const zone = useTimeZone()
  const unitOf = useUnits(sales.map(({ productId }) => productId))
  return (
    <Table
      label="Receipts"
      heads={['Customer', 'Receipt', 'Store', 'Sold', 'Goods', '#Quantity', 'How certain']}
      rows={sales.map((row, at) => ({
        key: `${row.receiptId} ${at}`,
        cells: [
          row.customerRef ?? 'names nobody',
          row.receiptNumber,
          row.storeName,
          instant(row.occurredAt, zone),
          row.productName,
          withUnit(row.quantity, unitOf(row.productId)),
          row.certainty === 'named' ? 'certain' : 'possible',
        ],
      }))}
    />
  )
}

/** A plain table that prints in full; heads that begin with # are of numbers. It scrolls sideways on phones. */
const Table = ({
  label,
  heads,
  rows,
}: {
  label: string
  heads: readonly string[]
  rows: readonly { key: string; cells: readonly ReactNode[] }[]
}) => {
  if (rows.length === 0) return <p className="text-sm text-muted">None.</p>
  const isNumber = (at: number): boolean => heads[at]?.startsWith('#') === true
  return (
    <div
      role="region"
      aria-label={`Table of ${label.toLowerCase()}`}
      tabIndex={0}
      className="overflow-x-auto"
    >
      <table className="w-full border-collapse text-xs">
        <caption className="sr-only">{label}</caption>
        <thead>
          <tr className="border-b text-muted">
            {heads.map((head, at) => (
              <th
                key={head}
                scope="col"
                className={cn('px-1.5 py-1 text-left font-medium', isNumber(at) && 'text-right')}
              >
                {head.replace('#', '')}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map(({ key, cells }) => (
            <tr key={key} className="break-inside-avoid border-b align-top">
              {cells.map((cell, at) => (
                <td key={heads[at]} className={cn('px-1.5 py-1', isNumber(at) && 'num text-right')}>
                  {cell}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

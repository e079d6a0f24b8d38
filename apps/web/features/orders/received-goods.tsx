'use client'

import { Card, CardHead } from '@/components/ui/card'
import type { OrderDetail } from '@/lib/contract'
import { day, instant, quantity } from '@/lib/format'
import { useMoney, useTimeZone } from '@/lib/me'

/** Goods that came on this order, with their lots. */
export const ReceivedGoods = ({ order }: { order: OrderDetail }) => {
  const zone = useTimeZone()
  const { price } = useMoney()
  return (
    <Card>
      <CardHead title="Received" />
      <div className="overflow-x-auto" tabIndex={0} role="region" aria-label="Goods received">
        <table className="w-full text-sm">
          <thead className="text-xs text-muted">
            <tr className="border-y">
              {['When', 'Product', 'Quantity', 'Unit cost', 'Lot', 'Package tag', 'Expires', 'Room'].map(
                (header) => (
                  <th
                    key={header}
                    scope="col"
                    className={
                      header === 'Quantity' || header === 'Unit cost'
                        ? 'px-3 py-2 text-right font-medium'
                        : 'px-3 py-2 text-left font-medium first:pl-4'
                    }
                  >
                    {header}
                  </th>
                ),
              )}
            </tr>
          </thead>
          <tbody>
            {order.receipts.map((receipt) => (
              <tr key={receipt.id} className="border-b last:border-0">
                <td className="py-1.5 pr-3 pl-4 whitespace-nowrap text-muted">
                  {instant(receipt.receivedAt, zone)}
                </td>
                <td className="px-3">
                  {receipt.name}
                  {receipt.reason !== null && (
                    <span className="block text-xs text-faint">{receipt.reason}</span>
                  )}
                </td>
                <td className="num px-3 text-right">{quantity(receipt.quantity)}</td>
                <td className="num px-3 text-right">{price(receipt.unitCost)}</td>
                <td className="px-3">{receipt.lotCode === '' ? '–' : receipt.lotCode}</td>
                <td className="px-3 font-mono text-xs">{receipt.packageTag ?? '–'}</td>
                <td className="px-3 whitespace-nowrap">{day(receipt.expiresOn)}</td>
                <td className="px-3">{receipt.room ?? '–'}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </Card>
  )
}

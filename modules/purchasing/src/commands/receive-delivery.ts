import { Decimal } from '@suite/kernel'
import { sql, type Tx } from '@suite/db'
import { receiveStock } from '@suite/inventory'
import { openQuantity } from '../rules/receiving.ts'
import { receivePurchaseOrder } from './receive-purchase-order.ts'

/** A package that came with a manifest; quantity in the product's unit. */
export interface Delivered {
  readonly storeId: string
  readonly productId: string
  readonly quantity: string
  readonly unitCost: string | null
  readonly lotCode: string
  readonly packageTag: string
  readonly expiresOn: string | null
  /** The shipper's licence; empty when unknown. */
  readonly shipperLicence: string
  readonly manifest: string
  readonly now: Date
}

interface Line {
  readonly orderId: string
  readonly lineId: string
  readonly quantity: string
  readonly received: string
}

/**
 * Takes a delivered package into stock: off the open orders of its store to this shipper that wait for the product, the
 * oldest first, and what no order waits for as goods that came unordered. An order to a vendor whose licence is known to be
 * another is left alone, and so is one written in a till, which receives it itself; one to a vendor without a licence comes last. All of it lies in one lot.
 * @throws AppError as receiving an order and `receiveStock` do
 */
export const receiveDelivery = async (tx: Tx, delivered: Delivered): Promise<{ lotId: string }> => {
  let left = new Decimal(delivered.quantity)
  let lotId: string | null = null
  for (const line of await waitingLines(tx, delivered)) {
    const quantity = Decimal.min(left, openQuantity(line))
    if (!quantity.gt(0)) continue
    const { lotIds } = await receivePurchaseOrder(tx, {
      id: line.orderId,
      now: delivered.now,
      lines: [{ ...entryOf(delivered), lineId: line.lineId, quantity: quantity.toFixed() }],
    })
    lotId = lotIds[0] ?? lotId
    left = left.minus(quantity)
  }
  if (lotId !== null && !left.gt(0)) return { lotId }
  return receiveStock(tx, {
    storeId: delivered.storeId,
    productId: delivered.productId,
    quantity: left.toFixed(),
    unitCost: delivered.unitCost,
    lotCode: delivered.lotCode,
    packageTag: delivered.packageTag,
    expiresOn: delivered.expiresOn,
    room: null,
    receivedAt: delivered.now,
    source: { type: 'person', id: null },
  })
}

const entryOf = ({ unitCost, lotCode, packageTag, expiresOn, manifest }: Delivered) => ({
  ...(unitCost === null ? {} : { unitCost }),
  lotCode,
  packageTag,
  ...(expiresOn === null ? {} : { expiresOn }),
  reason: `Manifest ${manifest}`,
})

const waitingLines = async (tx: Tx, { storeId, productId, shipperLicence }: Delivered): Promise<Line[]> => {
  const { rows } = await sql<Line>`
    select o.id as "orderId", l.id as "lineId", trim_scale(l.quantity) as quantity,
      trim_scale(l.received_quantity) as received
    from purchase_orders o
    join purchase_order_lines l on l.organization_id = o.organization_id and l.purchase_order_id = o.id
    join vendors v on v.organization_id = o.organization_id and v.id = o.vendor_id
    where (v.licence_number is null or ${shipperLicence} in ('', v.licence_number))
      and o.store_id = ${storeId} and o.status in ('approved', 'sent', 'partly_received')
      and o.origin <> 'till' and l.product_id = ${productId} and l.received_quantity < l.quantity
    order by v.licence_number is null, o.number, l.id`.execute(tx.db)
  return rows
}

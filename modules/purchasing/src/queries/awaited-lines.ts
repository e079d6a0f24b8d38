import { sql, type Read } from '@suite/db'
import type { AwaitedLine, AwaitedQuery } from '../contract.ts'

/** Lines one shipper's delivery can be about, at most. */
const MOST = 500

/**
 * What a store's open orders to a shipper still wait for, the oldest order first: those to vendors of this licence, and to
 * vendors whose licence nobody has said. Orders of a till are received there.
 */
export const awaitedLines = async (
  read: Read,
  { storeId, shipperLicence }: AwaitedQuery,
): Promise<{ items: AwaitedLine[] }> => {
  const { rows } = await sql<AwaitedLine>`
    select o.id as "orderId", o.number as "orderNumber", v.name as "vendorName", o.expected_on as "expectedOn",
      l.product_id as "productId", p.name, l.unit, trim_scale(l.quantity)::text as quantity,
      trim_scale(l.quantity - l.received_quantity)::text as "openQuantity", trim_scale(l.unit_cost)::text as "unitCost",
      v.licence_number is not null as "licenceKnown"
    from purchase_orders o
    join purchase_order_lines l on l.organization_id = o.organization_id and l.purchase_order_id = o.id
    join vendors v on v.organization_id = o.organization_id and v.id = o.vendor_id
    join products p on p.organization_id = l.organization_id and p.id = l.product_id
    where o.store_id = ${storeId} and o.status in ('approved', 'sent', 'partly_received') and o.origin <> 'till'
      and (v.licence_number is null or ${shipperLicence} in ('', v.licence_number))
      and l.received_quantity < l.quantity
    order by v.licence_number is null, o.number, p.name, l.id limit ${MOST}`.execute(read.db)
  return { items: rows }
}

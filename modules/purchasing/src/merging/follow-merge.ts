import { moveRows, moveRowsBack, type MergeFollower } from '@suite/catalog'
import { sql } from '@suite/db'

const OPEN = sql`('draft', 'approved', 'sent', 'partly_received')`
const OF_OPEN_ORDERS = sql`t.purchase_order_id in (select o.id from purchase_orders o where o.status in ${OPEN})`
const OF_THEIR_INVOICES = sql`t.invoice_id in (
  select i.id from vendor_invoices i join purchase_orders o on o.id = i.purchase_order_id where o.status in ${OPEN})`

/** Open orders and their invoices go to the product that stays; closed ones are documents and keep what they said. */
export const ordersFollowMerge: MergeFollower = {
  refusal: async (read, { keptId, mergedId }) => {
    const { rows } = await sql<{ number: number }>`
      select o.number from purchase_orders o
      where o.status in ${OPEN} and (
        exists (select from purchase_order_lines a join purchase_order_lines b on b.purchase_order_id = a.purchase_order_id
          where a.purchase_order_id = o.id and a.product_id = ${keptId} and b.product_id = ${mergedId})
        or exists (select from vendor_invoices i join vendor_invoice_lines a on a.invoice_id = i.id
          join vendor_invoice_lines b on b.invoice_id = i.id
          where i.purchase_order_id = o.id and a.product_id = ${keptId} and b.product_id = ${mergedId}))
      order by o.number limit 1`.execute(read.db)
    const order = rows[0]
    return order === undefined
      ? null
      : `Purchase order ${order.number} or its invoice holds both products. Receive or cancel it first, or take one of the two off the draft.`
  },
  preview: async (read, productId) => {
    const { rows } = await sql<{ lines: number }>`
      select count(*) as lines from purchase_order_lines t where t.product_id = ${productId} and ${OF_OPEN_ORDERS}`.execute(
      read.db,
    )
    return { 'open order lines': rows[0]?.lines ?? 0 }
  },
  follow: async (tx, merge) => {
    const lines = await moveRows(tx, merge, 'purchase_order_lines', OF_OPEN_ORDERS)
    await moveRows(tx, merge, 'vendor_invoice_lines', OF_THEIR_INVOICES)
    return { 'open order lines': lines }
  },
  takeBack: async (tx, merge) => {
    await moveRowsBack(tx, merge, 'vendor_invoice_lines')
    await moveRowsBack(tx, merge, 'purchase_order_lines')
  },
}

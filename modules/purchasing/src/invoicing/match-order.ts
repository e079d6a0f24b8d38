import { Decimal } from '@suite/kernel'
import { sql, type Read, type Tx } from '@suite/db'
import {
  matchInvoice,
  overbilledMinor,
  type MatchedLine,
  type OrderedProduct,
} from '../rules/match-invoice.ts'

interface Line {
  readonly invoiceId: string
  readonly productId: string
  readonly quantity: string
  readonly unitPrice: string
}
const NONE = new Decimal(0)
type Ordered = Omit<OrderedProduct, 'billedBefore'>

/** Every invoice of an order that stands, in the order they were recorded, line by line beside order and receipts. */
export const matchesOfOrder = async (read: Read, orderId: string): Promise<Map<string, MatchedLine[]>> => {
  const ordered = await orderedProducts(read, orderId)
  const billed = new Map<string, Decimal>()
  const matches = new Map<string, MatchedLine[]>()
  for (const [invoiceId, lines] of Map.groupBy(await billedLines(read, orderId), (line) => line.invoiceId)) {
    const before = ordered.map((line) => ({
      ...line,
      billedBefore: (billed.get(line.productId) ?? NONE).toFixed(),
    }))
    matches.set(invoiceId, matchInvoice(lines, before))
    for (const { productId, quantity } of lines)
      billed.set(productId, (billed.get(productId) ?? NONE).plus(quantity))
  }
  return matches
}

/** Matches the open invoices of an order again, since goods came or another invoice came or went. */
export const rematchOrder = async (tx: Tx, orderId: string): Promise<void> => {
  for (const [id, lines] of await matchesOfOrder(tx, orderId)) {
    const differs = lines.some(({ findings }) => findings.some((finding) => finding !== 'price_below'))
    await sql`
      update vendor_invoices set difference_minor = ${overbilledMinor(lines)},
        status = case when status in ('matched', 'differs') then ${differs ? 'differs' : 'matched'} else status end
      where id = ${id}`.execute(tx.db)
  }
}

const orderedProducts = async (read: Read, orderId: string): Promise<Ordered[]> =>
  (
    await sql<Ordered>`
      select l.product_id as "productId", trim_scale(l.quantity)::text as ordered,
        trim_scale(l.received_quantity)::text as received,
        trim_scale(coalesce(l.unit_cost, g.unit_cost))::text as "agreedPrice"
      from purchase_order_lines l
      left join lateral (
        select min(x.unit_cost) as unit_cost from goods_receipts x
        where x.organization_id = l.organization_id and x.purchase_order_id = l.purchase_order_id
          and x.purchase_order_line_id = l.id
      ) g on true
      where l.purchase_order_id = ${orderId}`.execute(read.db)
  ).rows

const billedLines = async (read: Read, orderId: string): Promise<Line[]> =>
  (
    await sql<Line>`
      select i.id as "invoiceId", x.product_id as "productId", trim_scale(x.quantity)::text as quantity,
        trim_scale(x.unit_price)::text as "unitPrice"
      from vendor_invoices i
      join vendor_invoice_lines x on x.organization_id = i.organization_id and x.invoice_id = i.id
      where i.purchase_order_id = ${orderId} and i.status <> 'void'
      order by i.recorded_at, i.id, x.product_id`.execute(read.db)
  ).rows

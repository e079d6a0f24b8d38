import { conflict, fromMinor, invalid, lineAmount, newId, notFound } from '@suite/kernel'
import { recordAudit } from '@suite/audit'
import { sql, type Tx } from '@suite/db'
import { lockOrder } from '../commands/lock-order.ts'
import type { NewInvoice } from './contract.ts'
import { rematchOrder } from './match-order.ts'

/**
 * Keeps a vendor's bill for an order and matches it with what was ordered and received. Its total must be the sum of its
 * lines and charges, give or take a cent a line for the vendor's own rounding.
 * @throws AppError `not_found`, `not_ordered_yet`, `till_order`, `product_twice`, `total_differs`, `known_invoice`
 */
export const recordInvoice = async (tx: Tx, input: NewInvoice, now: Date): Promise<{ id: string }> => {
  const order = await lockOrder(tx, input.purchaseOrderId)
  if (order.status === 'draft')
    throw conflict(
      'not_ordered_yet',
      `Purchase order ${order.number} is a draft. Approve it before it is billed.`,
    )
  if (order.origin === 'till')
    throw conflict(
      'till_order',
      `Purchase order ${order.number} was written in the till, which does not say what came of it line by line. Check its bill there.`,
    )
  requireEachOnce(input)
  requireTotal(input)
  await requireProducts(tx, input)
  await requireUnknown(tx, { vendorId: order.vendorId, number: input.number })
  const id = newId()
  await tx.db
    .insertInto('vendor_invoices')
    .values({
      organization_id: tx.context.organizationId,
      id,
      purchase_order_id: order.id,
      store_id: order.storeId,
      vendor_id: order.vendorId,
      number: input.number,
      invoiced_on: input.invoicedOn,
      due_on: input.dueOn,
      freight_minor: input.freightMinor,
      tax_minor: input.taxMinor,
      discount_minor: input.discountMinor,
      total_minor: input.totalMinor,
      note: input.note,
      status: 'differs',
      recorded_by: tx.context.actor.id,
      recorded_at: now,
    })
    .execute()
  await tx.db
    .insertInto('vendor_invoice_lines')
    .values(
      input.lines.map((line) => ({
        organization_id: tx.context.organizationId,
        id: newId(),
        invoice_id: id,
        product_id: line.productId,
        quantity: line.quantity,
        unit_price: line.unitPrice,
      })),
    )
    .execute()
  await rematchOrder(tx, order.id)
  await recordAudit(tx, {
    eventType: 'vendor_invoice.recorded',
    resourceType: 'vendor_invoice',
    resourceId: id,
    action: 'create',
    risk: 'medium',
    after: { number: input.number, order: order.number, totalMinor: input.totalMinor },
  })
  return { id }
}

const requireEachOnce = ({ lines }: NewInvoice): void => {
  const seen = new Set<string>()
  lines.forEach(({ productId }, index) => {
    if (seen.has(productId))
      throw invalid(
        'product_twice',
        `Line ${index + 1} names a product a second time. Put both into one line.`,
        [{ path: `lines.${index}.productId`, message: 'is on the bill already' }],
      )
    seen.add(productId)
  })
}

const requireProducts = async (tx: Tx, { lines }: NewInvoice): Promise<void> => {
  const { rows } = await sql`
    select from products where id = any(${lines.map(({ productId }) => productId)}::uuid[])`.execute(tx.db)
  if (rows.length < lines.length) throw notFound('product')
}

const requireTotal = (input: NewInvoice): void => {
  const goods = input.lines.reduce((sum, { quantity, unitPrice }) => sum + lineAmount(quantity, unitPrice), 0)
  const sum = goods + input.freightMinor + input.taxMinor - input.discountMinor
  if (Math.abs(sum - input.totalMinor) <= input.lines.length) return
  throw invalid(
    'total_differs',
    `Lines and charges come to ${fromMinor(sum)}, but the bill says ${fromMinor(input.totalMinor)}. Look for a line or a charge that is missing or mistyped.`,
    [{ path: 'totalMinor', message: `lines and charges come to ${fromMinor(sum)}` }],
  )
}

const requireUnknown = async (
  tx: Tx,
  { vendorId, number }: { vendorId: string; number: string },
): Promise<void> => {
  const { rows } = await sql<{ order: number }>`
    select o.number as order from vendor_invoices i
    join purchase_orders o on o.organization_id = i.organization_id and o.id = i.purchase_order_id
    where i.vendor_id = ${vendorId} and lower(i.number) = lower(${number}) and i.status <> 'void'`.execute(
    tx.db,
  )
  const [known] = rows
  if (known !== undefined)
    throw conflict(
      'known_invoice',
      `Invoice ${number} of this vendor is recorded already, for purchase order ${known.order}. Void that one first if it was a mistake.`,
    )
}

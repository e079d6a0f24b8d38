import { conflict, notFound } from '@suite/kernel'
import { recordAudit } from '@suite/audit'
import { sql, type Tx } from '@suite/db'
import type { InvoiceStatus, Settlement } from './contract.ts'
import { rematchOrder } from './match-order.ts'

const BECOMES = { accept: 'accepted', dispute: 'disputed', void: 'void' } as const

/**
 * A person's word on a bill: accepted as it is, disputed with the vendor, or void.
 * @throws AppError `not_found`, `invoice_void`
 */
export const settleInvoice = async (
  tx: Tx,
  { id, decision, reason, now }: Settlement & { readonly id: string; readonly now: Date },
): Promise<void> => {
  const { rows } = await sql<{ status: InvoiceStatus; orderId: string; number: string }>`
    select status, purchase_order_id as "orderId", number from vendor_invoices where id = ${id} for update`.execute(
    tx.db,
  )
  const [invoice] = rows
  if (invoice === undefined) throw notFound('invoice')
  if (invoice.status === 'void')
    throw conflict(
      'invoice_void',
      `Invoice ${invoice.number} is void. Record it anew if it is to be paid after all.`,
    )
  const status = BECOMES[decision]
  await sql`
    update vendor_invoices set status = ${status}, settled_reason = ${reason}, settled_by = ${tx.context.actor.id},
      settled_at = ${now}
    where id = ${id}`.execute(tx.db)
  // what a void bill held is free for the ones after it
  if (status === 'void') await rematchOrder(tx, invoice.orderId)
  await recordAudit(tx, {
    eventType: `vendor_invoice.${status}`,
    resourceType: 'vendor_invoice',
    resourceId: id,
    action: 'update',
    risk: 'high',
    before: { status: invoice.status },
    after: { status, reason, number: invoice.number },
  })
}

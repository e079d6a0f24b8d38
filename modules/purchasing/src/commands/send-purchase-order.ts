import { invalid } from '@suite/kernel'
import { recordAudit } from '@suite/audit'
import { sql, type Tx } from '@suite/db'
import type { Sending } from '../contract.ts'
import { requireMayDo, statusAfterSend } from '../rules/order-state.ts'
import { lockOrder } from './lock-order.ts'

export const SEND_QUEUE = 'purchase_order.send'

/**
 * Hands an approved order over to the vendor: by mail, left to a job whose outcome is recorded by `recordDelivery`, or
 * by hand, recorded at once.
 * @throws AppError `not_found`, `wrong_order_state`, `sending_already`, `no_address`
 */
export const sendPurchaseOrder = async (
  tx: Tx,
  input: Sending & { readonly id: string; readonly now: Date },
): Promise<void> => {
  const order = await lockOrder(tx, input.id)
  requireMayDo(order, 'send')
  const byHand = input.byHand === true
  const to = byHand ? null : (input.to ?? (await vendorAddress(tx, order.vendorId)))
  if (!byHand && to === null)
    throw invalid(
      'no_address',
      'This vendor has no e-mail address. Add one, name an address here, or download the file and mark the order as sent by hand.',
      [{ path: 'to', message: 'needed' }],
    )
  const status = byHand ? statusAfterSend(order.status) : order.status
  await sql`
    update purchase_orders set status = ${status}, delivery = ${byHand ? 'by_hand' : 'pending'}, delivery_failure = null,
      sent_to = ${to}, sent_at = ${byHand ? input.now : null}, version = version + 1
    where id = ${order.id}`.execute(tx.db)
  await recordAudit(tx, {
    eventType: byHand ? 'purchase_order.sent_by_hand' : 'purchase_order.sending',
    resourceType: 'purchase_order',
    resourceId: order.id,
    action: 'send',
    risk: 'medium',
    before: { status: order.status },
    after: { status, number: order.number, to },
  })
  if (!byHand)
    await tx.enqueue({
      queue: SEND_QUEUE,
      payload: {
        organizationId: tx.context.organizationId,
        purchaseOrderId: order.id,
        version: order.version + 1,
      },
      singletonKey: order.id,
    })
}

const vendorAddress = async (tx: Tx, vendorId: string): Promise<string | null> => {
  const found = await tx.db
    .selectFrom('vendors')
    .select('email')
    .where('id', '=', vendorId)
    .executeTakeFirst()
  return found?.email ?? null
}

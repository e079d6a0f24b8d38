import { recordAudit } from '@suite/audit'
import { sql, type Tx } from '@suite/db'
import { requireMayDo, statusAfterCancel } from '../rules/order-state.ts'
import { lockOrder } from './lock-order.ts'
import { planAgain } from './plan-again.ts'

/**
 * Ends an order: what has not come is no longer on order. Goods received stay received, so a partly received order is
 * closed as received.
 * @throws AppError `not_found`, `wrong_order_state`
 */
export const cancelPurchaseOrder = async (
  tx: Tx,
  input: { readonly id: string; readonly now: Date },
): Promise<void> => {
  const order = await lockOrder(tx, input.id)
  requireMayDo(order, 'cancel')
  const status = statusAfterCancel(order.status)
  await sql`
    update purchase_orders set status = ${status}, closed_at = ${input.now}, closed_by = ${tx.context.actor.id},
      delivery = case when delivery = 'pending' then 'none' else delivery end, version = version + 1
    where id = ${order.id}`.execute(tx.db)
  await recordAudit(tx, {
    eventType: status === 'received' ? 'purchase_order.closed_short' : 'purchase_order.cancelled',
    resourceType: 'purchase_order',
    resourceId: order.id,
    action: 'update',
    risk: 'medium',
    before: { status: order.status },
    after: { status, number: order.number },
  })
  await planAgain(tx, { purchaseOrderId: order.id })
}

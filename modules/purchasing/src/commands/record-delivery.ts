import { recordAudit } from '@suite/audit'
import { sql, type Tx } from '@suite/db'
import { statusAfterSend } from '../rules/order-state.ts'
import { lockOrder } from './lock-order.ts'

/** How a mailing went: taken by the mail server, failed for good, or failed and to be tried again. */
export type DeliveryOutcome =
  | { readonly kind: 'sent'; readonly at: Date }
  | { readonly kind: 'failed'; readonly reason: string }
  | { readonly kind: 'retrying'; readonly reason: string }

/** Stores the outcome of a mailing that is pending; a repeated delivery of the job changes nothing. */
export const recordDelivery = async (
  tx: Tx,
  input: { readonly id: string; readonly outcome: DeliveryOutcome },
): Promise<void> => {
  const order = await lockOrder(tx, input.id)
  const { outcome } = input
  const status = outcome.kind === 'sent' ? statusAfterSend(order.status) : order.status
  const { rows } = await sql<{ to: string }>`
    update purchase_orders set
      status = ${status},
      delivery = ${outcome.kind === 'retrying' ? 'pending' : outcome.kind},
      delivery_failure = ${outcome.kind === 'sent' ? null : outcome.reason},
      sent_at = ${outcome.kind === 'sent' ? outcome.at : null},
      version = version + 1
    where id = ${order.id} and delivery = 'pending'
    returning sent_to as "to"`.execute(tx.db)
  if (rows.length === 0 || outcome.kind === 'retrying') return
  await recordAudit(tx, {
    eventType: outcome.kind === 'sent' ? 'purchase_order.sent' : 'purchase_order.send_failed',
    resourceType: 'purchase_order',
    resourceId: order.id,
    action: 'send',
    risk: outcome.kind === 'sent' ? 'medium' : 'high',
    before: { status: order.status },
    after: { status, to: rows[0]!.to, ...(outcome.kind === 'failed' ? { reason: outcome.reason } : {}) },
  })
}

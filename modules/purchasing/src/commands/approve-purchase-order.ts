import { addDays, businessDay, invalid } from '@suite/kernel'
import { recordAudit } from '@suite/audit'
import { sql, type Tx } from '@suite/db'
import { requireMayDo } from '../rules/order-state.ts'
import { lockOrder, requireVersion, type LockedOrder } from './lock-order.ts'
import { planAgain } from './plan-again.ts'

/**
 * Approves a draft as seen (`version`): its lines count as on order from now on. The expected day, where nobody set one,
 * becomes the store's business day plus the vendor's lead time. `by` names who approves where it is not the actor.
 * @throws AppError `not_found`, `wrong_order_state`, `order_changed`, `empty_order`
 */
export const approvePurchaseOrder = async (
  tx: Tx,
  input: { readonly id: string; readonly version: number; readonly now: Date; readonly by?: string },
): Promise<void> => {
  const order = await lockOrder(tx, input.id)
  requireMayDo(order, 'approve')
  requireVersion(order, input.version)
  const lines = await tx.db
    .selectFrom('purchase_order_lines')
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .where('purchase_order_id', '=', order.id)
    .executeTakeFirstOrThrow()
  if (lines.count === 0)
    throw invalid(
      'empty_order',
      `Purchase order ${order.number} has no lines. Add what you want to order first.`,
    )
  const expectedOn = order.expectedOn ?? (await expectedArrival(tx, order, input.now))
  await tx.db
    .updateTable('purchase_orders')
    .set({
      status: 'approved',
      approved_by: input.by ?? tx.context.actor.id,
      approved_at: input.now,
      expected_on: expectedOn,
      version: order.version + 1,
    })
    .where('id', '=', order.id)
    .execute()
  await recordAudit(tx, {
    eventType: 'purchase_order.approved',
    resourceType: 'purchase_order',
    resourceId: order.id,
    action: 'approve',
    risk: 'high',
    before: { status: order.status },
    after: {
      status: 'approved',
      number: order.number,
      totalMinor: order.totalMinor,
      lines: lines.count,
      expectedOn,
      ...(input.by === undefined ? {} : { by: input.by }),
    },
  })
  await planAgain(tx, { purchaseOrderId: order.id })
}

const expectedArrival = async (
  tx: Tx,
  { storeId, vendorId }: Pick<LockedOrder, 'storeId' | 'vendorId'>,
  now: Date,
): Promise<string> => {
  const { rows } = await sql<{ timeZone: string; cutOffMinutes: number; leadTimeDays: number }>`
    select s.time_zone as "timeZone", s.cut_off_minutes as "cutOffMinutes", v.lead_time_days as "leadTimeDays"
    from stores s, vendors v where s.id = ${storeId} and v.id = ${vendorId}`.execute(tx.db)
  const { timeZone, cutOffMinutes, leadTimeDays } = rows[0]!
  return addDays(businessDay(now, timeZone, cutOffMinutes), leadTimeDays)
}

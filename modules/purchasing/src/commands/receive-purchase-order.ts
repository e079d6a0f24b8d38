import { invalid, newId } from '@suite/kernel'
import { recordAudit } from '@suite/audit'
import { sql, type Tx } from '@suite/db'
import { receiveStock } from '@suite/inventory'
import type { Receiving } from '../contract.ts'
import { rematchOrder } from '../invoicing/match-order.ts'
import { requireMayDo } from '../rules/order-state.ts'
import { receive, type OpenLine } from '../rules/receiving.ts'
import { lockOrder, type LockedOrder } from './lock-order.ts'
import { planAgain } from './plan-again.ts'

interface OrderLine extends OpenLine {
  readonly productId: string
  readonly unitCost: string | null
}
type Entry = Receiving['lines'][number]

/**
 * Takes goods of an order into stock, wholly or partly, each entry as a lot with its cost, tag and expiry.
 * @throws AppError `not_found`, `wrong_order_state`, `cost_needed`, and those of the receiving rule and of inventory
 */
export const receivePurchaseOrder = async (
  tx: Tx,
  input: Receiving & { readonly id: string; readonly now: Date },
): Promise<{ lotIds: string[] }> => {
  const order = await lockOrder(tx, input.id)
  requireMayDo(order, 'receive')
  const lines = await openLines(tx, order.id)
  const outcome = receive(lines, input.lines)
  const byId = new Map(lines.map((line) => [line.id, line]))
  const lotIds: string[] = []
  for (const [index, entry] of input.lines.entries())
    lotIds.push(await takeIn(tx, order, byId.get(entry.lineId)!, entry, index, input.now))
  for (const [lineId, received] of outcome.received)
    await tx.db
      .updateTable('purchase_order_lines')
      .set({ received_quantity: received })
      .where('id', '=', lineId)
      .execute()
  await tx.db
    .updateTable('purchase_orders')
    .set({
      status: outcome.status,
      closed_at: outcome.status === 'received' ? input.now : null,
      version: order.version + 1,
    })
    .where('id', '=', order.id)
    .execute()
  await recordAudit(tx, {
    eventType: 'purchase_order.received',
    resourceType: 'purchase_order',
    resourceId: order.id,
    action: 'update',
    risk: 'medium',
    before: { status: order.status },
    after: { status: outcome.status, number: order.number, entries: input.lines },
  })
  await rematchOrder(tx, order.id)
  await planAgain(tx, { purchaseOrderId: order.id })
  return { lotIds }
}

const openLines = async (tx: Tx, orderId: string): Promise<OrderLine[]> =>
  (
    await sql<OrderLine>`
      select l.id, l.product_id as "productId", p.name, trim_scale(l.quantity) as quantity,
        trim_scale(l.received_quantity) as received, trim_scale(p.case_pack) as "casePack",
        trim_scale(l.unit_cost) as "unitCost"
      from purchase_order_lines l
      join products p on p.organization_id = l.organization_id and p.id = l.product_id
      where l.purchase_order_id = ${orderId}`.execute(tx.db)
  ).rows

const takeIn = async (
  tx: Tx,
  order: LockedOrder,
  line: OrderLine,
  entry: Entry,
  index: number,
  now: Date,
): Promise<string> => {
  const unitCost = entry.unitCost ?? line.unitCost
  if (unitCost === null)
    throw invalid('cost_needed', `Nobody has said what "${line.name}" costs. Enter its unit cost.`, [
      { path: `lines.${index}.unitCost`, message: 'needed' },
    ])
  const { lotId } = await receiveStock(tx, {
    storeId: order.storeId,
    productId: line.productId,
    quantity: entry.quantity,
    unitCost,
    lotCode: entry.lotCode,
    packageTag: entry.packageTag ?? null,
    expiresOn: entry.expiresOn ?? null,
    room: entry.room ?? null,
    receivedAt: now,
    source: { type: 'purchase_order', id: order.id },
  })
  const over = entry.reason === undefined || entry.reason === '' ? null : entry.reason
  await sql`
    insert into goods_receipts (organization_id, id, purchase_order_id, purchase_order_line_id, lot_id, quantity, unit_cost,
      received_at, received_by, reason)
    values (${tx.context.organizationId}, ${newId()}, ${order.id}, ${line.id}, ${lotId}, ${entry.quantity}, ${unitCost},
      ${now}, ${tx.context.actor.id}, ${over})`.execute(tx.db)
  return lotId
}

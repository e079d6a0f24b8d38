import { Decimal } from '@suite/kernel'
import { recordAudit } from '@suite/audit'
import { sql, type Tx } from '@suite/db'
import type { OrderEdit } from '../contract.ts'
import { requireMayDo } from '../rules/order-state.ts'
import { lockOrder, requireVersion, type LockedOrder } from './lock-order.ts'
import { planAgain } from './plan-again.ts'
import { recountOrder } from './recount-order.ts'
import { insertLines, linesOf, type LineRow } from './write-lines.ts'

interface PresentLine {
  readonly productId: string
  readonly quantity: string
  readonly unitCost: string | null
  readonly setBy: 'suggestion' | 'person'
  readonly suggestedQuantity: string | null
  readonly reasoning: object | null
}

/**
 * Changes a draft: its note, expected day or whole list of lines. A quantity a person sets, and a product a person takes
 * off, is left alone by the planner from then on.
 * @throws AppError `not_found`, `wrong_order_state`, `order_changed`, `bad_lines`
 */
export const editPurchaseOrder = async (
  tx: Tx,
  input: OrderEdit & { readonly id: string },
): Promise<void> => {
  const order = await lockOrder(tx, input.id)
  requireMayDo(order, 'edit')
  requireVersion(order, input.version)
  const before = await presentLines(tx, order.id)
  if (input.lines !== undefined) {
    const lines = keepUntouched(await linesOf(tx, order.storeId, input.lines), before)
    await replaceLines(tx, order, before, lines)
  }
  await tx.db
    .updateTable('purchase_orders')
    .set({ note: input.note, expected_on: input.expectedOn, version: order.version })
    .where('id', '=', order.id)
    .execute()
  const { totalMinor } = await recountOrder(tx, order.id)
  await recordAudit(tx, {
    eventType: 'purchase_order.edited',
    resourceType: 'purchase_order',
    resourceId: order.id,
    action: 'update',
    risk: 'low',
    before: {
      note: order.note,
      expectedOn: order.expectedOn,
      totalMinor: order.totalMinor,
      lines: brief(before),
    },
    after: {
      note: input.note ?? order.note,
      expectedOn: input.expectedOn === undefined ? order.expectedOn : input.expectedOn,
      totalMinor,
      lines: brief(await presentLines(tx, order.id)),
    },
  })
  if (input.lines !== undefined) await planAgain(tx, { storeId: order.storeId })
}

const presentLines = async (tx: Tx, orderId: string): Promise<PresentLine[]> =>
  (
    await sql<PresentLine>`
      select product_id as "productId", trim_scale(quantity) as quantity, trim_scale(unit_cost) as "unitCost",
        set_by as "setBy", trim_scale(suggested_quantity) as "suggestedQuantity", reasoning
      from purchase_order_lines where purchase_order_id = ${orderId} order by id`.execute(tx.db)
  ).rows

/** A line whose quantity stayed what the planner wrote remains the planner's. */
const keepUntouched = (lines: readonly LineRow[], before: readonly PresentLine[]): LineRow[] => {
  const known = new Map(before.map((line) => [line.productId, line]))
  return lines.map((line) => {
    const was = known.get(line.productId)
    if (was === undefined) return line
    const same = new Decimal(was.quantity).eq(line.quantity)
    return {
      ...line,
      setBy: same ? was.setBy : 'person',
      suggestedQuantity: was.suggestedQuantity,
      reasoning: was.reasoning,
    }
  })
}

const replaceLines = async (
  tx: Tx,
  order: LockedOrder,
  before: readonly PresentLine[],
  lines: readonly LineRow[],
): Promise<void> => {
  const kept = new Set(lines.map((line) => line.productId))
  const taken = before.filter((line) => !kept.has(line.productId)).map((line) => line.productId)
  const declined = [...new Set([...order.declined, ...taken])].filter((productId) => !kept.has(productId))
  await tx.db.deleteFrom('purchase_order_lines').where('purchase_order_id', '=', order.id).execute()
  await insertLines(tx, order.id, lines)
  await sql`update purchase_orders set declined = ${declined}::uuid[] where id = ${order.id}`.execute(tx.db)
}

const brief = (lines: readonly PresentLine[]) =>
  lines.map(({ productId, quantity, unitCost }) => ({ productId, quantity, unitCost }))

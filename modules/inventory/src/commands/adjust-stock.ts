import { conflict, invalid, notFound, parseDecimal, type Decimal } from '@suite/kernel'
import { recordAudit } from '@suite/audit'
import { sql, type Tx } from '@suite/db'
import { publish } from '@suite/events'
import { recordFootage, type Footage } from '../footage/record-footage.ts'
import { holdStock, momentOf, postMovement } from './post-movement.ts'

/** A correction by a person: the signed change and why. */
export interface Adjustment {
  readonly storeId: string
  readonly productId: string
  /** Signed. */
  readonly quantity: string
  readonly reason: string
  readonly lotId?: string | undefined
  /** Lets the balance go below zero, for this reason. */
  readonly negativeReason?: string | undefined
  /** When it happened; now when absent. */
  readonly at?: Date | undefined
  /** Which camera saw it. */
  readonly footage?: Footage | undefined
}

/**
 * Corrects stock by a signed quantity.
 * @throws AppError `bad_quantity` at zero, `reason_needed`, `below_zero` when the balance would become negative without a
 * `negativeReason`, `not_found` for a lot of another product or store
 */
export const adjustStock = (tx: Tx, input: Adjustment): Promise<{ movementId: string }> =>
  change(tx, input, 'adjust')

/** Takes destroyed goods out of stock: `quantity` is what was destroyed, above zero. @throws as `adjustStock` */
export const destroyStock = (tx: Tx, input: Adjustment): Promise<{ movementId: string }> => {
  const quantity = parseDecimal(input.quantity, 'quantity')
  if (quantity.isNegative())
    throw invalid('bad_quantity', 'The quantity destroyed must be above zero.', [
      { path: 'quantity', message: 'must be above zero' },
    ])
  return change(tx, { ...input, quantity: quantity.negated().toFixed() }, 'destroy')
}

const change = async (
  tx: Tx,
  input: Adjustment,
  kind: 'adjust' | 'destroy',
): Promise<{ movementId: string }> => {
  const quantity = parseDecimal(input.quantity, 'quantity')
  if (quantity.isZero())
    throw invalid('bad_quantity', 'The quantity must not be zero.', [
      { path: 'quantity', message: 'must not be zero' },
    ])
  if (input.reason.trim() === '')
    throw invalid('reason_needed', 'Say why the stock is changed.', [{ path: 'reason', message: 'needed' }])
  const held = await holdStock(tx, input.storeId, input.productId)
  refuseBelowZero(held.onHand, quantity, input)
  if (input.lotId !== undefined) await requireLot(tx, input, input.lotId)
  const movementId = await postMovement(
    tx,
    {
      storeId: input.storeId,
      productId: input.productId,
      lotId: input.lotId ?? null,
      kind,
      quantity: quantity.toFixed(),
      countedQuantity: null,
      unitCost: null,
      at: input.at === undefined ? held.now : await momentOf(tx, input.at),
      reason: input.reason,
      source: { type: 'person', id: null },
    },
    input.negativeReason ?? null,
  )
  if (input.footage !== undefined)
    await recordFootage(tx, {
      ...input.footage,
      storeId: input.storeId,
      subject: { type: 'movement', id: movementId },
    })
  await recordAudit(tx, {
    eventType: kind === 'adjust' ? 'stock.adjusted' : 'stock.destroyed',
    resourceType: 'product',
    resourceId: input.productId,
    action: 'update',
    risk: kind === 'adjust' ? 'medium' : 'high',
    before: { onHand: held.onHand?.toFixed() ?? null },
    after: { ...input, movementId },
  })
  await publish(tx, {
    type: 'stock.changed',
    version: 1,
    payload: { storeId: input.storeId, productId: input.productId },
  })
  return { movementId }
}

const refuseBelowZero = (onHand: Decimal | null, quantity: Decimal, input: Adjustment): void => {
  if (onHand === null || input.negativeReason !== undefined || quantity.isPositive()) return
  const left = onHand.plus(quantity)
  if (left.isNegative() && !left.isZero())
    throw conflict(
      'below_zero',
      `Only ${onHand.toFixed()} are on hand, so ${quantity.abs().toFixed()} cannot be taken away. Count the product first, or give a reason for a balance below zero.`,
    )
}

const requireLot = async (tx: Tx, input: Adjustment, lotId: string): Promise<void> => {
  const { rows } = await sql`
    select from lots where id = ${lotId} and store_id = ${input.storeId} and product_id = ${input.productId}`.execute(
    tx.db,
  )
  if (rows.length === 0) throw notFound('lot')
}

import { invalid, notFound, parseDecimal, type Decimal } from '@suite/kernel'
import { recordAudit } from '@suite/audit'
import { sql, type Tx } from '@suite/db'
import { publish } from '@suite/events'
import { holdStock, momentOf, postMovement, type HeldStock, type Movement } from './post-movement.ts'

/** What somebody counted: a whole product, or one of its lots. */
export interface Count {
  readonly storeId: string
  readonly productId: string
  readonly quantity: string
  readonly lotId?: string | undefined
  readonly reason?: string | undefined
  /** Now when absent. */
  readonly countedAt?: Date | undefined
}

/**
 * Records a count. Counting a product sets its on hand at that instant; counting a lot of a product whose stock is known
 * corrects it by the lot's difference, and of one whose stock is unknown makes the sum of its lots known.
 * @throws AppError `bad_quantity` below zero, `not_found` for a lot of another product or store
 */
export const countStock = async (tx: Tx, input: Count): Promise<{ movementId: string }> => {
  const quantity = parseDecimal(input.quantity, 'quantity')
  if (quantity.isNegative() && !quantity.isZero())
    throw invalid('bad_quantity', 'A count cannot be below zero.', [
      { path: 'quantity', message: 'must not be below zero' },
    ])
  const held = await holdStock(tx, input.storeId, input.productId)
  const at = input.countedAt === undefined ? held.now : await momentOf(tx, input.countedAt)
  const movement =
    input.lotId === undefined
      ? countOfProduct(input, held, quantity, at)
      : await countOfLot(tx, input, held, quantity, at, input.lotId)
  const movementId = await postMovement(tx, movement)
  await recordAudit(tx, {
    eventType: 'stock.counted',
    resourceType: 'product',
    resourceId: input.productId,
    action: 'update',
    risk: 'medium',
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

const countOfProduct = (input: Count, held: HeldStock, quantity: Decimal, at: string): Movement => ({
  storeId: input.storeId,
  productId: input.productId,
  lotId: null,
  kind: 'count',
  quantity: quantity.minus(held.onHand ?? 0).toFixed(),
  countedQuantity: quantity.toFixed(),
  unitCost: null,
  at,
  reason: input.reason ?? null,
  source: { type: 'person', id: null },
})

const countOfLot = async (
  tx: Tx,
  input: Count,
  held: HeldStock,
  quantity: Decimal,
  at: string,
  lotId: string,
): Promise<Movement> => {
  const { rows } = await sql<{ on_hand: string; others: string; code: string }>`
    select l.on_hand, coalesce(l.package_tag, l.lot_code) as code,
      (select coalesce(sum(o.on_hand), 0) from lots o
       where o.store_id = l.store_id and o.product_id = l.product_id and o.id <> l.id) as others
    from lots l where l.id = ${lotId} and l.store_id = ${input.storeId} and l.product_id = ${input.productId}
    for update`.execute(tx.db)
  const lot = rows[0]
  if (lot === undefined) throw notFound('lot')
  await sql`
    update lots set known_quantity = ${quantity.toFixed()}, known_at = ${at}::timestamptz where id = ${lotId}`.execute(
    tx.db,
  )
  if (held.onHand === null) return countOfProduct(input, held, quantity.plus(lot.others), at)
  return {
    ...countOfProduct(input, held, quantity, at),
    lotId,
    kind: 'adjust',
    quantity: quantity.minus(lot.on_hand).toFixed(),
    countedQuantity: null,
    reason: input.reason ?? `Lot ${lot.code} counted`,
  }
}

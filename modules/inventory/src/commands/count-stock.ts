import { conflict, invalid, notFound, parseDecimal, type Decimal } from '@suite/kernel'
import { recordAudit } from '@suite/audit'
import { sql, type Tx } from '@suite/db'
import { publish } from '@suite/events'
import { setCountedLots, type CountedLot } from './set-counted-lots.ts'
import {
  holdStock,
  momentOf,
  postMovement,
  type HeldStock,
  type Movement,
  type MovementSource,
} from './post-movement.ts'
import { blurredSince, movedSince } from '../counting/expected-sql.ts'

/** What somebody counted: a whole product, or one of its lots. */
export interface Count {
  readonly storeId: string
  readonly productId: string
  readonly quantity: string
  readonly lotId?: string | undefined
  /** Of a whole product: what of it lies in which lot, and when each was counted. Its other lots are empty. */
  readonly lots?: readonly CountedLot[] | undefined
  readonly reason?: string | undefined
  /** Now when absent, or when a date says just now; text is an instant as PostgreSQL reads it, taken exactly. */
  readonly countedAt?: Date | string | undefined
  readonly source?: MovementSource | undefined
}

/**
 * Records a count. Counting a product sets its on hand at that instant; counting a lot of a product whose stock is known
 * corrects it by the lot's difference to what it held at that instant, and of one whose stock is unknown makes the sum of
 * its lots known.
 * @throws AppError `bad_quantity` below zero, `not_found` for a lot of another product or store, `counted_too_long_ago`
 * for a lot's count in the past when what happened since cannot be told apart by lot
 */
export const countStock = async (tx: Tx, input: Count): Promise<{ movementId: string }> => {
  const quantity = parseDecimal(input.quantity, 'quantity')
  if (quantity.isNegative() && !quantity.isZero())
    throw invalid('bad_quantity', 'A count cannot be below zero.', [
      { path: 'quantity', message: 'must not be below zero' },
    ])
  const held = await holdStock(tx, input.storeId, input.productId)
  const at = await instantOf(tx, input.countedAt, held)
  const movement =
    input.lotId === undefined
      ? countOfProduct(input, held, quantity, at)
      : await countOfLot(tx, input, held, quantity, at, input.lotId)
  if (input.lotId === undefined) await setCountedLots(tx, input, at)
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

const instantOf = async (tx: Tx, given: Count['countedAt'], held: HeldStock): Promise<string> => {
  if (given === undefined) return held.now
  return typeof given === 'string' ? given : momentOf(tx, given)
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
  source: input.source ?? { type: 'person', id: null },
})

const countOfLot = async (
  tx: Tx,
  input: Count,
  held: HeldStock,
  quantity: Decimal,
  at: string,
  lotId: string,
): Promise<Movement> => {
  const then = sql`${at}::timestamptz`
  const { rows } = await sql<{ held_then: string; others: string; code: string; blurred: boolean }>`
    select l.on_hand - ${movedSince(then)} as held_then, coalesce(l.package_tag, l.lot_code) as code,
      ${blurredSince(then)} as blurred,
      (select coalesce(sum(o.on_hand), 0) from lots o
       where o.store_id = l.store_id and o.product_id = l.product_id and o.id <> l.id) as others
    from lots l
    where l.id = ${lotId} and l.store_id = ${input.storeId} and l.product_id = ${input.productId}
    for update`.execute(tx.db)
  const lot = rows[0]
  if (lot === undefined) throw notFound('lot')
  if (lot.blurred && input.countedAt !== undefined && held.onHand !== null)
    throw conflict(
      'counted_too_long_ago',
      `Since lot ${lot.code} was counted, its product was counted again or sold without naming a package. Count the lot once more.`,
    )
  await sql`
    update lots set known_quantity = ${quantity.toFixed()}, known_at = ${at}::timestamptz
    where id = ${lotId} and known_at <= ${at}::timestamptz`.execute(tx.db)
  if (held.onHand === null) return countOfProduct(input, held, quantity.plus(lot.others), at)
  return {
    ...countOfProduct(input, held, quantity, at),
    lotId,
    kind: 'adjust',
    quantity: quantity.minus(lot.held_then).toFixed(),
    countedQuantity: null,
    reason: input.reason ?? `Lot ${lot.code} counted`,
  }
}

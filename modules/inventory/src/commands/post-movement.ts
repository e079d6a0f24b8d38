import { newId, notFound, parseDecimal, type Decimal } from '@suite/kernel'
import { sql, type Tx } from '@suite/db'
import { lockPositions, rebuildPositions } from './settle-stock.ts'

/** Where a movement comes from: a person at the shelf (with the count session's id), a purchase order, a file or till. */
export interface MovementSource {
  readonly type: 'person' | 'purchase_order' | 'import'
  readonly id: string | null
}

/** One movement to be posted. `at` is an instant as PostgreSQL reads it. */
export interface Movement {
  readonly storeId: string
  readonly productId: string
  readonly lotId: string | null
  readonly kind: 'receive' | 'adjust' | 'destroy' | 'count'
  readonly quantity: string
  readonly countedQuantity: string | null
  readonly unitCost: string | null
  readonly at: string
  readonly reason: string | null
  readonly source: MovementSource
}

/** A product's balance before a change, its position row held until the transaction ends. */
export interface HeldStock {
  /** Null while unknown. */
  readonly onHand: Decimal | null
  /** The database's clock, to the microsecond: later than every movement it has seen in this store. */
  readonly now: string
}

/**
 * Holds a product's position in a store and reads its balance.
 * @throws AppError `not_found` when store or product is not this organisation's
 */
export const holdStock = async (tx: Tx, storeId: string, productId: string): Promise<HeldStock> => {
  const { rows } = await sql<{ store: boolean; product: boolean }>`
    select exists (select from stores where id = ${storeId}) as store,
      exists (select from products where id = ${productId}) as product`.execute(tx.db)
  if (rows[0]?.store !== true) throw notFound('store')
  if (!rows[0].product) throw notFound('product')
  await lockPositions(tx, storeId, oneProduct(productId))
  const held = await sql<{ on_hand: string | null; now: string }>`
    select on_hand, clock_timestamp()::text as now from stock_positions
    where store_id = ${storeId} and product_id = ${productId}`.execute(tx.db)
  const row = held.rows[0]
  if (row === undefined) throw notFound('product')
  return { onHand: row.on_hand === null ? null : parseDecimal(row.on_hand, 'on hand'), now: row.now }
}

/** Appends a movement and brings balance and lots up to date; gives the movement's id. */
export const postMovement = async (
  tx: Tx,
  movement: Movement,
  negativeReason: string | null = null,
): Promise<string> => {
  const id = newId()
  const m = movement
  await sql`
    insert into stock_movements (organization_id, id, store_id, product_id, lot_id, kind, quantity, counted_quantity,
      unit_cost, occurred_at, reason, source_type, source_id, actor_id)
    values (${tx.context.organizationId}, ${id}, ${m.storeId}, ${m.productId}, ${m.lotId}, ${m.kind}, ${m.quantity},
      ${m.countedQuantity}, ${m.unitCost}, ${m.at}::timestamptz, ${m.reason}, ${m.source.type}, ${m.source.id},
      ${tx.context.actor.id})`.execute(tx.db)
  await rebuildPositions(tx, m.storeId, oneProduct(m.productId), negativeReason)
  return id
}

/**
 * An instant given by the caller, as PostgreSQL text. What is said to happen just now (within five seconds) gets the
 * database's own clock, so that it comes after everything this store has recorded.
 */
export const momentOf = async (tx: Tx, given: Date): Promise<string> => {
  const { rows } = await sql<{ at: string }>`
    select case when abs(extract(epoch from clock_timestamp() - ${given}::timestamptz)) < 5
      then clock_timestamp() else ${given}::timestamptz end::text as at`.execute(tx.db)
  return rows[0]?.at ?? given.toISOString()
}

/** A query of the one product id. */
export const oneProduct = (productId: string) => sql`select ${productId}::uuid as product_id`

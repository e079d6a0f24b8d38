import { invalid, newId, parseDecimal } from '@suite/kernel'
import { recordAudit } from '@suite/audit'
import { sql, type Tx } from '@suite/db'
import { publish } from '@suite/events'
import { holdStock, momentOf, postMovement, type MovementSource } from './post-movement.ts'

/** Goods that arrived, as one lot. Quantity and unit cost are decimal strings. */
export interface Receiving {
  readonly storeId: string
  readonly productId: string
  readonly quantity: string
  readonly unitCost: string | null
  readonly lotCode: string
  readonly packageTag: string | null
  readonly expiresOn: string | null
  /** The last day the shop may sell it, where the package states one. */
  readonly sellByOn?: string | null | undefined
  /** The last day to use it, where the package states one. */
  readonly useByOn?: string | null | undefined
  readonly room: string | null
  readonly receivedAt: Date
  readonly source: MovementSource
}

/**
 * Takes goods into stock: the lot is made or added to, a movement posted, the balance brought up to date. The first
 * receipt makes a product's stock known.
 * @throws AppError `bad_quantity` unless the quantity is above zero, `tag_taken` when the tag is another product's
 */
export const receiveStock = async (
  tx: Tx,
  input: Receiving,
): Promise<{ lotId: string; movementId: string }> => {
  if (parseDecimal(input.quantity, 'quantity').lessThanOrEqualTo(0))
    throw invalid('bad_quantity', 'The quantity received must be above zero.', [
      { path: 'quantity', message: 'must be above zero' },
    ])
  await holdStock(tx, input.storeId, input.productId)
  const at = await momentOf(tx, input.receivedAt)
  const lotId = await takeIntoLot(tx, input, at)
  const movementId = await postMovement(tx, {
    storeId: input.storeId,
    productId: input.productId,
    lotId,
    kind: 'receive',
    quantity: input.quantity,
    countedQuantity: null,
    unitCost: input.unitCost,
    at,
    reason: null,
    source: input.source,
  })
  await recordAudit(tx, {
    eventType: 'stock.received',
    resourceType: 'product',
    resourceId: input.productId,
    action: 'create',
    risk: 'medium',
    after: { ...input, lotId, movementId },
  })
  await publish(tx, {
    type: 'stock.changed',
    version: 1,
    payload: { storeId: input.storeId, productId: input.productId },
  })
  return { lotId, movementId }
}

const takeIntoLot = async (tx: Tx, input: Receiving, at: string): Promise<string> => {
  const sameLot =
    input.packageTag === null
      ? sql`l.product_id = ${input.productId} and l.package_tag is null and l.lot_code = ${input.lotCode}`
      : sql`l.package_tag = ${input.packageTag}`
  const { rows } = await sql<{ id: string; product_id: string }>`
    select l.id, l.product_id from lots l where l.store_id = ${input.storeId} and ${sameLot} for update`.execute(
    tx.db,
  )
  const found = rows[0]
  if (found === undefined) return addLot(tx, input, at)
  if (found.product_id !== input.productId)
    throw invalid(
      'tag_taken',
      `The package tag "${input.packageTag}" belongs to another product. Check the tag.`,
      [{ path: 'packageTag', message: 'belongs to another product' }],
    )
  await sql`
    update lots l set known_quantity = l.on_hand + ${input.quantity}::numeric, known_at = ${at}::timestamptz,
      unit_cost = case
        when ${input.unitCost}::numeric is null then l.unit_cost
        when l.unit_cost is null or l.on_hand <= 0 then ${input.unitCost}::numeric
        else (l.unit_cost * l.on_hand + ${input.unitCost}::numeric * ${input.quantity}::numeric)
          / (l.on_hand + ${input.quantity}::numeric) end,
      expires_on = coalesce(${input.expiresOn}::date, l.expires_on),
      sell_by_on = coalesce(${input.sellByOn ?? null}::date, l.sell_by_on),
      use_by_on = coalesce(${input.useByOn ?? null}::date, l.use_by_on), room = coalesce(${input.room}, l.room)
    where l.id = ${found.id}`.execute(tx.db)
  return found.id
}

const addLot = async (tx: Tx, input: Receiving, at: string): Promise<string> => {
  const id = newId()
  await sql`
    insert into lots (organization_id, id, store_id, product_id, lot_code, package_tag, room, expires_on,
      sell_by_on, use_by_on, unit_cost, received_at, known_quantity, known_at)
    values (${tx.context.organizationId}, ${id}, ${input.storeId}, ${input.productId}, ${input.lotCode},
      ${input.packageTag}, ${input.room}, ${input.expiresOn}, ${input.sellByOn ?? null}, ${input.useByOn ?? null},
      ${input.unitCost}, ${at}::timestamptz, ${input.quantity}, ${at}::timestamptz)`.execute(tx.db)
  return id
}

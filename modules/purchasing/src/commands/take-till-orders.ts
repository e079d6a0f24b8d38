import { Decimal, newId } from '@suite/kernel'
import { recordAudit } from '@suite/audit'
import { sql, type Tx } from '@suite/db'
import { rematchOrder } from '../invoicing/match-order.ts'
import { ON_ORDER, type OrderStatus } from '../rules/order-state.ts'
import { nextOrderNumber } from './order-number.ts'
import { planAgain } from './plan-again.ts'
import { recountOrder } from './recount-order.ts'
import { insertLines } from './write-lines.ts'

/** Goods of an order; each product once, quantity in the product's unit, cost of one unit or null. */
export interface TillOrderLine {
  readonly productId: string
  readonly quantity: string
  readonly unit: string
  readonly unitCost: string | null
}

/** A purchase order as a till tells it, whole. Instants ISO 8601 UTC, `expectedOn` a day of the store. */
export interface TillOrder {
  readonly externalId: string
  readonly number: string | null
  readonly vendorId: string
  readonly status: Exclude<OrderStatus, 'approved'>
  readonly createdAt: string
  readonly createdBy: string
  readonly sentAt: string | null
  readonly closedAt: string | null
  readonly expectedOn: string | null
  readonly note: string
  readonly lines: readonly TillOrderLine[]
}

/** What a till said of its orders. */
export interface TillOrders {
  readonly connectionId: string
  readonly storeId: string
  readonly orders: readonly TillOrder[]
  /** The till's numbers of all its orders, also of those that could not be taken: an open one that is missing is gone. Null: not known. */
  readonly listed: ReadonlySet<string> | null
  /** The cut-over: what was finished and written before it stays out. Null: nothing stays out. */
  readonly beganAt: Date | null
  readonly now: Date
}

/**
 * Brings the orders of a till up to what it says: new ones are added with a number of ours, changed ones follow, open ones
 * it no longer has are cancelled. What is open counts as on order; nothing here changes stock, which the till tells itself.
 * Told twice, nothing changes. Gives how many orders changed.
 */
export const takeTillOrders = async (tx: Tx, told: TillOrders): Promise<number> => {
  const stored = await storedOrders(tx, told.connectionId)
  let changed = 0
  for (const order of told.orders) {
    const before = stored.get(order.externalId)
    if (before === undefined ? isOldHistory(order, told.beganAt) : isSame(before, order)) continue
    await (before === undefined ? addOrder(tx, told, order) : followOrder(tx, before, order, told.now))
    changed += 1
  }
  if (told.listed !== null) changed += await cancelMissing(tx, told.listed, stored, told.now)
  if (changed > 0) await planAgain(tx, { storeId: told.storeId })
  return changed
}

interface Stored extends Omit<TillOrder, 'createdAt' | 'createdBy' | 'sentAt' | 'closedAt'> {
  readonly id: string
  readonly ourNumber: number
}

const storedOrders = async (tx: Tx, connectionId: string): Promise<ReadonlyMap<string, Stored>> => {
  const { rows } = await sql<Stored>`
    select o.id, o.number as "ourNumber", o.external_id as "externalId", o.external_number as number,
      o.vendor_id as "vendorId", o.status, o.expected_on as "expectedOn", o.note,
      coalesce((select json_agg(json_build_object('productId', l.product_id, 'quantity', trim_scale(l.quantity)::text,
          'unit', l.unit, 'unitCost', trim_scale(l.unit_cost)::text))
        from purchase_order_lines l
        where l.organization_id = o.organization_id and l.purchase_order_id = o.id), '[]') as lines
    from purchase_orders o where o.connection_id = ${connectionId} for update`.execute(tx.db)
  return new Map(rows.map((row) => [row.externalId, row]))
}

const isOldHistory = ({ status, createdAt }: TillOrder, beganAt: Date | null): boolean =>
  beganAt !== null && isFinished(status) && new Date(createdAt) < beganAt

const isFinished = (status: OrderStatus): boolean => status === 'received' || status === 'cancelled'

const isSame = (before: Stored, order: TillOrder): boolean => wordOf(before) === wordOf(order)

/** Everything of an order that may change, alike however it is written. */
const wordOf = (order: Omit<TillOrder, 'createdAt' | 'createdBy' | 'sentAt' | 'closedAt'>): string =>
  JSON.stringify([
    order.number,
    order.vendorId,
    order.status,
    order.expectedOn,
    order.note,
    order.lines
      .map(({ productId, quantity, unit, unitCost }) => [
        productId,
        new Decimal(quantity).toFixed(4),
        unit,
        unitCost === null ? null : new Decimal(unitCost).toFixed(6),
      ])
      .toSorted((one, other) => String(one[0]).localeCompare(String(other[0]))),
  ])

const addOrder = async (tx: Tx, told: TillOrders, order: TillOrder): Promise<void> => {
  const id = newId()
  const number = await nextOrderNumber(tx)
  await tx.db
    .insertInto('purchase_orders')
    .values({
      organization_id: tx.context.organizationId,
      id,
      number,
      store_id: told.storeId,
      origin: 'till',
      connection_id: told.connectionId,
      external_id: order.externalId,
      created_by: order.createdBy,
      created_at: order.createdAt,
      ...fieldsOf(order, told.now),
    })
    .execute()
  await writeLines(tx, id, order)
  await audit(tx, 'purchase_order.taken_from_till', id, 'create', {
    after: { number, tillNumber: order.number, status: order.status, lines: order.lines.length },
  })
}

const followOrder = async (tx: Tx, before: Stored, order: TillOrder, now: Date): Promise<void> => {
  await tx.db.updateTable('purchase_orders').set(fieldsOf(order, now)).where('id', '=', before.id).execute()
  await tx.db.deleteFrom('purchase_order_lines').where('purchase_order_id', '=', before.id).execute()
  await writeLines(tx, before.id, order)
  await rematchOrder(tx, before.id)
  await audit(tx, 'purchase_order.changed_by_till', before.id, 'update', {
    before: { status: before.status, expectedOn: before.expectedOn, lines: before.lines },
    after: {
      number: before.ourNumber,
      status: order.status,
      expectedOn: order.expectedOn,
      lines: order.lines,
    },
  })
}

const fieldsOf = (order: TillOrder, now: Date) => ({
  vendor_id: order.vendorId,
  status: order.status,
  external_number: order.number,
  expected_on: order.expectedOn,
  note: order.note,
  sent_at: order.sentAt,
  closed_at: isFinished(order.status) ? (order.closedAt ?? now.toISOString()) : null,
})

/** The till tells of an order, not of its lines, that it was received: then all of it counts as come. */
const writeLines = async (tx: Tx, id: string, order: TillOrder): Promise<void> => {
  await insertLines(
    tx,
    id,
    order.lines.map((line) => ({ ...line, setBy: 'person', suggestedQuantity: null, reasoning: null })),
  )
  if (order.status === 'received')
    await sql`update purchase_order_lines set received_quantity = quantity where purchase_order_id = ${id}`.execute(
      tx.db,
    )
  await recountOrder(tx, id)
}

const cancelMissing = async (
  tx: Tx,
  listed: ReadonlySet<string>,
  stored: ReadonlyMap<string, Stored>,
  now: Date,
): Promise<number> => {
  const gone = [...stored.values()].filter(
    ({ externalId, status }) => !listed.has(externalId) && (status === 'draft' || ON_ORDER.includes(status)),
  )
  for (const { id, ourNumber, status } of gone) {
    await sql`
      update purchase_orders set status = 'cancelled', closed_at = ${now}, version = version + 1 where id = ${id}`.execute(
      tx.db,
    )
    await audit(tx, 'purchase_order.gone_from_till', id, 'update', {
      before: { status },
      after: { number: ourNumber, status: 'cancelled' },
    })
  }
  return gone.length
}

const audit = (
  tx: Tx,
  eventType: string,
  resourceId: string,
  action: 'create' | 'update',
  values: { readonly before?: object; readonly after: object },
) =>
  recordAudit(tx, { eventType, resourceType: 'purchase_order', resourceId, action, risk: 'low', ...values })

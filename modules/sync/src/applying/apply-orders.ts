import { ensureVendors } from '@suite/catalog'
import { Decimal } from '@suite/kernel'
import type { Tx } from '@suite/db'
import { takeTillOrders, type TillOrder, type TillOrderLine } from '@suite/purchasing'
import type { ConnectionRow } from '../connections/connection-row.ts'
import { ADAPTERS } from '../vendors/adapters.ts'
import type { PosOrder, RefusedVendorRow } from '../vendors/canonical.ts'
import type { Batch } from './apply-batch.ts'
import { knownVendors } from './apply-people.ts'
import { NOTHING, type Applied } from './apply-till.ts'
import type { KnownProduct } from './identities.ts'

/**
 * Takes a till's purchase orders, so that what is ordered there is on order here. A line whose product is not known, or is
 * ordered in another unit than it is kept in, is left out and told; an order without a vendor is left out whole.
 */
export const applyOrders = async (
  tx: Tx,
  connection: ConnectionRow,
  batch: Batch,
  known: ReadonlyMap<string, KnownProduct>,
): Promise<Applied> => {
  if (batch.pages.every(({ orders }) => orders === undefined)) return NOTHING
  const told = batch.pages.flatMap(({ orders = [] }) => orders)
  const once = [...new Map(told.map((order) => [order.externalId, order])).values()]
  const vendorOf = await vendorsOf(tx, connection.id, once)
  const refused: RefusedVendorRow[] = []
  const orders = once.flatMap((order): TillOrder[] => {
    const vendorId = vendorOf(order)
    const { lines, leftOut } = linesOf(order, known)
    if (leftOut.length > 0) refused.push(refusalOf(order, 'order_lines_left_out', leftOut.join(' ')))
    if (vendorId !== undefined) return [tillOrder(order, vendorId, lines, connection, batch.now)]
    refused.push(refusalOf(order, 'order_without_vendor', 'It names no vendor. Choose one in the till.'))
    return []
  })
  const added = await takeTillOrders(tx, {
    connectionId: connection.id,
    storeId: connection.storeId,
    orders,
    listed: isWhole(batch) ? new Set(once.map(({ externalId }) => externalId)) : null,
    beganAt: await beganAt(tx, connection),
    now: batch.now,
  })
  return { ...NOTHING, added, refused: onePerOrder(refused) }
}

/** Only a snapshot of which every row could be read says what no longer exists. */
const isWhole = ({ snapshotAt, pages }: Batch): boolean =>
  snapshotAt !== null && pages.every(({ refused }) => refused.length === 0)

const vendorsOf = async (
  tx: Tx,
  connectionId: string,
  orders: readonly PosOrder[],
): Promise<(order: PosOrder) => string | undefined> => {
  const tied = await knownVendors(
    tx,
    connectionId,
    orders.flatMap(({ vendorExternalId }) => vendorExternalId ?? []),
  )
  const isTied = ({ vendorExternalId }: PosOrder): boolean => tied.has(vendorExternalId ?? '')
  // where the key may read orders but not vendors, the name must do
  const named = await ensureVendors(
    tx,
    orders.filter((order) => !isTied(order)).flatMap(({ vendorName }) => vendorName ?? []),
  )
  return ({ vendorExternalId, vendorName }) => tied.get(vendorExternalId ?? '') ?? named.get(vendorName ?? '')
}

const linesOf = (
  order: PosOrder,
  known: ReadonlyMap<string, KnownProduct>,
): { lines: TillOrderLine[]; leftOut: string[] } => {
  const leftOut: string[] = []
  const byProduct = new Map<string, { line: TillOrderLine; cost: Decimal | null }>()
  for (const { productExternalId, name, quantity, unit, subtotal } of order.lines) {
    const product = known.get(productExternalId)
    if (product === undefined)
      leftOut.push(`"${name}" is not among the till’s products; it is taken once it is.`)
    else if (unit !== null && unit !== product.unit)
      leftOut.push(
        `"${name}" is ordered in ${unit} but kept in ${product.unit}; order it in ${product.unit}.`,
      )
    else if (new Decimal(quantity).gt(0)) {
      const before = byProduct.get(product.productId)
      const total = new Decimal(quantity).plus(before?.line.quantity ?? 0)
      const told = subtotal === null ? null : new Decimal(subtotal)
      const cost =
        before === undefined ? told : before.cost !== null && told !== null ? before.cost.plus(told) : null
      const line = lineOf(product, total, cost)
      byProduct.set(product.productId, { line, cost })
    }
  }
  return { lines: [...byProduct.values()].map(({ line }) => line), leftOut }
}

/** A till without costs writes 0: that is no price. */
const lineOf = (product: KnownProduct, quantity: Decimal, cost: Decimal | null): TillOrderLine => ({
  productId: product.productId,
  quantity: quantity.toDecimalPlaces(4).toFixed(),
  unit: product.unit,
  unitCost: cost?.gt(0) === true ? cost.div(quantity).toDecimalPlaces(6).toFixed() : null,
})

const tillOrder = (
  order: PosOrder,
  vendorId: string,
  lines: readonly TillOrderLine[],
  connection: ConnectionRow,
  now: Date,
): TillOrder => ({
  externalId: order.externalId,
  number: order.number?.slice(0, 100) ?? null,
  vendorId,
  status: order.status,
  createdAt: order.createdAt ?? now.toISOString(),
  createdBy: (order.createdBy ?? connection.name).slice(0, 200),
  sentAt: order.sentAt,
  closedAt: order.closedAt,
  expectedOn: order.expectedOn,
  note: order.note.slice(0, 2000),
  lines,
})

/** Since when the connection tells sales: what was finished before came from elsewhere. */
const beganAt = async (tx: Tx, connection: ConnectionRow): Promise<Date | null> => {
  const sales = ADAPTERS.get(connection.vendor)?.streams.find(({ gives }) => gives === 'sales')
  const row = await tx.db
    .selectFrom('connection_streams')
    .select('covered_from')
    .where('connection_id', '=', connection.id)
    .where('stream', '=', sales?.name ?? '')
    .executeTakeFirst()
  return row?.covered_from ?? null
}

const refusalOf = (order: PosOrder, code: string, reason: string): RefusedVendorRow => ({
  externalId: order.externalId,
  code,
  reason: `Purchase order ${order.number ?? order.externalId}: ${reason}`,
})

const onePerOrder = (refused: readonly RefusedVendorRow[]): RefusedVendorRow[] => [
  ...new Map(refused.map((row) => [row.externalId, row])).values(),
]

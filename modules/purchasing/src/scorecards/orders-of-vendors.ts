import type { Day } from '@suite/kernel'
import { sql, type Read } from '@suite/db'
import { ON_ORDER } from '../rules/order-state.ts'
import { WINDOW_DAYS, type CameIn, type OrderedLine, type OrderOfVendor } from '../rules/scorecard.ts'

/** An approved order with what the lists tell of it. */
export interface VendorOrder extends Omit<OrderOfVendor, 'lines'> {
  readonly id: string
  readonly number: number
  readonly vendorId: string
  readonly storeId: string
  readonly storeName: string
  readonly totalMinor: number
  readonly lines: OrderedLine[]
}
export interface WhichOrders {
  readonly vendorId?: string | undefined
  readonly storeId?: string | undefined
  readonly now: Date
}

/** The first day (UTC) of the window that ends now. */
export const windowStart = (now: Date): Day =>
  new Date(now.getTime() - WINDOW_DAYS * 86_400_000).toISOString().slice(0, 10)

/**
 * Approved orders of the last 365 days, and older ones still open, with their lines and what came, the newest first. Days
 * are calendar days on the clock of the order's store. Orders a till leads are left out: it does not tell here what
 * came and when.
 */
export const ordersOfVendors = async (
  read: Read,
  { vendorId, storeId, now }: WhichOrders,
): Promise<VendorOrder[]> => {
  const { rows } = await sql<Omit<VendorOrder, 'lines'>>`
    select o.id, o.number, o.status, o.vendor_id as "vendorId", o.store_id as "storeId", s.name as "storeName",
      o.total_minor as "totalMinor", o.expected_on as "expectedOn",
      (o.approved_at at time zone s.time_zone)::date as "approvedOn",
      (o.sent_at at time zone s.time_zone)::date as "sentOn", (o.closed_at at time zone s.time_zone)::date as "closedOn",
      (${now}::timestamptz at time zone s.time_zone)::date as today
    from purchase_orders o
    join stores s on s.organization_id = o.organization_id and s.id = o.store_id
    where o.approved_at is not null and o.origin <> 'till'
      and (greatest(o.approved_at, o.sent_at) >= ${windowStart(now)}::date or o.status in (${sql.join(ON_ORDER)}))
      ${vendorId === undefined ? sql`` : sql`and o.vendor_id = ${vendorId}`}
      ${storeId === undefined ? sql`` : sql`and o.store_id = ${storeId}`}
    order by o.number desc`.execute(read.db)
  const ids = rows.map(({ id }) => id)
  const goods = await goodsOf(read, ids)
  const lines = await linesOf(read, ids, goods)
  return rows.map((row) => ({ ...row, lines: lines.get(row.id) ?? [] }))
}

// Lines and goods come as bare arrays, one row an order: at a hundred thousand of them their names and rows would be most
// of the work.

type PackedLine = readonly [
  id: string,
  productId: string,
  unit: string,
  quantity: string,
  unitCost: string | null,
]
const linesOf = async (
  read: Read,
  orderIds: readonly string[],
  goods: ReadonlyMap<string, CameIn[]>,
): Promise<ReadonlyMap<string, OrderedLine[]>> => {
  const { rows } = await sql<{ orderId: string; lines: readonly PackedLine[] }>`
    select purchase_order_id as "orderId",
      json_agg(json_build_array(id, product_id, unit, quantity::text, unit_cost::text) order by id) as lines
    from purchase_order_lines where purchase_order_id = any(${orderIds}::uuid[])
    group by purchase_order_id`.execute(read.db)
  const unpack = ([id, productId, unit, quantity, unitCost]: PackedLine): OrderedLine => ({
    productId,
    unit,
    quantity,
    unitCost,
    cameIn: goods.get(id) ?? [],
  })
  return new Map(rows.map(({ orderId, lines }) => [orderId, lines.map(unpack)]))
}

type PackedGoods = readonly [lineId: string, day: Day, quantity: string, unitCost: string]
/** What came, by line. */
const goodsOf = async (read: Read, orderIds: readonly string[]): Promise<ReadonlyMap<string, CameIn[]>> => {
  const { rows } = await sql<{ goods: readonly PackedGoods[] }>`
    select json_agg(json_build_array(g.purchase_order_line_id, (g.received_at at time zone s.time_zone)::date,
      g.quantity::text, g.unit_cost::text) order by g.received_at, g.id) as goods
    from goods_receipts g
    join purchase_orders o on o.organization_id = g.organization_id and o.id = g.purchase_order_id
    join stores s on s.organization_id = o.organization_id and s.id = o.store_id
    where g.purchase_order_id = any(${orderIds}::uuid[])
    group by g.purchase_order_id`.execute(read.db)
  const byLine = new Map<string, CameIn[]>()
  for (const [lineId, day, quantity, unitCost] of rows.flatMap((row) => row.goods)) {
    const came = byLine.get(lineId)
    if (came === undefined) byLine.set(lineId, [{ day, quantity, unitCost }])
    else came.push({ day, quantity, unitCost })
  }
  return byLine
}

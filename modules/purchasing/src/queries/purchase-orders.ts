import { lineAmount, notFound } from '@suite/kernel'
import { sql, type Read } from '@suite/db'
import { decodeCursor, toPage } from '@suite/http'
import type { OrderDetail, OrderItem, OrdersQuery } from '../contract.ts'

const HEAD = sql`
  o.id, o.number, o.status, o.origin, c.name as "tillName", o.external_number as "tillNumber", o.store_id as "storeId", s.name as "storeName", o.vendor_id as "vendorId",
  v.name as "vendorName", o.total_minor as "totalMinor", o.expected_on as "expectedOn", o.delivery,
  o.created_at as "createdAt", o.approved_at as "approvedAt", o.sent_at as "sentAt", o.closed_at as "closedAt", o.version,
  l."lineCount", l."unpricedLines"`
const SOURCE = sql`
  purchase_orders o
  join stores s on s.organization_id = o.organization_id and s.id = o.store_id
  join vendors v on v.organization_id = o.organization_id and v.id = o.vendor_id
  left join connections c on c.organization_id = o.organization_id and c.id = o.connection_id
  left join lateral (
    select count(*) as "lineCount", count(*) filter (where x.unit_cost is null) as "unpricedLines"
    from purchase_order_lines x where x.organization_id = o.organization_id and x.purchase_order_id = o.id
  ) l on true`

type Instants = 'createdAt' | 'approvedAt' | 'sentAt' | 'closedAt'
type HeadRow = Omit<OrderItem, Instants> & {
  createdAt: Date
  approvedAt: Date | null
  sentAt: Date | null
  closedAt: Date | null
}

/** Purchase orders, newest first, a page at a time. */
export const purchaseOrders = async (
  read: Read,
  query: OrdersQuery,
): Promise<{ items: OrderItem[]; nextCursor: string | null }> => {
  const filters = [
    sql`true`,
    ...(query.status === undefined ? [] : [sql`o.status = ${query.status}`]),
    ...(query.vendorId === undefined ? [] : [sql`o.vendor_id = ${query.vendorId}`]),
    ...(query.storeId === undefined ? [] : [sql`o.store_id = ${query.storeId}`]),
    ...(query.cursor === undefined ? [] : [sql`o.number < ${Number(decodeCursor(query.cursor, 1)[0])}`]),
  ]
  const { rows } = await sql<HeadRow>`
    select ${HEAD} from ${SOURCE} where ${sql.join(filters, sql` and `)}
    order by o.number desc limit ${query.limit + 1}`.execute(read.db)
  return toPage(rows.map(withInstants), query.limit, (row) => [row.number])
}

/** One purchase order with its lines and what was received. @throws AppError `not_found` */
export const purchaseOrder = async (read: Read, id: string): Promise<OrderDetail> => {
  const { rows } = await sql<
    HeadRow &
      Pick<OrderDetail, Exclude<keyof OrderDetail, keyof OrderItem | 'lines' | 'receipts' | 'belowMinimum'>>
  >`
    select ${HEAD}, o.note, v.email as "vendorEmail", v.minimum_order_minor as "minimumOrderMinor",
      ${nameOf('o.created_by')} as "createdBy", ${nameOf('o.approved_by')} as "approvedBy",
      ${nameOf('o.closed_by')} as "closedBy", o.sent_to as "sentTo", o.delivery_failure as "deliveryFailure"
    from ${SOURCE} where o.id = ${id}`.execute(read.db)
  const [order] = rows
  if (order === undefined) throw notFound('purchase order')
  return {
    ...withInstants(order),
    note: order.note,
    vendorEmail: order.vendorEmail,
    minimumOrderMinor: order.minimumOrderMinor,
    belowMinimum: order.totalMinor < order.minimumOrderMinor,
    createdBy: order.createdBy,
    approvedBy: order.approvedBy,
    closedBy: order.closedBy,
    sentTo: order.sentTo,
    deliveryFailure: order.deliveryFailure,
    lines: await linesOfOrder(read, id),
    receipts: await receiptsOfOrder(read, id),
  }
}

/** A person's name; what is not a person of the organisation (a job) by its own name. */
const nameOf = (column: 'o.created_by' | 'o.approved_by' | 'o.closed_by' | 'g.received_by') => sql<string>`
  coalesce((select m.display_name from memberships m where m.user_id::text = ${sql.ref(column)} limit 1), ${sql.ref(column)})`

const linesOfOrder = async (read: Read, id: string): Promise<OrderDetail['lines']> =>
  (
    await sql<Omit<OrderDetail['lines'][number], 'costMinor'>>`
      select l.id, l.product_id as "productId", p.sku, p.name, l.unit, trim_scale(p.case_pack) as "casePack",
        trim_scale(l.quantity) as quantity, trim_scale(l.received_quantity) as "receivedQuantity",
        trim_scale(case when o.status in ('approved', 'sent', 'partly_received', 'draft')
          then greatest(l.quantity - l.received_quantity, 0) else 0 end) as "openQuantity",
        trim_scale(l.unit_cost) as "unitCost",
        trim_scale(l.suggested_quantity) as "suggestedQuantity", l.set_by as "setBy", l.reasoning
      from purchase_order_lines l
      join purchase_orders o on o.organization_id = l.organization_id and o.id = l.purchase_order_id
      join products p on p.organization_id = l.organization_id and p.id = l.product_id
      where l.purchase_order_id = ${id} order by p.name, p.id`.execute(read.db)
  ).rows.map((line) => ({
    ...line,
    costMinor: line.unitCost === null ? null : lineAmount(line.quantity, line.unitCost),
  }))

const receiptsOfOrder = async (read: Read, id: string): Promise<OrderDetail['receipts']> => {
  const { rows } = await sql<Omit<OrderDetail['receipts'][number], 'receivedAt'> & { receivedAt: Date }>`
    select g.id, g.purchase_order_line_id as "lineId", l.product_id as "productId", p.name, g.lot_id as "lotId",
      t.lot_code as "lotCode", t.package_tag as "packageTag", t.room, t.expires_on as "expiresOn",
      trim_scale(g.quantity) as quantity, trim_scale(g.unit_cost) as "unitCost", g.reason, g.received_at as "receivedAt",
      ${nameOf('g.received_by')} as "receivedBy"
    from goods_receipts g
    join purchase_order_lines l on l.organization_id = g.organization_id and l.id = g.purchase_order_line_id
    join products p on p.organization_id = l.organization_id and p.id = l.product_id
    join lots t on t.organization_id = g.organization_id and t.id = g.lot_id
    where g.purchase_order_id = ${id} order by g.received_at, g.id`.execute(read.db)
  return rows.map((row) => ({ ...row, receivedAt: row.receivedAt.toISOString() }))
}

const withInstants = (row: HeadRow): OrderItem => ({
  id: row.id,
  number: row.number,
  status: row.status,
  origin: row.origin,
  tillName: row.tillName,
  tillNumber: row.tillNumber,
  storeId: row.storeId,
  storeName: row.storeName,
  vendorId: row.vendorId,
  vendorName: row.vendorName,
  lineCount: row.lineCount,
  totalMinor: row.totalMinor,
  unpricedLines: row.unpricedLines,
  expectedOn: row.expectedOn,
  delivery: row.delivery,
  createdAt: row.createdAt.toISOString(),
  approvedAt: row.approvedAt?.toISOString() ?? null,
  sentAt: row.sentAt?.toISOString() ?? null,
  closedAt: row.closedAt?.toISOString() ?? null,
  version: row.version,
})

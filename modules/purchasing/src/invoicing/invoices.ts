import { notFound } from '@suite/kernel'
import { sql, type Read } from '@suite/db'
import { decodeCursor, toPage } from '@suite/http'
import type { InvoiceDetail, InvoiceItem, InvoicesQuery } from './contract.ts'
import { matchesOfOrder } from './match-order.ts'

const HEAD = sql`
  i.id, i.purchase_order_id as "purchaseOrderId", o.number as "orderNumber", i.store_id as "storeId", s.name as "storeName",
  i.vendor_id as "vendorId", v.name as "vendorName", i.number, i.invoiced_on as "invoicedOn", i.due_on as "dueOn",
  i.total_minor as "totalMinor", i.status, i.difference_minor as "differenceMinor", i.recorded_at as "recordedAt"`
const SOURCE = sql`
  vendor_invoices i
  join purchase_orders o on o.organization_id = i.organization_id and o.id = i.purchase_order_id
  join stores s on s.organization_id = i.organization_id and s.id = i.store_id
  join vendors v on v.organization_id = i.organization_id and v.id = i.vendor_id`

type Row = Omit<InvoiceItem, 'recordedAt'> & { readonly recordedAt: Date }
const item = ({ recordedAt, ...row }: Row): InvoiceItem => ({ ...row, recordedAt: recordedAt.toISOString() })

/** Vendors' bills, the last recorded first, a page at a time. */
export const invoices = async (
  read: Read,
  query: InvoicesQuery,
): Promise<{ items: InvoiceItem[]; nextCursor: string | null }> => {
  const [at, id] = query.cursor === undefined ? [] : decodeCursor(query.cursor, 2)
  const { rows } = await sql<Row>`
    select ${HEAD} from ${SOURCE} where true
      ${query.status === undefined ? sql`` : sql`and i.status = ${query.status}`}
      ${query.vendorId === undefined ? sql`` : sql`and i.vendor_id = ${query.vendorId}`}
      ${query.storeId === undefined ? sql`` : sql`and i.store_id = ${query.storeId}`}
      ${query.purchaseOrderId === undefined ? sql`` : sql`and i.purchase_order_id = ${query.purchaseOrderId}`}
      ${at === undefined ? sql`` : sql`and (i.recorded_at, i.id) < (${String(at)}::timestamptz, ${String(id)}::uuid)`}
    order by i.recorded_at desc, i.id desc limit ${query.limit + 1}`.execute(read.db)
  return toPage(rows.map(item), query.limit, (row) => [row.recordedAt, row.id])
}

type DetailRow = Row &
  Pick<
    InvoiceDetail,
    'freightMinor' | 'taxMinor' | 'discountMinor' | 'note' | 'recordedBy' | 'settledReason' | 'settledBy'
  > & {
    readonly settledAt: Date | null
  }

/** A bill line by line beside what was ordered and received. @throws AppError `not_found` */
export const invoice = async (read: Read, id: string): Promise<InvoiceDetail> => {
  const { rows } = await sql<DetailRow>`
    select ${HEAD}, i.freight_minor as "freightMinor", i.tax_minor as "taxMinor", i.discount_minor as "discountMinor", i.note,
      ${nameOf('i.recorded_by')} as "recordedBy", i.settled_reason as "settledReason",
      ${nameOf('i.settled_by')} as "settledBy", i.settled_at as "settledAt"
    from ${SOURCE} where i.id = ${id}`.execute(read.db)
  const [found] = rows
  if (found === undefined) throw notFound('invoice')
  return {
    ...found,
    recordedAt: found.recordedAt.toISOString(),
    settledAt: found.settledAt?.toISOString() ?? null,
    lines: found.status === 'void' ? [] : await linesOf(read, found),
  }
}

/** A person's name; what is not a person of the organisation by its own name. */
const nameOf = (column: 'i.recorded_by' | 'i.settled_by') => sql<string>`
  coalesce((select m.display_name from memberships m where m.user_id::text = ${sql.ref(column)} limit 1), ${sql.ref(column)})`

const linesOf = async (read: Read, { id, purchaseOrderId }: DetailRow): Promise<InvoiceDetail['lines']> => {
  const matched = (await matchesOfOrder(read, purchaseOrderId)).get(id) ?? []
  const { rows } = await sql<{ id: string; name: string; unit: string }>`
    select id, name, unit from products where id = any(${matched.map(({ productId }) => productId)}::uuid[])`.execute(
    read.db,
  )
  const products = new Map(rows.map((row) => [row.id, row]))
  return matched
    .map((line) => {
      const product = products.get(line.productId)
      return { ...line, findings: [...line.findings], name: product?.name ?? '', unit: product?.unit ?? '' }
    })
    .toSorted((a, b) => a.name.localeCompare(b.name))
}

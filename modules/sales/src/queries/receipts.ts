import { notFound } from '@suite/kernel'
import { sql, type Read } from '@suite/db'
import { decodeCursor, toPage } from '@suite/http'

interface ReceiptRow {
  readonly id: string
  readonly storeId: string
  readonly source: string
  readonly externalId: string
  readonly kind: string
  readonly occurredAt: Date
  readonly businessDay: string
  readonly customerRef: string | null
  readonly tender: string | null
  readonly staff: string | null
  readonly channel: string | null
}

const COLUMNS = sql`r.id, r.store_id as "storeId", r.source, r.external_id as "externalId", r.kind,
  r.occurred_at as "occurredAt", r.business_day as "businessDay", r.customer_ref as "customerRef", r.tender, r.staff, r.channel`

/**
 * Receipts, newest business day first; `search` is the beginning of a receipt number. Money and units are those of sales
 * and returns: void lines and stock corrections are no sales.
 */
export const receipts = async (
  read: Read,
  input: {
    storeId?: string | undefined
    from?: string | undefined
    to?: string | undefined
    search?: string | undefined
    limit: number
    cursor?: string | undefined
  },
) => {
  const where = [sql`true`]
  if (input.from !== undefined) where.push(sql`r.business_day >= ${input.from}::date`)
  if (input.to !== undefined) where.push(sql`r.business_day <= ${input.to}::date`)
  if (input.search !== undefined && input.search !== '')
    where.push(sql`starts_with(r.external_id, ${input.search})`)
  if (input.cursor !== undefined) {
    const [day, id] = decodeCursor(input.cursor, 2)
    where.push(sql`(r.business_day, r.id) < (${day}::date, ${id}::uuid)`)
  }
  const { rows } = await sql<
    ReceiptRow & { lines: number; netMinor: number; taxMinor: number; units: string }
  >`
    with page as (
      select r.* from stores s cross join lateral (
        select r.* from receipts r where r.store_id = s.id and ${sql.join(where, sql` and `)}
        order by r.business_day desc, r.id desc limit ${input.limit + 1}) r
      where ${input.storeId === undefined ? sql`true` : sql`s.id = ${input.storeId}`}
      order by r.business_day desc, r.id desc limit ${input.limit + 1})
    select ${COLUMNS}, t.* from page r
    cross join lateral (
      select count(*) as lines, coalesce(sum(l.net_minor) filter (where sold), 0)::bigint as "netMinor",
        coalesce(sum(l.tax_minor) filter (where sold), 0)::bigint as "taxMinor",
        trim_scale(coalesce(sum(l.quantity) filter (where sold), 0)) as units
      from (select *, kind in ('sale', 'return') as sold from receipt_lines where receipt_id = r.id) l) t
    order by r.business_day desc, r.id desc`.execute(read.db)
  const page = toPage(rows, input.limit, (row) => [row.businessDay, row.id])
  return {
    nextCursor: page.nextCursor,
    items: page.items.map((row) => ({ ...row, occurredAt: row.occurredAt.toISOString() })),
  }
}

interface LineRow {
  readonly productId: string
  readonly sku: string
  readonly name: string
  readonly kind: string
  readonly quantity: string
  readonly unit: string
  readonly unitPrice: string
  readonly grossMinor: number
  readonly discountMinor: number
  readonly taxMinor: number
  readonly netMinor: number
  readonly costMinor: number | null
  readonly taxes: { kind: string; minor: number }[]
  readonly packageTag: string | null
}

/** One receipt with its lines. @throws AppError `not_found` */
export const receipt = async (read: Read, id: string) => {
  const { rows } = await sql<ReceiptRow & { importId: string | null }>`
    select ${COLUMNS}, r.import_id as "importId" from receipts r where r.id = ${id}`.execute(read.db)
  const found = rows[0]
  if (found === undefined) throw notFound('receipt')
  const lines = await sql<LineRow>`
    select l.product_id as "productId", p.sku, p.name, l.kind, trim_scale(l.quantity) as quantity, l.unit,
      trim_scale(l.unit_price) as "unitPrice", l.gross_minor as "grossMinor", l.discount_minor as "discountMinor",
      l.tax_minor as "taxMinor", l.net_minor as "netMinor", l.cost_minor as "costMinor", l.taxes,
      l.package_tag as "packageTag"
    from receipt_lines l join products p on p.id = l.product_id
    where l.receipt_id = ${id} order by p.name, l.fingerprint, l.occurrence`.execute(read.db)
  return { ...found, occurredAt: found.occurredAt.toISOString(), lines: lines.rows }
}

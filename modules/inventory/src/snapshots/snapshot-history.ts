import { notFound } from '@suite/kernel'
import { sql, type Read } from '@suite/db'
import { decodeCursor, toPage } from '@suite/http'

/** What a system said it held. Quantity is a decimal string, instants ISO text. */
export interface SnapshotItem {
  readonly takenAt: string
  readonly storeId: string
  readonly lotId: string | null
  readonly packageTag: string | null
  readonly room: string | null
  readonly type: string
  readonly source: string
  readonly quantity: string
  readonly metadata: Readonly<Record<string, unknown>>
}

interface Row extends Omit<SnapshotItem, 'takenAt'> {
  readonly takenAt: Date
  readonly exactly: string
  readonly key: string
}

/** Snapshots of a product taken from `from` (inclusive) to `to` (exclusive), newest first. @throws AppError `not_found` */
export const snapshotHistory = async (
  read: Read,
  input: {
    productId: string
    storeId?: string | undefined
    from: Date
    to: Date
    limit: number
    cursor?: string | undefined
  },
) => {
  const product = await sql`select from products where id = ${input.productId}`.execute(read.db)
  if (product.rows.length === 0) throw notFound('product')
  const after = input.cursor === undefined ? null : decodeCursor(input.cursor, 2)
  const key = sql`concat_ws('/', s.store_id, s.source, s.package, s.room)`
  const { rows } = await sql<Row>`
    select s.taken_at as "takenAt", s.store_id as "storeId", s.lot_id as "lotId",
      case when s.lot_id is null then nullif(s.package, '') else l.package_tag end as "packageTag", nullif(s.room, '') as room,
      s.type, s.source, trim_scale(s.quantity) as quantity, s.metadata, s.taken_at::text as exactly, ${key} as key
    from inventory_snapshots s
    left join lots l on l.organization_id = s.organization_id and l.id = s.lot_id
    where s.product_id = ${input.productId} and s.taken_at >= ${input.from}::timestamptz
      and s.taken_at < ${input.to}::timestamptz
      and ${input.storeId === undefined ? sql`true` : sql`s.store_id = ${input.storeId}`}
      and ${after === null ? sql`true` : sql`(s.taken_at, ${key}) < (${after[0]}::timestamptz, ${after[1]}::text)`}
    order by s.taken_at desc, ${key} desc limit ${input.limit + 1}`.execute(read.db)
  const page = toPage(rows, input.limit, (row) => [row.exactly, row.key])
  return {
    nextCursor: page.nextCursor,
    items: page.items.map(({ exactly: _, key: __, takenAt, ...item }) => ({
      ...item,
      takenAt: takenAt.toISOString(),
    })),
  }
}

import { sql, type Read } from '@suite/db'
import { decodeCursor, toPage } from '@suite/http'

/** A hold. It tells what is held and why, never how much: that is the stock's to tell. Instants are ISO text. */
export interface HoldItem {
  readonly id: string
  readonly storeId: string
  readonly storeName: string
  readonly scope: 'lot' | 'tag' | 'product'
  readonly productId: string | null
  readonly productName: string | null
  readonly lotId: string | null
  readonly lotCode: string | null
  readonly packageTag: string | null
  readonly room: string | null
  readonly reason: string
  readonly recallId: string | null
  readonly placedBy: string
  readonly placedAt: string
  readonly liftedBy: string | null
  readonly liftedAt: string | null
  readonly liftReason: string | null
}

type Row = Omit<HoldItem, 'placedAt' | 'liftedAt'> & {
  placedAt: Date
  liftedAt: Date | null
  exactly: string
}

/** Holds, newest first; only those still in place unless `all`. */
export const holds = async (
  read: Read,
  input: {
    storeId?: string | undefined
    recallId?: string | undefined
    all?: boolean | undefined
    limit: number
    cursor?: string | undefined
  },
) => {
  const where = [sql`true`]
  if (input.all !== true) where.push(sql`h.lifted_at is null`)
  if (input.storeId !== undefined) where.push(sql`h.store_id = ${input.storeId}`)
  if (input.recallId !== undefined) where.push(sql`h.recall_id = ${input.recallId}`)
  if (input.cursor !== undefined) {
    const [at, id] = decodeCursor(input.cursor, 2)
    where.push(sql`(h.placed_at, h.id) < (${at}::timestamptz, ${id}::uuid)`)
  }
  const { rows } = await sql<Row>`
    select h.id, h.store_id as "storeId", t.name as "storeName", h.scope, h.product_id as "productId",
      p.name as "productName", h.lot_id as "lotId", l.lot_code as "lotCode", h.package_tag as "packageTag", l.room, h.reason,
      h.recall_id as "recallId", h.placed_by as "placedBy", h.placed_at as "placedAt", h.lifted_by as "liftedBy",
      h.lifted_at as "liftedAt", h.lift_reason as "liftReason", h.placed_at::text as exactly
    from stock_holds h
    join stores t on t.organization_id = h.organization_id and t.id = h.store_id
    left join products p on p.organization_id = h.organization_id and p.id = h.product_id
    left join lots l on l.organization_id = h.organization_id and l.id = h.lot_id
    where ${sql.join(where, sql` and `)}
    order by h.placed_at desc, h.id desc limit ${input.limit + 1}`.execute(read.db)
  const page = toPage(rows, input.limit, (row) => [row.exactly, row.id])
  return {
    nextCursor: page.nextCursor,
    items: page.items.map(({ exactly: _, placedAt, liftedAt, ...item }) => ({
      ...item,
      placedAt: placedAt.toISOString(),
      liftedAt: liftedAt?.toISOString() ?? null,
    })),
  }
}

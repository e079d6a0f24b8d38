import { sql, type Read } from '@suite/db'
import { decodeCursor, toPage } from '@suite/http'

/** One row of the stock ledger as people see it; quantities are decimal strings. */
export interface MovementItem {
  readonly id: string
  readonly storeId: string
  readonly productId: string
  readonly productName: string
  readonly sku: string
  readonly kind: string
  readonly quantity: string
  readonly countedQuantity: string | null
  readonly unitCost: string | null
  readonly lotCode: string | null
  readonly packageTag: string | null
  readonly reason: string | null
  readonly sourceType: string
  readonly sourceId: string | null
  readonly actorId: string | null
  readonly occurredAt: string
  readonly recordedAt: string
}

/**
 * The ledger, newest first: of one product by when things happened, of a whole store or organisation by when they were
 * recorded.
 */
export const movements = async (
  read: Read,
  input: {
    storeId?: string | undefined
    productId?: string | undefined
    limit: number
    cursor?: string | undefined
  },
) => {
  const byTime = input.productId !== undefined
  const where = [sql`true`]
  if (input.storeId !== undefined) where.push(sql`m.store_id = ${input.storeId}`)
  // the ledger is found by store and product; every store is named, so that a product alone is found too
  else if (byTime) where.push(sql`m.store_id = any(array(select id from stores))`)
  if (byTime) where.push(sql`m.product_id = ${input.productId}`)
  if (input.cursor !== undefined) {
    const [at, id] = decodeCursor(input.cursor, 2)
    where.push(
      byTime ? sql`(m.occurred_at, m.id) < (${at}::timestamptz, ${id}::uuid)` : sql`m.id < ${id}::uuid`,
    )
  }
  const { rows } = await sql<MovementItem & { exactAt: string; occurredAt: Date; recordedAt: Date }>`
    select m.id, m.store_id as "storeId", m.product_id as "productId", p.name as "productName", p.sku, m.kind,
      trim_scale(m.quantity) as quantity, trim_scale(m.counted_quantity) as "countedQuantity",
      trim_scale(m.unit_cost) as "unitCost", l.lot_code as "lotCode", l.package_tag as "packageTag", m.reason,
      m.source_type as "sourceType", m.source_id as "sourceId", m.actor_id as "actorId", m.occurred_at as "occurredAt",
      m.recorded_at as "recordedAt", m.occurred_at::text as "exactAt"
    from stock_movements m
    join products p on p.organization_id = m.organization_id and p.id = m.product_id
    left join lots l on l.organization_id = m.organization_id and l.id = m.lot_id
    where ${sql.join(where, sql` and `)}
    order by ${byTime ? sql`m.occurred_at desc, m.id desc` : sql`m.id desc`}
    limit ${input.limit + 1}`.execute(read.db)
  const page = toPage(rows, input.limit, (row) => [row.exactAt, row.id])
  return {
    nextCursor: page.nextCursor,
    items: page.items.map(({ exactAt: _, occurredAt, recordedAt, ...item }) => ({
      ...item,
      occurredAt: occurredAt.toISOString(),
      recordedAt: recordedAt.toISOString(),
    })),
  }
}

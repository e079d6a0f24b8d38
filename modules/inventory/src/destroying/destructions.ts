import { sql, type Read } from '@suite/db'
import { decodeCursor, toPage } from '@suite/http'

/** Goods destroyed, with all that is kept of it. Quantity is a decimal string, instants ISO text. */
export interface DestructionItem {
  readonly id: string
  readonly storeId: string
  readonly productId: string
  readonly productName: string
  readonly sku: string
  readonly unit: string
  readonly lotId: string | null
  readonly lotCode: string | null
  readonly packageTag: string | null
  readonly movementId: string
  readonly quantity: string
  readonly reason: string
  readonly method: string
  readonly witnessName: string
  readonly witnessId: string | null
  readonly recallId: string | null
  readonly destroyedBy: string
  readonly destroyedAt: string
  /** Which cameras saw it, and until when their footage is kept. */
  readonly footage: readonly {
    camera: string
    beganAt: string
    endedAt: string
    keptUntil: string
    savedAs: string | null
  }[]
}

const iso = (column: string) => sql`to_char(${sql.ref(column)}, 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`

/** Destructions of a span (from inclusive, to exclusive), newest first. */
export const destructions = async (
  read: Read,
  input: {
    storeId?: string | undefined
    recallId?: string | undefined
    from?: Date | undefined
    to?: Date | undefined
    limit: number
    cursor?: string | undefined
  },
) => {
  const where = [sql`true`]
  if (input.storeId !== undefined) where.push(sql`d.store_id = ${input.storeId}`)
  if (input.recallId !== undefined) where.push(sql`d.recall_id = ${input.recallId}`)
  if (input.from !== undefined) where.push(sql`d.destroyed_at >= ${input.from}::timestamptz`)
  if (input.to !== undefined) where.push(sql`d.destroyed_at < ${input.to}::timestamptz`)
  if (input.cursor !== undefined) {
    const [at, id] = decodeCursor(input.cursor, 2)
    where.push(sql`(d.destroyed_at, d.id) < (${at}::timestamptz, ${id}::uuid)`)
  }
  const { rows } = await sql<Omit<DestructionItem, 'destroyedAt'> & { destroyedAt: Date; exactly: string }>`
    select d.id, d.store_id as "storeId", d.product_id as "productId", p.name as "productName", p.sku, p.unit,
      d.lot_id as "lotId", l.lot_code as "lotCode", l.package_tag as "packageTag", d.movement_id as "movementId",
      trim_scale(d.quantity) as quantity, d.reason, d.method, d.witness_name as "witnessName", d.witness_id as "witnessId",
      d.recall_id as "recallId", d.destroyed_by as "destroyedBy", d.destroyed_at as "destroyedAt",
      d.destroyed_at::text as exactly, coalesce(v.footage, '[]') as footage
    from destructions d
    join products p on p.organization_id = d.organization_id and p.id = d.product_id
    left join lots l on l.organization_id = d.organization_id and l.id = d.lot_id
    left join lateral (
      select json_agg(json_build_object('camera', v.camera, 'beganAt', ${iso('v.began_at')}, 'endedAt', ${iso('v.ended_at')},
        'keptUntil', ${iso('v.kept_until')}, 'savedAs', v.saved_as) order by v.began_at) as footage
      from video_references v where v.subject_type = 'movement' and v.subject_id = d.movement_id) v on true
    where ${sql.join(where, sql` and `)}
    order by d.destroyed_at desc, d.id desc limit ${input.limit + 1}`.execute(read.db)
  const page = toPage(rows, input.limit, (row) => [row.exactly, row.id])
  return {
    nextCursor: page.nextCursor,
    items: page.items.map(({ exactly: _, destroyedAt, ...item }) => ({
      ...item,
      destroyedAt: destroyedAt.toISOString(),
    })),
  }
}

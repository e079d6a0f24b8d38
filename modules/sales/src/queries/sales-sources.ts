import { sql, type Read } from '@suite/db'

/** Where each store's sales come from, and the span in which each source speaks for it. */
export const salesSources = async (read: Read, input: { storeId?: string | undefined }) => {
  const { rows } = await sql<{
    id: string
    storeId: string
    source: string
    activeFrom: Date | null
    activeUntil: Date | null
  }>`
    select id, store_id as "storeId", source, active_from as "activeFrom", active_until as "activeUntil" from sales_sources
    where ${input.storeId === undefined ? sql`true` : sql`store_id = ${input.storeId}`} order by store_id, source`.execute(
    read.db,
  )
  return rows.map((row) => ({
    ...row,
    activeFrom: row.activeFrom?.toISOString() ?? null,
    activeUntil: row.activeUntil?.toISOString() ?? null,
  }))
}

import { sql, type Read } from '@suite/db'

/** True when any active store of the organisation has sold something. */
export const hasSales = async (read: Read): Promise<boolean> => {
  const { rows } = await sql`
    select from stores s where s.active and exists (select from store_sales_daily d
      where d.organization_id = s.organization_id and d.store_id = s.id) limit 1`.execute(read.db)
  return rows.length > 0
}

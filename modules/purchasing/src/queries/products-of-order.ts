import { sql, type Read } from '@suite/db'
import type { FactsScope } from './product-facts.ts'

/** The store and products of a purchase order, as a scope to plan again. */
export const productsOfOrder = async (read: Read, id: string): Promise<FactsScope> => {
  const { rows } = await sql<{ storeId: string; productIds: string[] }>`
    select o.store_id as "storeId", array(
      select l.product_id from purchase_order_lines l
      where l.organization_id = o.organization_id and l.purchase_order_id = o.id) as "productIds"
    from purchase_orders o where o.id = ${id}`.execute(read.db)
  return rows[0] ?? { productIds: [] }
}

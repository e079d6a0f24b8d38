import { sql, type Tx } from '@suite/db'
import { orderTotal } from '../rules/order-total.ts'

/** Brings a purchase order's total up to its lines and counts the change. Gives the new total and version. */
export const recountOrder = async (
  tx: Tx,
  id: string,
): Promise<{ totalMinor: number; lines: number; version: number }> => {
  const { rows } = await sql<{ quantity: string; unitCost: string | null }>`
    select quantity, unit_cost as "unitCost" from purchase_order_lines where purchase_order_id = ${id}`.execute(
    tx.db,
  )
  const { totalMinor } = orderTotal(rows)
  const updated = await sql<{ version: number }>`
    update purchase_orders set total_minor = ${totalMinor}, version = version + 1 where id = ${id}
    returning version`.execute(tx.db)
  return { totalMinor, lines: rows.length, version: updated.rows[0]!.version }
}

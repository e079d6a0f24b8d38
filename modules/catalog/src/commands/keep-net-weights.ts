import { sql, type Tx } from '@suite/db'

/** What one unit of a product holds: a decimal above zero in mg, g, kg, oz or lb. */
export interface NetWeight {
  readonly productId: string
  readonly amount: string
  readonly unit: string
}

/** Keeps what one unit of each product holds, as the newest source says; a product it says nothing of stays as it is. */
export const keepNetWeights = async (tx: Tx, weights: readonly NetWeight[]): Promise<void> => {
  if (weights.length === 0) return
  await sql`
    update products p set net_weight = w.amount, net_weight_unit = w.unit, updated_at = now(), version = p.version + 1
    from jsonb_to_recordset(${JSON.stringify(weights)}::jsonb) as w ("productId" uuid, amount numeric(14, 6), unit text)
    where p.id = w."productId" and w.amount > 0
      and (p.net_weight, p.net_weight_unit) is distinct from (w.amount, w.unit)`.execute(tx.db)
}

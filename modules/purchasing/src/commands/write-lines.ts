import { invalid, newId } from '@suite/kernel'
import { sql, type Tx } from '@suite/db'
import type { WantedLine } from '../contract.ts'

/** A line ready to be stored. */
export interface LineRow {
  readonly productId: string
  readonly quantity: string
  readonly unit: string
  readonly unitCost: string | null
  readonly setBy: 'suggestion' | 'person'
  readonly suggestedQuantity: string | null
  readonly reasoning: object | null
}

interface Orderable {
  readonly id: string
  readonly unit: string
  readonly name: string
  readonly cost: string | null
  readonly orderable: boolean
}

/**
 * Lines as a person wrote them, with each product's unit, and its cost where the line says none.
 * @throws AppError `bad_lines` naming each line whose product is unknown, a service, or named twice
 */
export const linesOf = async (tx: Tx, storeId: string, wanted: readonly WantedLine[]): Promise<LineRow[]> => {
  const products = await orderable(
    tx,
    storeId,
    wanted.map((line) => line.productId),
  )
  const seen = new Set<string>()
  const problems = wanted.flatMap(({ productId }, index) => {
    const path = `lines.${index}.productId`
    const product = products.get(productId)
    const double = seen.has(productId)
    seen.add(productId)
    if (product === undefined) return [{ path, message: 'no such product' }]
    if (!product.orderable) return [{ path, message: `"${product.name}" is a service and is never ordered` }]
    return double ? [{ path, message: `"${product.name}" is on the order twice; put it on one line` }] : []
  })
  if (problems.length > 0)
    throw invalid('bad_lines', `Some lines cannot be ordered: ${problems[0]!.message}.`, problems)
  return wanted.map(({ productId, quantity, unitCost }) => {
    const product = products.get(productId)!
    return {
      productId,
      quantity,
      unit: product.unit,
      unitCost: unitCost === undefined ? product.cost : unitCost,
      setBy: 'person',
      suggestedQuantity: null,
      reasoning: null,
    }
  })
}

const orderable = async (
  tx: Tx,
  storeId: string,
  ids: readonly string[],
): Promise<Map<string, Orderable>> => {
  const { rows } = await sql<Orderable>`
    select p.id, p.unit, p.name, not p.is_service as orderable, trim_scale(coalesce(p.cost, lot.unit_cost)) as cost
    from products p
    left join lateral (
      select l.unit_cost from lots l
      where l.organization_id = p.organization_id and l.product_id = p.id and l.store_id = ${storeId} and l.unit_cost is not null
      order by l.received_at desc limit 1
    ) lot on true
    where p.id = any(${ids}::uuid[])`.execute(tx.db)
  return new Map(rows.map((row) => [row.id, row]))
}

/** Adds lines to an order, one statement. */
export const insertLines = async (tx: Tx, orderId: string, lines: readonly LineRow[]): Promise<void> => {
  if (lines.length === 0) return
  const rows = JSON.stringify(lines.map((line) => ({ ...line, id: newId() })))
  await sql`
    insert into purchase_order_lines (organization_id, id, purchase_order_id, product_id, quantity, unit, unit_cost,
      suggested_quantity, reasoning, set_by)
    select ${tx.context.organizationId}, r.id, ${orderId}, r."productId", r.quantity, r.unit, r."unitCost",
      r."suggestedQuantity", r.reasoning, r."setBy"
    from jsonb_to_recordset(${rows}::jsonb) as r(id uuid, "productId" uuid, quantity numeric, unit text, "unitCost" numeric,
      "suggestedQuantity" numeric, reasoning jsonb, "setBy" text)`.execute(tx.db)
}

import { sql, type Read } from '@suite/db'
import { conflict, notFound } from '@suite/kernel'
import { gramsOf } from '../discrepancies/world/read-products.ts'
import { parts, partsText } from '../reconciliation/engine/parts.ts'
import { scaleOf } from '../reconciliation/engine/scale.ts'
import type { SaleToTell } from './ports.ts'

interface Row {
  readonly soldAt: Date
  readonly channel: string | null
  readonly tag: string | null
  readonly quantity: string
  readonly unit: string
  readonly totalMinor: number
  readonly name: string
  readonly productUnit: string
  readonly stateUnit: string | null
  readonly isGoods: boolean
}

/**
 * A receipt of the till as the register is to be told it, whole, in the register's units.
 * @throws AppError `not_found`, `medical_sale`, `sale_without_tags`, `unit_unknown`
 */
export const saleToTell = async (
  read: Read,
  input: { readonly storeId: string; readonly number: string; readonly receiptId?: string },
): Promise<SaleToTell> => {
  const { rows } = await sql<Row>`
    select r.occurred_at as "soldAt", r.channel, l.package_tag as tag, trim_scale(l.quantity) as quantity, l.unit,
      l.net_minor as "totalMinor", p.name, p.unit as "productUnit",
      (select m.unit from mirror_packages m where m.store_id = l.store_id and m.side = 'state' and m.tag = l.package_tag
        limit 1) as "stateUnit", not p.is_service and p.category <> 'accessories' as "isGoods"
    from receipts r join receipt_lines l on l.organization_id = r.organization_id and l.receipt_id = r.id
    join products p on p.organization_id = l.organization_id and p.id = l.product_id
    where r.store_id = ${input.storeId} and r.external_id = ${input.number}
      and (${input.receiptId ?? null}::uuid is null or r.id = ${input.receiptId ?? null}::uuid) and l.kind = 'sale' and l.quantity > 0
    order by l.fingerprint, l.occurrence`.execute(read.db)
  const goods = rows.filter(({ isGoods }) => isGoods)
  const [first] = goods
  if (first === undefined) throw notFound('receipt')
  if (first.channel === 'medical')
    throw conflict(
      'medical_sale',
      'A medical sale must name the patient, whom only the till knows. Report it at the till.',
    )
  if (goods.some(({ tag }) => tag === null))
    throw conflict(
      'sale_without_tags',
      `Receipt ${input.number} sold goods without naming their package. Report it at the till.`,
    )
  return {
    number: input.number,
    soldAt: first.soldAt.toISOString(),
    lines: goods.map((row) => ({
      tag: row.tag ?? '',
      ...inStatesUnit(row, input.number),
      totalMinor: row.totalMinor,
    })),
  }
}

const inStatesUnit = (row: Row, number: string): { quantity: string; unit: string } => {
  const { stateUnit } = row
  if (stateUnit !== null) {
    const side = { quantity: 0, unit: stateUnit } as NonNullable<Parameters<typeof scaleOf>[0]['state']>
    const scale = scaleOf({
      unitGrams: gramsOf({ name: row.name, unit: row.productUnit }),
      shelf: null,
      pos: null,
      state: side,
      sales: [],
      reports: [],
    })
    const common = scale.of(parts(row.quantity), row.unit)
    const theirs = common === null ? null : scale.back(common, stateUnit)
    if (theirs !== null) return { quantity: partsText(theirs), unit: stateUnit }
  }
  throw conflict(
    'unit_unknown',
    `Receipt ${number} counts ${row.name} in ${row.unit}, which cannot be told in the state’s ${stateUnit ?? 'unit, because the state does not list the package'}. Report it at the till.`,
  )
}

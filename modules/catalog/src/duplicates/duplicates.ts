import { notFound } from '@suite/kernel'
import { recordAudit } from '@suite/audit'
import { sql, type Read, type Tx } from '@suite/db'
import type { DuplicatesReply } from '../merging/contract.ts'
import { findDuplicates, type Suspect } from './find-duplicates.ts'

/** So many products are compared, the newest ones: new ones are where duplicates come from. */
const MOST_PRODUCTS = 20_000

/** The pairs of active products that may be one and that nobody has called different. */
export const duplicates = async (read: Read, input: { limit: number }): Promise<DuplicatesReply> => {
  const { rows: suspects } = await sql<Suspect>`
    select id, name, brand, strain, barcode, vendor_id as "vendorId", category, unit from products
    where active and not is_service order by id desc limit ${MOST_PRODUCTS}`.execute(read.db)
  const { rows: dismissed } = await sql<{ pair: string }>`
    select first_id || ' ' || second_id as pair from product_pairs_dismissed`.execute(read.db)
  const known = new Set(dismissed.map(({ pair }) => pair))
  const pairs = (await findDuplicates(suspects)).filter(
    ({ firstId, secondId }) => !known.has(`${firstId} ${secondId}`),
  )
  const shown = pairs.slice(0, input.limit)
  const sides = await sidesOf(
    read,
    shown.flatMap(({ firstId, secondId }) => [firstId, secondId]),
  )
  const items = shown.flatMap(({ firstId, secondId, score, reasons }) => {
    const [first, second] = [sides.get(firstId), sides.get(secondId)]
    return first === undefined || second === undefined
      ? []
      : [{ first, second, score, reasons: [...reasons] }]
  })
  return { items, total: pairs.length }
}

type Side = DuplicatesReply['items'][number]['first']

const sidesOf = async (read: Read, ids: readonly string[]): Promise<Map<string, Side>> => {
  const { rows } = await sql<Omit<Side, 'createdAt'> & { createdAt: Date }>`
    select p.id, p.sku, p.name, p.category, p.brand, p.strain, p.unit, p.barcode, trim_scale(p.price) as price,
      v.name as "vendorName", p.created_at as "createdAt"
    from products p left join vendors v on v.id = p.vendor_id where p.id = any(${[...ids]}::uuid[])`.execute(
    read.db,
  )
  return new Map(rows.map((row) => [row.id, { ...row, createdAt: row.createdAt.toISOString() }]))
}

/** Says that two products are not the same; the pair is not shown again. @throws AppError `not_found` */
export const dismissPair = async (
  tx: Tx,
  input: { productId: string; otherId: string },
): Promise<{ dismissed: boolean }> => {
  const [first = '', second = ''] = [input.productId, input.otherId].toSorted()
  const { rows } = await sql`select from products where id = any(${[first, second]}::uuid[])`.execute(tx.db)
  if (rows.length !== 2) throw notFound('product')
  const { numAffectedRows } = await sql`
    insert into product_pairs_dismissed (organization_id, first_id, second_id, dismissed_by, dismissed_at)
    values (${tx.context.organizationId}, ${first}, ${second}, ${tx.context.actor.id}, now()) on conflict do nothing`.execute(
    tx.db,
  )
  if (numAffectedRows === 1n)
    await recordAudit(tx, {
      eventType: 'product.pair_dismissed',
      resourceType: 'product',
      resourceId: first,
      action: 'update',
      risk: 'low',
      after: { otherId: second },
    })
  return { dismissed: true }
}

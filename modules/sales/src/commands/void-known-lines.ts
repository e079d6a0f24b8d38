import { sql, type Tx } from '@suite/db'

/**
 * Strikes out lines we hold as sold that `ready_lines` now calls void: tills report a receipt first as a sale and, after
 * it was struck out, as void; and a newer version of a live till's receipt leaves out what is no longer sold. Leaves them in `voided_lines` with the kind they had; gives their number.
 */
export const voidKnownLines = async (tx: Tx, importId: string): Promise<number> => {
  await sql`
    create temporary table voided_lines on commit drop as
    select l.receipt_id, l.fingerprint, l.occurrence, l.product_id, p.is_service, l.occurred_at, l.business_day, l.kind,
      l.quantity, l.package_tag
    from ready_lines r
    join receipt_lines l on l.receipt_id = r.receipt_id and l.fingerprint = r.fingerprint and l.occurrence = r.occurrence
    join products p on p.id = l.product_id
    where r.known_receipt and r.kind = 'void' and l.kind <> 'void'
    union all
    select l.receipt_id, l.fingerprint, l.occurrence, l.product_id, p.is_service, l.occurred_at, l.business_day, l.kind,
      l.quantity, l.package_tag
    from receipt_map m join receipt_lines l on l.receipt_id = m.id join products p on p.id = l.product_id
    where m.known and m.version is not null and not m.outdated and l.kind <> 'void' and not exists (
      select from ready_lines r
      where r.receipt_id = l.receipt_id and r.fingerprint = l.fingerprint and r.occurrence = l.occurrence)`.execute(
    tx.db,
  )
  const { numAffectedRows } = await sql`
    update receipt_lines l set kind = 'void', voided_by_import_id = ${importId}
    from voided_lines v
    where l.receipt_id = v.receipt_id and l.fingerprint = v.fingerprint and l.occurrence = v.occurrence`.execute(
    tx.db,
  )
  await refreshReceiptKinds(tx, sql`select receipt_id from voided_lines`)
  return Number(numAffectedRows ?? 0n)
}

/** Sets what receipts are from what their lines are; `receipts` is a query of `receipt_id`. */
export const refreshReceiptKinds = (tx: Tx, receipts: ReturnType<typeof sql.raw>): Promise<unknown> =>
  sql`
  update receipts r set kind = k.kind
  from (
    select receipt_id, case when bool_or(kind = 'sale') then 'sale' when bool_or(kind = 'return') then 'return'
      when bool_or(kind = 'adjustment') then 'adjustment' else 'void' end as kind
    from receipt_lines where receipt_id in (${receipts}) group by receipt_id) k
  where r.id = k.receipt_id and r.kind <> k.kind`.execute(tx.db)

import { sql, type Tx } from '@suite/db'

/**
 * Lines of a live till's receipt that were struck out and stand again in its newer version take up the kind they have
 * now. Leaves them in `revived_lines`, for the stock ledger.
 */
export const reviveLines = async (tx: Tx): Promise<void> => {
  await sql`
    create temporary table revived_lines on commit drop as
    select l.receipt_id, l.fingerprint, l.occurrence, l.product_id, r.is_service, l.occurred_at, l.business_day, r.kind,
      l.quantity, l.package_tag
    from ready_lines r
    join receipt_map m on m.id = r.receipt_id and m.version is not null
    join receipt_lines l on l.receipt_id = r.receipt_id and l.fingerprint = r.fingerprint and l.occurrence = r.occurrence
    where r.known_receipt and l.kind = 'void' and r.kind <> 'void'`.execute(tx.db)
  await sql`
    update receipt_lines l set kind = v.kind, voided_by_import_id = null
    from revived_lines v
    where l.receipt_id = v.receipt_id and l.fingerprint = v.fingerprint and l.occurrence = v.occurrence`.execute(
    tx.db,
  )
}

/** Notes which version of each live receipt is held now, and what the receipt is after its lines changed. */
export const noteVersions = (tx: Tx): Promise<unknown> =>
  sql`
  update receipts r set source_modified_at = m.version, kind = m.kind, tender = coalesce(m.tender, r.tender),
    customer_ref = coalesce(m.customer, r.customer_ref), staff = coalesce(m.staff, r.staff)
  from receipt_map m
  where r.id = m.id and m.version is not null and not m.outdated`.execute(tx.db)

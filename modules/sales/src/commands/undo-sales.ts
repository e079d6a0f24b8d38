import { sql, type Tx } from '@suite/db'
import { postReceiptMovements, type Fragment } from '@suite/inventory'
import { lockStoreSales } from './lock-store-sales.ts'
import { recomputeRollups } from './recompute-rollups.ts'
import { refreshReceiptKinds } from './void-known-lines.ts'

/**
 * Removes the lines an import added and gives lines it had struck out back their sale, with movements that reverse the
 * stock effect at the same instants, and recomputes the days touched. Receipts left without a line go. Gives the number
 * of lines removed. `fromDay` and `toDay` are the days the import's lines lie in.
 */
export const undoSales = async (
  tx: Tx,
  input: { storeId: string; importId: string; fromDay: string | null; toDay: string | null },
): Promise<number> => {
  if (input.fromDay === null) return 0
  await sql`set local work_mem = '96MB'`.execute(tx.db)
  await sql`set local statement_timeout = '30min'`.execute(tx.db)
  await lockStoreSales(tx, input.storeId)
  await stageLines(tx, input)
  await postReceiptMovements(tx, input.storeId, reversals())
  const match = sql`l.receipt_id = u.receipt_id and l.fingerprint = u.fingerprint and l.occurrence = u.occurrence`
  await sql`
    update receipt_lines l set kind = case when l.quantity < 0 then 'return' else 'sale' end, voided_by_import_id = null
    from undone_lines u where u.restored and ${match}`.execute(tx.db)
  const { numAffectedRows } = await sql`
    delete from receipt_lines l using undone_lines u where not u.restored and ${match}`.execute(tx.db)
  await sql`
    delete from receipts r where r.id in (select receipt_id from undone_lines)
      and not exists (select from receipt_lines l where l.receipt_id = r.id)`.execute(tx.db)
  await refreshReceiptKinds(tx, sql`select receipt_id from undone_lines`)
  await recomputeRollups(tx, input.storeId, sql`select business_day from undone_lines`)
  await sql`drop table undone_lines`.execute(tx.db)
  return Number(numAffectedRows ?? 0n)
}

/** `undone_lines`: the import's own lines, and (`restored`) those of others that it struck out. */
const stageLines = async (
  tx: Tx,
  input: { storeId: string; importId: string; fromDay: string | null; toDay: string | null },
): Promise<void> => {
  await sql`
    create temporary table undone_lines on commit drop as
    select l.receipt_id, l.fingerprint, l.occurrence, l.product_id, p.is_service, l.occurred_at, l.business_day, l.kind,
      l.quantity, l.package_tag, l.import_id <> ${input.importId} as restored
    from receipt_lines l join products p on p.id = l.product_id
    where l.store_id = ${input.storeId} and l.business_day between ${input.fromDay} and ${input.toDay}
      and (l.import_id = ${input.importId} or l.voided_by_import_id = ${input.importId})`.execute(tx.db)
  await sql`analyze undone_lines`.execute(tx.db)
}

/** The opposite of what ingestion did to stock; lines that are void had their effect taken back already. */
const reversals = (): Fragment => sql`
  select product_id, 'undo'::text as kind,
    case when restored then -quantity when kind = 'adjustment' then -quantity else quantity end as quantity, occurred_at,
    receipt_id, package_tag
  from undone_lines where (restored or kind <> 'void') and not is_service and quantity <> 0`

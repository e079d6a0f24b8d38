import { recordAudit } from '@suite/audit'
import { publish } from '@suite/events'
import { sql, type Tx } from '@suite/db'
import { retireProducts, undoCounts, undoProducts } from '@suite/inventory'
import { undoSales } from '@suite/sales'
import { IMPORT_RUN, storeKey } from '../import-row.ts'

interface Undone {
  readonly id: string
  readonly storeId: string
  readonly kind: 'sales' | 'stock' | 'products'
  readonly source: string
  readonly createdAt: Date
  readonly fromDay: string | null
  readonly toDay: string | null
}

/**
 * Takes back everything a finished import stored: its lines (with reversing stock movements and fresh daily sales), its
 * counts or its changes of master data. Later imports of the same store and source that overlap it are queued to run
 * again, so that what they too vouch for comes back in their name. Does nothing when the import is not `done`.
 */
export const undoImport = async (tx: Tx, importId: string): Promise<{ rerun: string[] }> => {
  const { rows } = await sql<Undone>`
    update imports set status = 'undone', phase = 'undone', progress = 1 where id = ${importId} and status = 'done'
    returning id, store_id as "storeId", kind, source, created_at as "createdAt", from_day as "fromDay", to_day as "toDay"`.execute(
    tx.db,
  )
  const row = rows[0]
  if (row === undefined) return { rerun: [] }
  const removed = await takeBack(tx, row)
  const retired = await retireProducts(tx)
  const rerun = await queueAgain(tx, row)
  await recordAudit(tx, {
    eventType: 'import.undone',
    resourceType: 'import',
    resourceId: importId,
    action: 'delete',
    risk: 'high',
    after: { kind: row.kind, storeId: row.storeId, removed, productsRetired: retired, runAgain: rerun },
  })
  if (row.kind === 'sales' && row.fromDay !== null)
    await publish(tx, {
      type: 'sales.changed',
      version: 1,
      payload: { storeId: row.storeId, importId, fromDay: row.fromDay, toDay: row.toDay },
    })
  await publish(tx, { type: 'stock.changed', version: 1, payload: { storeId: row.storeId, importId } })
  await publish(tx, { type: 'import.finished', version: 1, payload: { importId } })
  return { rerun }
}

const takeBack = (tx: Tx, row: Undone): Promise<number> => {
  const input = { importId: row.id, storeId: row.storeId }
  if (row.kind === 'sales') return undoSales(tx, { ...input, fromDay: row.fromDay, toDay: row.toDay })
  return row.kind === 'stock' ? undoCounts(tx, input) : undoProducts(tx, input)
}

/** Later imports that may vouch for the same rows; of stock files also the one before, whose lots were replaced. */
const queueAgain = async (tx: Tx, row: Undone): Promise<string[]> => {
  const overlaps =
    row.kind === 'sales'
      ? sql`i.created_at > ${row.createdAt} and i.source = ${row.source}
          and i.from_day <= ${row.toDay}::date and i.to_day >= ${row.fromDay}::date`
      : sql`(i.created_at > ${row.createdAt} or i.created_at = (
          select max(b.created_at) from imports b
          where b.store_id = ${row.storeId} and b.kind = ${row.kind} and b.status = 'done' and b.created_at < ${row.createdAt}))`
  const { rows } = await sql<{ id: string; created_at: Date }>`
    update imports i set status = 'queued', phase = 'again', progress = 0
    where i.store_id = ${row.storeId} and i.kind = ${row.kind} and i.status = 'done' and ${overlaps}
    returning i.id, i.created_at`.execute(tx.db)
  const ids = rows.toSorted((a, b) => a.created_at.getTime() - b.created_at.getTime()).map(({ id }) => id)
  const { organizationId } = tx.context
  for (const id of ids)
    await tx.enqueue({
      queue: IMPORT_RUN,
      payload: { organizationId, importId: id },
      singletonKey: storeKey(organizationId, row.storeId),
    })
  return ids
}

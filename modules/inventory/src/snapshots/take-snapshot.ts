import { notFound } from '@suite/kernel'
import { recordAudit } from '@suite/audit'
import { sql, type Tx } from '@suite/db'
import type { SnapshotType } from './record-snapshots.ts'

/**
 * Writes down what the ledger holds in a store at this moment: every lot with goods in it, and what products hold besides
 * in no lot. Products whose stock is unknown are left out. @throws AppError `not_found`
 */
export const takeSnapshot = async (
  tx: Tx,
  input: { storeId: string; type: SnapshotType; note?: string | undefined },
): Promise<{ takenAt: string; rows: number }> => {
  const { rows } = await sql<{ at: string }>`
    select clock_timestamp()::text as at from stores where id = ${input.storeId}`.execute(tx.db)
  const at = rows[0]?.at
  if (at === undefined) throw notFound('store')
  const { numAffectedRows } = await sql`
    insert into inventory_snapshots (organization_id, store_id, product_id, lot_id, package, room, taken_at, type, source,
      quantity, metadata)
    select ${tx.context.organizationId}::uuid, ${input.storeId}::uuid, product_id, lot_id, package, room,
      ${at}::timestamptz, ${input.type}, 'manual', quantity, ${JSON.stringify(input.note === undefined ? {} : { note: input.note })}::jsonb
    from (
      select product_id, id as lot_id, coalesce(package_tag, id::text) as package, coalesce(room, '') as room, on_hand as quantity from lots
      where store_id = ${input.storeId} and on_hand > 0
      union all
      select p.product_id, null, '', '', p.on_hand - k.on_hand from stock_positions p
      cross join lateral (select coalesce(sum(l.on_hand), 0) as on_hand from lots l
        where l.store_id = p.store_id and l.product_id = p.product_id) k
      where p.store_id = ${input.storeId} and p.on_hand is not null and (p.on_hand <> k.on_hand or k.on_hand = 0)) s`.execute(
    tx.db,
  )
  const count = Number(numAffectedRows ?? 0n)
  await recordAudit(tx, {
    eventType: 'inventory.snapshot_taken',
    resourceType: 'store',
    resourceId: input.storeId,
    action: 'create',
    risk: 'low',
    after: { type: input.type, note: input.note ?? null, rows: count },
  })
  return { takenAt: new Date(at).toISOString(), rows: count }
}

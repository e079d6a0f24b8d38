import { invalid } from '@suite/kernel'
import { sql, type Tx } from '@suite/db'

/** Why a snapshot was taken. */
export type SnapshotType = 'scheduled' | 'event' | 'manual'
/** Whose statement it is. */
export type SnapshotSource = 'pos_sync' | 'metrc_sync' | 'manual' | 'import'

/** What some system held at an instant, of a product or one of its lots. */
export interface SnapshotRow {
  readonly productId: string
  readonly lotId?: string | null | undefined
  /** In place of `lotId`; a tag that no lot of the store carries is kept as it is. */
  readonly packageTag?: string | null | undefined
  readonly room?: string | null | undefined
  /** A decimal string in the product's unit. */
  readonly quantity: string
  /** In place of the call's `takenAt`. */
  readonly takenAt?: Date | undefined
  readonly metadata?: Readonly<Record<string, unknown>> | undefined
}

/** The snapshots one call records. */
export interface SnapshotBatch {
  readonly storeId: string
  readonly type: SnapshotType
  readonly source: SnapshotSource
  readonly takenAt?: Date | undefined
  readonly rows: readonly SnapshotRow[]
}

/** Rows sent to the database in one statement. */
const BATCH = 5000
/** A snapshot may lie this far ahead of the clock: systems' clocks differ. */
const AHEAD_MS = 86_400_000

/**
 * Records what a system said it held, in bulk. A statement already recorded (store, product, package, room, source, instant)
 * changes nothing. Snapshots are a record beside the ledger: they never change stock.
 * @throws AppError `bad_time` without an instant or more than a day ahead, `unknown_reference` for products, lots or
 * stores of others
 */
export const recordSnapshots = async (
  tx: Tx,
  batch: SnapshotBatch,
): Promise<{ added: number; known: number }> => {
  const rows = batch.rows.map((row, n) => ({
    product_id: row.productId,
    lot_id: row.lotId ?? null,
    package_tag: row.packageTag ?? null,
    room: row.room ?? '',
    quantity: row.quantity,
    taken_at: instantOf(row.takenAt ?? batch.takenAt, n),
    metadata: row.metadata ?? {},
  }))
  let added = 0
  for (let start = 0; start < rows.length; start += BATCH)
    added += await insertRows(tx, batch, JSON.stringify(rows.slice(start, start + BATCH)))
  return { added, known: rows.length - added }
}

const instantOf = (at: Date | undefined, row: number): string => {
  if (at === undefined || at.getTime() > Date.now() + AHEAD_MS)
    throw invalid('bad_time', 'A snapshot needs the time it was taken, not later than now.', [
      { path: `rows.${row}.takenAt`, message: at === undefined ? 'needed' : 'lies in the future' },
    ])
  return at.toISOString()
}

const insertRows = async (tx: Tx, batch: SnapshotBatch, json: string): Promise<number> => {
  const { numAffectedRows } = await sql`
    insert into inventory_snapshots (organization_id, store_id, product_id, lot_id, package, room, taken_at, type, source,
      quantity, metadata)
    select ${tx.context.organizationId}::uuid, ${batch.storeId}::uuid, s.product_id, coalesce(s.lot_id, t.id),
      coalesce(s.package_tag, l.package_tag, s.lot_id::text, ''), s.room, s.taken_at, ${batch.type}, ${batch.source},
      s.quantity, s.metadata
    from jsonb_to_recordset(${json}::jsonb) as s (product_id uuid, lot_id uuid, package_tag text, room text,
      quantity numeric, taken_at timestamptz, metadata jsonb)
    left join lots l on l.id = s.lot_id
    left join lots t on t.store_id = ${batch.storeId} and t.package_tag = s.package_tag
    on conflict do nothing`.execute(tx.db)
  return Number(numAffectedRows ?? 0n)
}

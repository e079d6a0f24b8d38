import {
  clearMissingPackages,
  ingestMirrorPackages,
  ingestMirrorReceipts,
  ingestMirrorTransfers,
  type MirrorPackage,
} from '@suite/compliance'
import type { Tx } from '@suite/db'
import type { ConnectionRow } from '../connections/connection-row.ts'
import type { PosPackage } from '../vendors/canonical.ts'
import type { Batch } from './apply-batch.ts'
import type { KnownProduct } from './identities.ts'

/**
 * Mirrors what the state's register and the till say of packages, receipts and transfers, as evidence beside the shelf.
 * Gives whether anything changed.
 */
export const applyMirror = async (
  tx: Tx,
  connection: ConnectionRow,
  batch: Batch,
  known: ReadonlyMap<string, KnownProduct>,
): Promise<boolean> => {
  const source = { connectionId: connection.id, storeId: connection.storeId, seenAt: batch.now }
  const changed = [
    await ingestMirrorPackages(
      tx,
      { ...source, side: 'state' },
      batch.pages.flatMap(({ statePackages = [] }) => statePackages),
    ),
    await ingestMirrorReceipts(
      tx,
      source,
      batch.pages.flatMap(({ stateReceipts = [] }) => stateReceipts),
    ),
    await ingestMirrorTransfers(
      tx,
      source,
      batch.pages.flatMap(({ stateTransfers = [] }) => stateTransfers),
    ),
  ]
  if (batch.snapshotAt !== null && batch.pages.some(({ stock }) => stock !== undefined)) {
    const till = batch.pages
      .flatMap(({ stock = [] }) => stock)
      .map((row) => packageOfTill(row, known, batch.now))
    const pos = { ...source, side: 'pos' } as const
    changed.push(await ingestMirrorPackages(tx, pos, till))
    const listed = till.map(({ tag }) => tag)
    if (batch.pages.every(({ refused }) => refused.length === 0))
      changed.push(await clearMissingPackages(tx, pos, listed))
  }
  return changed.some((count) => count > 0)
}

/** Stock without a package tag is known by the till's own number. */
const packageOfTill = (
  row: PosPackage,
  known: ReadonlyMap<string, KnownProduct>,
  seenAt: Date,
): MirrorPackage => ({
  tag: row.packageTag ?? `till:${row.externalId}`,
  itemName: known.get(row.productExternalId)?.name ?? '',
  category: null,
  quantity: row.quantity,
  unit: row.unit,
  room: row.room,
  active: true,
  onHold: false,
  onRecall: false,
  finished: false,
  labState: null,
  packagedOn: null,
  expiresOn: row.expiresOn,
  // a snapshot is the newest word about everything in it
  lastModified: seenAt.toISOString(),
  sourceTags: [],
})

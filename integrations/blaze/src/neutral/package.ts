import type { WireBatch } from '../wire/stock.ts'
import { atMost } from './names.ts'

/** Stock of one batch as the till states it. Quantities are decimal strings in `unit`, `unitCost` currency units. */
export interface BlazePackage {
  readonly externalId: string
  readonly packageTag: string | null
  readonly productExternalId: string
  readonly quantity: string
  readonly unit: string
  /** The list of batches does not say where they lie. */
  readonly room: null
  readonly unitCost: string | null
  readonly expiresOn: string | null
  readonly receivedAt: string | null
  readonly lastModified: string | null
}

/** The state's tag of a batch, upper case. */
export const tagOf = (row: Pick<WireBatch, 'trackPackageLabel' | 'metrcTagId'>): string | null =>
  (row.trackPackageLabel ?? row.metrcTagId)?.toUpperCase() ?? null

/** Maps a batch; `units` by product. Batches that were deleted or voided hold nothing: null. */
export const toPackage = (row: WireBatch, units: Readonly<Record<string, string>>): BlazePackage | null =>
  row.deleted || row.voidStatus
    ? null
    : {
        externalId: row.id,
        packageTag: tagOf(row),
        productExternalId: row.productId,
        quantity: atMost(row.liveQuantity, 4),
        unit: units[row.productId] ?? 'each',
        room: null,
        unitCost: row.costPerUnit === null ? null : atMost(row.costPerUnit, 6),
        // a calendar day, told as its midnight in UTC (unverified)
        expiresOn: row.expirationDate?.toISOString().slice(0, 10) ?? null,
        receivedAt: (row.receiveDate ?? row.purchasedDate)?.toISOString() ?? null,
        lastModified: row.modified?.toISOString() ?? null,
      }

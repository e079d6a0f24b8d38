import { Decimal } from '@suite/kernel'
import type { WireInventoryItem } from '../wire/inventory.ts'
import { atMost, tagOf, trimmed, unitNamed } from './names.ts'

/** Stock of one package as the till states it. Quantities are decimal strings in `unit`, `unitCost` currency units. */
export interface DutchiePackage {
  readonly externalId: string
  readonly packageTag: string | null
  readonly productExternalId: string
  readonly quantity: string
  /** Held for open orders; see `PackageFacts`. */
  readonly allocated: string
  readonly unit: string
  /** Where most of it lies. */
  readonly room: string | null
  readonly rooms: readonly { readonly room: string; readonly quantity: string }[]
  readonly unitCost: string | null
  readonly expiresOn: string | null
  readonly packagedOn: string | null
  /** The list does not say when a package was received. */
  readonly receivedAt: string | null
  readonly status: string | null
  readonly labStatus: string | null
  readonly batch: string | null
  readonly lastModified: string | null
}

export interface PackageFacts {
  /**
   * Whether `quantityAvailable` leaves out what is allocated to open orders. Not published (unverified): taken as the whole
   * quantity unless told.
   */
  readonly availableExcludesAllocated?: boolean
}

/** Maps a package of `/reporting/inventory` (or `/inventory`, which knows no cost and no allocation). */
export const toPackage = (row: WireInventoryItem, facts: PackageFacts = {}): DutchiePackage => {
  const allocated = new Decimal(row.allocatedQuantity ?? '0')
  const available = new Decimal(row.quantityAvailable)
  const quantity = facts.availableExcludesAllocated === true ? available.plus(allocated) : available
  const rooms = row.roomQuantities
    .map(({ room, quantityAvailable }) => ({ room: trimmed(room), quantity: atMost(quantityAvailable, 4) }))
    .flatMap(({ room, quantity: held }) => (room === null ? [] : [{ room, quantity: held }]))
    .toSorted((one, other) => Number(other.quantity) - Number(one.quantity))
  return {
    externalId: String(row.inventoryId),
    packageTag: tagOf(row),
    productExternalId: String(row.productId),
    quantity: atMost(quantity.toFixed(), 4),
    allocated: atMost(allocated.toFixed(), 4),
    unit: unitNamed(row.quantityUnits) ?? 'each',
    room: rooms[0]?.room ?? null,
    rooms,
    unitCost: row.unitCost === null ? null : atMost(row.unitCost, 6),
    expiresOn: row.expirationDate,
    packagedOn: row.packagedDate,
    receivedAt: null,
    status: trimmed(row.packageStatus),
    labStatus: trimmed(row.labTestStatus),
    batch: trimmed(row.batchName),
    lastModified: row.lastModifiedDateUtc?.toISOString() ?? null,
  }
}

import { Decimal } from '@suite/kernel'
import type { WireAvailability, WireProduct } from '../wire/product.ts'
import { atMost, unitNamed } from './names.ts'

/** Stock of one package as the till states it. Quantities are decimal strings in `unit`, `unitCost` currency units. */
export interface CovaPackage {
  readonly externalId: string
  readonly packageTag: string | null
  readonly productExternalId: string
  readonly quantity: string
  readonly unit: string
  /** Where most of it lies. */
  readonly room: string | null
  readonly unitCost: string | null
  readonly expiresOn: string | null
  readonly receivedAt: string | null
  readonly lastModified: string | null
}

/**
 * The packages of a product at a location. What lies of one package in several rooms is one package; stock without a
 * package (accessories) is one row of the product.
 */
export const toPackages = (row: WireProduct, locationId: number): CovaPackage[] => {
  const groups = new Map<string, WireAvailability[]>()
  for (const each of once(row.Availability)) {
    if (each.LocationId !== locationId) continue
    const key = each.PackageId ?? ''
    groups.set(key, [...(groups.get(key) ?? []), each])
  }
  return [...groups.values()].map((parts) => packageOf(row, parts))
}

/** Each room of each package once, as said last. */
const once = (rows: readonly WireAvailability[]): WireAvailability[] => [
  ...new Map(
    rows.map((row) => [JSON.stringify([row.LocationId, row.RoomId, row.PackageId, row.BatchId]), row]),
  ).values(),
]

const packageOf = (row: WireProduct, parts: readonly WireAvailability[]): CovaPackage => {
  const byQuantity = parts.toSorted(
    (one, other) => Number(other.InStockQuantity) - Number(one.InStockQuantity),
  )
  const [most] = byQuantity
  const tag = most?.PackageId?.toUpperCase() ?? null
  const quantity = parts.reduce((sum, { InStockQuantity }) => sum.plus(InStockQuantity), new Decimal(0))
  const cost = byQuantity.find(({ UnitCost }) => UnitCost !== null)?.UnitCost ?? null
  return {
    externalId: tag ?? `product:${row.ProductId}`,
    packageTag: tag,
    productExternalId: row.ProductId,
    quantity: atMost(quantity.toFixed(), 4),
    unit: unitNamed(row.MeasurementType),
    room: most?.RoomName ?? (most?.RoomId == null ? null : `Room ${most.RoomId}`),
    unitCost: cost === null ? null : atMost(cost, 6),
    expiresOn: most?.ExpirationDate?.slice(0, 10) ?? null,
    receivedAt: newest(parts.map(({ ReceivedDate }) => ReceivedDate)),
    lastModified: newest(parts.map(({ UpdatedDateUtc }) => UpdatedDateUtc)),
  }
}

const newest = (times: readonly (Date | null)[]): string | null =>
  times
    .flatMap((time) => (time === null ? [] : [time.toISOString()]))
    .toSorted()
    .at(-1) ?? null

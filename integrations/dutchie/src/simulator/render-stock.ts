import type { SimDelivery, SimPackage } from './rows.ts'
import type { SimLocation } from './state.ts'
import { quantityAt } from './stock.ts'
import type { Changed } from './table.ts'

export interface StockIncludes {
  readonly labResults: boolean
  readonly rooms: boolean
  readonly allocated: boolean
  readonly lineage: boolean
  /** `/reporting/inventory` also tells cost and allocation. */
  readonly isReport: boolean
}

const midnight = (day: string | null): string | null => (day === null ? null : `${day}T00:00:00`)

/** A package as `/inventory` and `/reporting/inventory` tell it. */
export const renderPackage = (
  location: SimLocation,
  { row, modified }: Changed<SimPackage>,
  includes: StockIncludes,
): Record<string, unknown> => {
  const product = location.products.get(row.productId)
  const vendor = product?.vendorId == null ? undefined : location.vendors.get(product.vendorId)
  return {
    inventoryId: row.id,
    productId: row.productId,
    sku: product?.sku ?? null,
    productName: product?.name ?? null,
    description: null,
    category: product?.category ?? null,
    masterCategory: product?.masterCategory ?? null,
    imageUrl: null,
    quantityAvailable: row.quantity,
    quantityUnits: product?.unit ?? 'ea',
    unitWeight: product?.netWeight ?? 0,
    unitWeightUnit: 'g',
    flowerEquivalent: 0,
    batchId: row.id,
    batchName: row.batch,
    packageId: row.tag,
    externalPackageId: row.tag,
    packageStatus: row.status,
    labTestStatus: row.labStatus,
    unitPrice: product?.price ?? 0,
    medUnitPrice: product?.medPrice ?? null,
    recUnitPrice: product?.price ?? null,
    strain: product?.strain ?? null,
    strainType: product?.strainType ?? null,
    size: null,
    labResults: includes.labResults ? labResultsOf(row) : null,
    packagedDate: midnight(row.packagedOn),
    expirationDate: midnight(row.expiresOn),
    lastModifiedDateUtc: new Date(modified).toISOString(),
    vendorId: product?.vendorId ?? null,
    vendor: vendor?.['vendorName'] ?? null,
    brandId: product?.brandId ?? null,
    brandName: product?.brand ?? null,
    roomQuantities: includes.rooms
      ? [{ roomId: row.roomId, room: roomName(location, row.roomId), quantityAvailable: row.quantity }]
      : null,
    tags: [],
    medicalOnly: false,
    isCannabis: product?.isCannabis ?? true,
    lineage: includes.lineage ? [] : null,
    ...(includes.isReport
      ? { unitCost: row.unitCost, allocatedQuantity: includes.allocated ? row.allocated : null }
      : {}),
  }
}

const labResultsOf = ({ thc, cbd }: SimPackage): Record<string, unknown>[] =>
  [
    ['THC', thc],
    ['CBD', cbd],
  ].flatMap(([labTest, value]) =>
    value === null ? [] : [{ labTest, value, labResultUnitId: 1, labResultUnit: '%' }],
  )

/** A room's name; null when it has none. */
export const roomName = (location: SimLocation, roomId: number | null): unknown =>
  roomId === null ? null : (location.rooms.get(roomId)?.['roomName'] ?? null)

/** A package as it was at an instant, as `/inventory/snapshot` tells it. */
export const renderSnapshot = (
  location: SimLocation,
  row: SimPackage,
  at: number,
): Record<string, unknown> => {
  const product = location.products.get(row.productId)
  const quantity = quantityAt(location, row.id, at)
  const unit = product?.unit ?? 'ea'
  return {
    sku: product?.sku ?? '',
    product: product?.name ?? '',
    productId: row.productId,
    room: roomName(location, row.roomId) ?? '',
    roomId: row.roomId,
    vendor: null,
    packageId: row.tag,
    batchName: row.batch,
    batchId: row.id,
    quantity,
    totalCost: Math.round(quantity * row.unitCost * 100) / 100,
    unit,
    unitId: unit === 'g' ? 1 : 2,
    status: row.status,
    snapshotDate: new Date(at).toISOString(),
    inventoryId: row.id,
  }
}

/** A delivery as `/inventory/receivedinventory` tells it: without its external id. */
export const renderDelivery = (
  location: SimLocation,
  { row }: Changed<SimDelivery>,
): Record<string, unknown> => ({
  receiveInventoryHistoryId: row.id,
  title: row.title,
  status: row.status,
  failureMessage: null,
  deliveredOn: row.deliveredOn,
  addedOn: new Date(row.addedAt).toISOString(),
  vendor: row.vendorId === null ? null : (location.vendors.get(row.vendorId)?.['vendorName'] ?? null),
  vendorLicense: row.vendorLicence,
  items: row.items.map((item) => {
    const product = location.products.get(item.productId)
    const unit = product?.unit ?? 'ea'
    return {
      product: product?.name ?? null,
      sku: product?.sku ?? null,
      productId: item.productId,
      type: product?.masterCategory ?? null,
      quantity: item.quantity,
      unitAbbreviation: unit,
      unit: unit === 'g' ? 'Grams' : 'Each',
      unitCost: item.unitCost,
      unitTax: 0,
      totalCost: Math.round(item.quantity * item.unitCost * 100) / 100,
      packageId: item.tag,
      externalPackageId: item.tag,
      batchName: null,
      batchId: null,
      room: roomName(location, item.roomId),
      roomId: item.roomId,
    }
  }),
})

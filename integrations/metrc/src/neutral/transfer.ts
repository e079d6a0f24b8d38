import { toMinor } from '@suite/kernel'
import { fromLocalTime } from '../local-time.ts'
import type { WireDeliveryPackage, WireTransfer, WireWholesalePackage } from '../wire/transfers.ts'

/** One incoming delivery in the suite's own words. */
export interface StateDelivery {
  readonly transferId: number
  readonly deliveryId: number
  readonly manifest: string | null
  readonly invoiceNumber: string | null
  readonly shipper: { readonly licence: string | null; readonly name: string | null }
  readonly recipientLicence: string | null
  readonly kind: string | null
  readonly expectedAt: Date | null
  readonly departedAt: Date | null
  readonly receivedAt: Date | null
  /** Every package was received, not only some. */
  readonly complete: boolean
  readonly voided: boolean
  readonly packageCount: number
  readonly receivedPackageCount: number
  readonly lastModified: Date | null
  /** Empty until they are read by the delivery's id. */
  readonly packages: readonly StateDeliveryPackage[]
}

export interface StateDeliveryPackage {
  readonly tag: string
  readonly itemName: string | null
  readonly category: string | null
  readonly strain: string | null
  readonly brand: string | null
  /** Decimal strings in their unit. */
  readonly shipped: { readonly quantity: string; readonly unit: string | null } | null
  readonly received: { readonly quantity: string; readonly unit: string | null } | null
  /** Shipped, Accepted, Rejected or Returned. */
  readonly state: string
  readonly labState: string | null
  readonly batch: string | null
  readonly packagedOn: string | null
  readonly expiresOn: string | null
  readonly sellBy: string | null
  readonly useBy: string | null
  /** Cents for the whole package, as the shipper wrote it. */
  readonly wholesaleMinor: number | null
}

/**
 * Maps a row of `transfers.incoming` with what `transfers.packages` and, for wholesale transfers, `transfers.wholesale` told
 * of its delivery. `zone` is the facility's: transport times have none.
 * @throws AppError `bad_time_zone`
 */
export const toStateDelivery = (
  row: WireTransfer,
  zone: string,
  packages: readonly WireDeliveryPackage[] = [],
  wholesale: readonly WireWholesalePackage[] = [],
): StateDelivery => {
  const prices = new Map(wholesale.map((price) => [price.PackageLabel, price.ShipperWholesalePrice]))
  return {
    transferId: row.Id,
    deliveryId: row.DeliveryId,
    manifest: row.ManifestNumber,
    invoiceNumber: row.InvoiceNumber,
    shipper: { licence: row.ShipperFacilityLicenseNumber, name: row.ShipperFacilityName },
    recipientLicence: row.RecipientFacilityLicenseNumber,
    kind: row.ShipmentTypeName,
    expectedAt: at(row.EstimatedArrivalDateTime, zone),
    departedAt: at(row.ActualDepartureDateTime, zone),
    receivedAt: row.ReceivedDateTime,
    complete: row.ReceivedDateTime !== null && row.DeliveryReceivedPackageCount === row.DeliveryPackageCount,
    voided: row.IsVoided === true,
    packageCount: row.DeliveryPackageCount,
    receivedPackageCount: row.DeliveryReceivedPackageCount,
    lastModified: row.LastModified,
    packages: packages.map((each) => toDeliveryPackage(each, prices.get(each.PackageLabel) ?? null)),
  }
}

const at = (local: string | null, zone: string): Date | null =>
  local === null ? null : fromLocalTime(local, zone)

const toDeliveryPackage = (row: WireDeliveryPackage, price: string | null): StateDeliveryPackage => ({
  tag: row.PackageLabel,
  itemName: row.ItemName,
  category: row.ItemCategoryName,
  strain: row.ItemStrainName,
  brand: row.ItemBrandName,
  shipped: amount(row.ShippedQuantity, row.ShippedUnitOfMeasureName),
  received: amount(row.ReceivedQuantity, row.ReceivedUnitOfMeasureName),
  state: row.ShipmentPackageState,
  labState: row.LabTestingState,
  batch: row.ProductionBatchNumber,
  packagedOn: row.PackagedDate,
  expiresOn: row.ExpirationDate,
  sellBy: row.SellByDate,
  useBy: row.UseByDate,
  wholesaleMinor: price === null ? null : toMinor(price),
})

const amount = (quantity: string | null, unit: string | null) =>
  quantity === null ? null : { quantity, unit }

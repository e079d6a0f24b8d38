import type { ItemRow } from './blank-item.ts'
import { blankPackage, type PackageRow } from './blank-package.ts'
import type { DeliveryPackageRow, DeliveryRow, TransferRow } from './blank-transfer.ts'
import { addItem, packageByTag } from './build.ts'
import { stamp } from './http.ts'
import { unitNamed } from './reference-data.ts'
import type { MetrcState } from './state.ts'
import { wallClock } from './wall-clock.ts'

/**
 * What people do in Metrc's own pages, where no API reaches: shipping a manifest, accepting or rejecting a delivery,
 * putting packages on hold or recall.
 */
export interface Shipment {
  readonly shipper: { readonly licence: string; readonly name: string }
  readonly recipient: string
  readonly packages: readonly (
    | { readonly tag: string; readonly wholesale?: number }
    | {
        /** Goods of a shipper whose stock is not simulated. */
        readonly tag: string
        readonly item: Partial<ItemRow> & { readonly Name: string; readonly ProductCategoryName: string }
        readonly quantity: number
        readonly unit: string
        readonly labState?: string
        readonly packagedOn?: string
        readonly expiresOn?: string
        readonly batch?: string
        readonly wholesale?: number
      }
  )[]
  readonly arrivesAt: Date
  readonly invoiceNumber?: string
}

const MANIFEST_DIGITS = 10

/** Ships a manifest with one delivery: the packages are on the road until it is accepted. */
export const shipTransfer = (state: MetrcState, shipment: Shipment, at: Date): TransferRow => {
  const recipient = state.facilities.get(shipment.recipient)
  if (recipient === undefined) throw new Error(`There is no facility ${shipment.recipient}.`)
  const id = state.nextId()
  const delivery: DeliveryRow = {
    Id: state.nextId(),
    RecipientFacilityLicenseNumber: recipient.licence,
    RecipientFacilityName: recipient.name,
    ShipmentTypeName: 'Wholesale',
    ShipmentTransactionType: 'Wholesale',
    InvoiceNumber: shipment.invoiceNumber ?? null,
    EstimatedDepartureDateTime: wallClock(at, recipient.zone),
    ActualDepartureDateTime: wallClock(at, recipient.zone),
    EstimatedArrivalDateTime: wallClock(shipment.arrivesAt, recipient.zone),
    ActualArrivalDateTime: null,
    PlannedRoute: 'By road.',
    ReceivedDateTime: null,
    $packages: shipment.packages.map((each) => shipped(state, recipient.licence, each, at)),
  }
  const row: TransferRow = {
    Id: id,
    ManifestNumber: String(id).padStart(MANIFEST_DIGITS, '0'),
    Name: null,
    ShipperFacilityLicenseNumber: shipment.shipper.licence,
    ShipperFacilityName: shipment.shipper.name,
    TransporterFacilityLicenseNumber: shipment.shipper.licence,
    TransporterFacilityName: shipment.shipper.name,
    DriverName: 'X',
    DriverOccupationalLicenseNumber: '',
    DriverVehicleLicenseNumber: '',
    VehicleMake: 'X',
    VehicleModel: 'X',
    VehicleLicensePlateNumber: 'X',
    CreatedDateTime: stamp(at),
    CreatedByUserName: null,
    IsVoided: false,
    $external: false,
    $deliveries: [delivery],
  }
  return state.transfers.add(row, [shipment.shipper.licence, recipient.licence], at)
}

const shipped = (
  state: MetrcState,
  recipient: string,
  given: Shipment['packages'][number],
  at: Date,
): DeliveryPackageRow => {
  if (!('item' in given)) {
    const row = packageByTag(state, given.tag)
    if (row === undefined) throw new Error(`There is no package ${given.tag}.`)
    state.packages.change(row.Id, at, (before) => ({ ...before, $place: 'transit' }))
    return deliveryPackageOf(row, given.wholesale ?? null)
  }
  const item =
    state.items.all().find((each) => each.$licence === recipient && each.Name === given.item.Name) ??
    addItem(state, recipient, { ...given.item, UnitOfMeasureName: given.unit }, at)
  const row: PackageRow = {
    ...blankPackage(state.nextId(), given.tag.toUpperCase(), item, recipient),
    Quantity: given.quantity,
    UnitOfMeasureName: given.unit,
    LabTestingState: given.labState ?? 'TestPassed',
    PackagedDate: given.packagedOn ?? at.toISOString().slice(0, 10),
    ExpirationDate: given.expiresOn ?? null,
    ProductionBatchNumber: given.batch ?? null,
  }
  return deliveryPackageOf(row, given.wholesale ?? null)
}

/** A package as a delivery lists it. */
export const deliveryPackageOf = (row: PackageRow, wholesale: number | null): DeliveryPackageRow => ({
  PackageId: row.Id,
  PackageLabel: row.Label,
  ItemName: row.Item.Name,
  ItemCategoryName: row.Item.ProductCategoryName,
  ItemStrainName: row.Item.StrainName,
  ItemBrandName: row.Item.ItemBrandName,
  LabTestingState: row.LabTestingState,
  ProductionBatchNumber: row.ProductionBatchNumber,
  SourceHarvestNames: row.SourceHarvestNames,
  SourcePackageLabels: row.SourcePackageLabels,
  IsTradeSample: row.IsTradeSample,
  ShipmentPackageState: 'Shipped',
  ShippedQuantity: row.Quantity,
  ShippedUnitOfMeasureName: row.UnitOfMeasureName,
  ReceivedQuantity: null,
  ReceivedUnitOfMeasureName: null,
  PackagedDate: row.PackagedDate,
  ExpirationDate: row.ExpirationDate,
  SellByDate: row.SellByDate,
  UseByDate: row.UseByDate,
  ExternalId: row.ExternalId,
  $wholesale: wholesale,
  $itemId: row.Item.Id,
})

/** How a person received a delivery: by tag, what was counted otherwise than shipped, and what was sent back. */
export interface Acceptance {
  readonly received?: Readonly<Record<string, number>>
  readonly rejected?: readonly string[]
  readonly location?: string
}

/**
 * A person accepts a delivery in Metrc's pages: its packages become stock of the recipient, rejected ones go back.
 * @throws Error for a delivery that does not exist or was received before
 */
export const acceptDelivery = (
  state: MetrcState,
  deliveryId: number,
  acceptance: Acceptance,
  at: Date,
): TransferRow => {
  const transfer = state.transfers
    .all()
    .find(({ $deliveries }) => $deliveries.some(({ Id }) => Id === deliveryId))
  const delivery = transfer?.$deliveries.find(({ Id }) => Id === deliveryId)
  if (transfer === undefined || delivery === undefined) throw new Error(`There is no delivery ${deliveryId}.`)
  if (delivery.ReceivedDateTime !== null) throw new Error(`Delivery ${deliveryId} was received before.`)
  const packages = delivery.$packages.map((each): DeliveryPackageRow => {
    if (acceptance.rejected?.includes(each.PackageLabel) === true) {
      putOnShelf(state, transfer, delivery, each, null, acceptance, at)
      return { ...each, ShipmentPackageState: 'Rejected' }
    }
    const quantity = acceptance.received?.[each.PackageLabel] ?? each.ShippedQuantity
    putOnShelf(state, transfer, delivery, each, quantity, acceptance, at)
    return {
      ...each,
      ShipmentPackageState: 'Accepted',
      ReceivedQuantity: quantity,
      ReceivedUnitOfMeasureName: each.ShippedUnitOfMeasureName,
    }
  })
  const zone = state.facilities.get(delivery.RecipientFacilityLicenseNumber)?.zone ?? 'UTC'
  const received: DeliveryRow = {
    ...delivery,
    ReceivedDateTime: stamp(at),
    ActualArrivalDateTime: wallClock(at, zone),
    $packages: packages,
  }
  return state.transfers.change(transfer.Id, at, (before) => ({
    ...before,
    $deliveries: before.$deliveries.map((each) => (each.Id === deliveryId ? received : each)),
  }))
}

/** Null as quantity sends the package back to its shipper. */
const putOnShelf = (
  state: MetrcState,
  transfer: TransferRow,
  delivery: DeliveryRow,
  each: DeliveryPackageRow,
  quantity: number | null,
  acceptance: Acceptance,
  at: Date,
): void => {
  const known = packageByTag(state, each.PackageLabel)
  if (quantity === null) {
    if (known !== undefined) state.packages.change(known.Id, at, (row) => ({ ...row, $place: 'stock' }))
    return
  }
  const licence = delivery.RecipientFacilityLicenseNumber
  const item = state.items.get(each.$itemId ?? -1)
  if (item === undefined && known === undefined) throw new Error(`Package ${each.PackageLabel} has no item.`)
  const arrived = (row: PackageRow): PackageRow => ({
    ...row,
    $licence: licence,
    $place: 'stock',
    Quantity: quantity,
    OriginalPackageQuantity: quantity,
    LocationName: acceptance.location ?? 'Sales Floor',
    ReceivedDateTime: stamp(at),
    ReceivedFromManifestNumber: transfer.ManifestNumber,
    ReceivedFromFacilityLicenseNumber: transfer.ShipperFacilityLicenseNumber,
    ReceivedFromFacilityName: transfer.ShipperFacilityName,
    ItemFromFacilityLicenseNumber: transfer.ShipperFacilityLicenseNumber,
    ItemFromFacilityName: transfer.ShipperFacilityName,
  })
  if (known !== undefined) {
    state.packages.share(known.Id, licence)
    state.packages.change(known.Id, at, arrived)
    return
  }
  if (item === undefined) return
  const blank = blankPackage(each.PackageId, each.PackageLabel, item, licence)
  state.tagIds.set(each.PackageLabel, each.PackageId)
  state.packages.add(
    arrived({
      ...blank,
      UnitOfMeasureName: each.ShippedUnitOfMeasureName,
      UnitOfMeasureAbbreviation: unitNamed(each.ShippedUnitOfMeasureName)?.short ?? '',
      PackagedDate: each.PackagedDate ?? blank.PackagedDate,
      ExpirationDate: each.ExpirationDate,
      SellByDate: each.SellByDate,
      UseByDate: each.UseByDate,
      LabTestingState: each.LabTestingState,
      ProductionBatchNumber: each.ProductionBatchNumber,
    }),
    [licence],
    at,
  )
}

/** A regulator or the licensee holds, recalls, or releases packages in Metrc's pages. */
export const setHold = (
  state: MetrcState,
  tags: readonly string[],
  hold: 'hold' | 'recall' | 'none',
  at: Date,
): void => {
  for (const tag of tags) {
    const row = packageByTag(state, tag)
    if (row === undefined) throw new Error(`There is no package ${tag}.`)
    state.packages.change(row.Id, at, (before) => ({
      ...before,
      IsOnHold: hold === 'hold',
      IsOnRecall: hold === 'recall',
    }))
  }
}

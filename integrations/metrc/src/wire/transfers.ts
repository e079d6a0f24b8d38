import { z } from 'zod'
import { day, decimal, flag, instant, localTime, optional, text, whole } from './fields.ts'

/**
 * A transfer with one of its deliveries: `incoming` sends a row for each delivery; in `outgoing` and templates the
 * recipient's fields are null and the deliveries are read by the transfer's id.
 */
export const transfer = z.looseObject({
  Id: whole,
  ManifestNumber: text,
  InvoiceNumber: text,
  Name: text,
  ShipperFacilityLicenseNumber: text,
  ShipperFacilityName: text,
  TransporterFacilityLicenseNumber: text,
  TransporterFacilityName: text,
  DriverName: text,
  VehicleLicensePlateNumber: text,
  DeliveryCount: optional(whole),
  PackageCount: optional(whole),
  ReceivedPackageCount: optional(whole),
  IsVoided: flag,
  CreatedDateTime: optional(instant),
  LastModified: instant,
  DeliveryId: whole,
  RecipientFacilityLicenseNumber: text,
  RecipientFacilityName: text,
  ShipmentTypeName: text,
  ShipmentTransactionType: text,
  EstimatedDepartureDateTime: optional(localTime),
  ActualDepartureDateTime: optional(localTime),
  EstimatedArrivalDateTime: optional(localTime),
  ActualArrivalDateTime: optional(localTime),
  DeliveryPackageCount: whole,
  DeliveryReceivedPackageCount: whole,
  ReceivedDateTime: optional(instant),
})
export type WireTransfer = z.output<typeof transfer>

/** A delivery of a transfer, read by the transfer's id. */
export const delivery = z.looseObject({
  Id: whole,
  ManifestNumber: text,
  RecipientFacilityLicenseNumber: text,
  RecipientFacilityName: text,
  ShipmentTypeName: text,
  ShipmentTransactionType: text,
  InvoiceNumber: text,
  EstimatedDepartureDateTime: optional(localTime),
  ActualDepartureDateTime: optional(localTime),
  EstimatedArrivalDateTime: optional(localTime),
  ActualArrivalDateTime: optional(localTime),
  PlannedRoute: text,
  DeliveryPackageCount: whole,
  DeliveryReceivedPackageCount: whole,
  ReceivedDateTime: optional(instant),
  RejectedPackagesReturned: flag,
})
export type WireDelivery = z.output<typeof delivery>

/** A package of a delivery. `ShipmentPackageState`: Shipped, Rejected, Accepted or Returned. */
export const deliveryPackage = z.looseObject({
  PackageId: whole,
  PackageLabel: z.string(),
  PackageType: text,
  SourceHarvestNames: text,
  SourcePackageLabels: text,
  ItemName: text,
  ItemCategoryName: text,
  ItemStrainName: text,
  ItemBrandName: text,
  LabTestingState: text,
  ProductionBatchNumber: text,
  IsTradeSample: flag,
  ShipmentPackageState: z.string(),
  ShippedQuantity: optional(decimal),
  ShippedUnitOfMeasureName: text,
  ReceivedQuantity: optional(decimal),
  ReceivedUnitOfMeasureName: text,
  PackagedDate: optional(day),
  ExpirationDate: optional(day),
  SellByDate: optional(day),
  UseByDate: optional(day),
  ExternalId: text,
})
export type WireDeliveryPackage = z.output<typeof deliveryPackage>

/** Wholesale prices of a delivery's package, dollars for the whole package. */
export const wholesalePackage = z.looseObject({
  PackageId: whole,
  PackageLabel: z.string(),
  ShipperWholesalePrice: optional(decimal),
  ReceiverWholesalePrice: optional(decimal),
})
export type WireWholesalePackage = z.output<typeof wholesalePackage>

export const transporter = z.looseObject({
  ShipmentDeliveryId: optional(whole),
  TransporterFacilityLicenseNumber: text,
  TransporterFacilityName: text,
  TransporterDirection: text,
})
export const transporterDetail = z.looseObject({
  ShipmentDeliveryId: optional(whole),
  DriverName: text,
  DriverOccupationalLicenseNumber: text,
  VehicleMake: text,
  VehicleModel: text,
  VehicleLicensePlateNumber: text,
})
export const requiredLabTestBatch = z.looseObject({
  PackageId: whole,
  LabTestBatchId: whole,
  LabTestBatchName: text,
})

/** A kind of transfer with what it demands. */
export const transferType = z.looseObject({
  Name: z.string(),
  TransactionType: text,
  ForLicensedShipments: flag,
  ForExternalIncomingShipments: flag,
  ForExternalOutgoingShipments: flag,
  RequiresDestinationGrossWeight: flag,
  RequiresPackagesGrossWeight: flag,
  RequiresInvoiceNumber: flag,
  RequiresPDFDocument: flag,
})

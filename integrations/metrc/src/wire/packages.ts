import { z } from 'zod'
import { day, decimal, flag, instant, optional, text, whole } from './fields.ts'
import { item } from './items.ts'

/** Retail ID labels of a package. */
export const productLabel = z.looseObject({
  QrCount: optional(whole),
  IsActive: flag,
  LabelSource: text,
})

/**
 * A package of any list but `transferred`. Required is what stock and compliance stand on; the rest may be missing.
 * Source: official sample of /packages/v2/active (February 2026).
 */
export const packageRow = z.looseObject({
  Id: whole,
  Label: z.string().min(1),
  PackageType: text,
  Quantity: decimal,
  UnitOfMeasureName: z.string(),
  UnitOfMeasureAbbreviation: text,
  OriginalPackageQuantity: optional(decimal),
  Item: item,
  LocationName: text,
  SublocationName: text,
  ExternalId: text,
  Note: text,
  PackagedDate: optional(day),
  ExpirationDate: optional(day),
  SellByDate: optional(day),
  UseByDate: optional(day),
  LabTestingState: z.string(),
  LabTestResultExpirationDateTime: text,
  SourcePackageLabels: text,
  SourceHarvestNames: text,
  SourceProductionBatchNumbers: text,
  ProductionBatchNumber: text,
  IsTradeSample: flag,
  IsDonation: flag,
  IsTestingSample: flag,
  IsFinishedGood: flag,
  ProductRequiresRemediation: flag,
  IsOnHold: z.boolean(),
  IsOnHoldCombined: flag,
  IsOnInvestigation: flag,
  IsOnInvestigationHold: flag,
  IsOnInvestigationRecall: flag,
  IsOnRecall: flag,
  IsOnRecallCombined: flag,
  IsOnRetailerDelivery: flag,
  ArchivedDate: optional(day),
  IsFinished: z.boolean(),
  FinishedDate: optional(day),
  ReceivedDateTime: optional(instant),
  ReceivedFromManifestNumber: text,
  ReceivedFromFacilityLicenseNumber: text,
  ReceivedFromFacilityName: text,
  ProductLabel: optional(productLabel),
  LastModified: instant,
})
export type WirePackage = z.output<typeof packageRow>

/** A package that left by transfer: another shape than the other lists. */
export const transferredPackage = z.looseObject({
  Id: whole,
  PackageId: whole,
  PackageLabel: z.string(),
  RecipientFacilityLicenseNumber: text,
  RecipientFacilityName: text,
  ManifestNumber: text,
  ProductName: text,
  ProductCategoryName: text,
  ShippedQuantity: optional(decimal),
  ShippedUnitOfMeasureAbbreviation: text,
  ReceivedQuantity: optional(decimal),
  ReceivedUnitOfMeasureAbbreviation: text,
  ShipmentPackageStateName: text,
  ReceivedDateTime: optional(instant),
})

export const sourceHarvest = z.looseObject({
  Name: z.string(),
  HarvestedByFacilityLicenseNumber: text,
  HarvestedByFacilityName: text,
  HarvestStartDate: optional(day),
})

/** A reason for an adjustment; also the shape of return reasons. Reasons differ by state. */
export const reason = z.looseObject({
  Name: z.string(),
  RequiresNote: flag,
  RequiresWasteWeight: flag,
})

/** One past adjustment. `AdjustmentQuantity` is the change, not the new quantity. */
export const adjustment = z.looseObject({
  PackageId: whole,
  PackageLabel: z.string(),
  ItemName: text,
  AdjustmentQuantity: decimal,
  AdjustmentUnitOfMeasureName: z.string(),
  AdjustmentReasonName: text,
  AdjustmentNote: text,
  AdjustmentDate: optional(instant),
  AdjustedByUserName: text,
})
export type WireAdjustment = z.output<typeof adjustment>

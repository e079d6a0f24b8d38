import { z } from 'zod'
import { day, decimal, flag, named, optional, text, whole } from './fields.ts'

/** An item, alone or inside a package. Source: official samples of /items/v2/active and /packages/v2/active. */
export const item = z.looseObject({
  Id: whole,
  Name: text,
  ProductCategoryName: text,
  ProductCategoryType: optional(named),
  QuantityType: optional(named),
  UnitOfMeasureName: text,
  ApprovalStatus: optional(named),
  StrainName: text,
  ItemBrandName: text,
  HasExpirationDate: flag,
  HasSellByDate: flag,
  HasUseByDate: flag,
  UnitThcContent: optional(decimal),
  UnitThcContentUnitOfMeasureName: text,
  UnitThcPercent: optional(decimal),
  UnitWeight: optional(decimal),
  UnitWeightUnitOfMeasureName: text,
  UnitVolume: optional(decimal),
  UnitVolumeUnitOfMeasureName: text,
  NumberOfDoses: optional(decimal),
})
export type WireItem = z.output<typeof item>

/** What an item of the category must carry: one `Requires…` flag for each optional field pass through unread. */
export const itemCategory = z.looseObject({
  Name: z.string(),
  ProductCategoryType: optional(named),
  QuantityType: optional(named),
  RequiresStrain: flag,
  RequiresItemBrand: flag,
  RequiresUnitWeight: flag,
  RequiresUnitThcContent: flag,
  CanBeRemediated: flag,
  CanBeDecontaminated: flag,
})

export const brand = z.looseObject({ Id: whole, Name: z.string(), Status: text })

/** TestingStatus: None, InHouse or ThirdParty. Levels are fractions, percentages 0…100 (official samples). */
export const strain = z.looseObject({
  Id: whole,
  Name: z.string(),
  TestingStatus: text,
  ThcLevel: optional(decimal),
  CbdLevel: optional(decimal),
  IndicaPercentage: optional(decimal),
  SativaPercentage: optional(decimal),
  IsUsed: flag,
})

/** A file inside JSON: photos, documents, manifests. `FileContents` is base64. */
export const file = z.looseObject({ FileContents: z.string(), ContentType: text, FileDownloadName: text })

/** A lab test of a package; one row a test. */
export const labResult = z.looseObject({
  PackageId: whole,
  LabTestResultId: whole,
  LabFacilityLicenseNumber: text,
  LabFacilityName: text,
  SourcePackageLabel: text,
  ProductName: text,
  TestPerformedDate: optional(day),
  OverallPassed: z.boolean(),
  RevokedDate: optional(day),
  LabTestResultDocumentFileId: optional(whole),
  ResultReleased: flag,
  ExpirationDateTime: text,
  TestTypeName: z.string(),
  TestPassed: z.boolean(),
  TestResultLevel: optional(decimal),
  TestComment: text,
  TestInformationalOnly: flag,
})
export type WireLabResult = z.output<typeof labResult>

export const labTestType = z.looseObject({ Id: whole, Name: z.string(), InformationalOnly: flag })
export const labTestBatch = z.looseObject({
  Id: whole,
  Name: z.string(),
  LabTestTypes: optional(z.array(labTestType)),
})

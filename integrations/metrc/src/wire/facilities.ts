import { z } from 'zod'
import { day, flag, optional, text, whole } from './fields.ts'

const licence = z.looseObject({
  Number: z.string().min(1),
  EmployeeLicenseNumber: text,
  StartDate: optional(day),
  EndDate: optional(day),
  LicenseType: text,
})

/**
 * A facility the user works at. `FacilityType` carries about 90 capability flags that say what the licence may do: decide
 * by them, never by the state's name.
 */
export const facility = z.looseObject({
  FacilityId: optional(whole),
  Name: text,
  Alias: text,
  DisplayName: text,
  CredentialedDate: optional(day),
  IsOwner: flag,
  IsManager: flag,
  FacilityType: z.record(z.string(), z.unknown()),
  License: licence,
})
export type WireFacility = z.output<typeof facility>

export const employee = z.looseObject({
  FullName: z.string(),
  License: optional(z.looseObject({ Number: text, EmployeeLicenseNumber: text, EndDate: optional(day) })),
  IsIndustryAdmin: flag,
  IsOwner: flag,
  IsManager: flag,
})

export const location = z.looseObject({
  Id: whole,
  Name: z.string(),
  LocationTypeName: text,
  ForPackages: flag,
})
export const locationType = z.looseObject({ Id: whole, Name: z.string(), ForPackages: flag })
export const sublocation = z.looseObject({ Id: whole, Name: z.string() })

/** An unused tag. `TagInventoryTypeName` such as MedicalPackage. */
export const tag = z.looseObject({ Label: z.string(), TagTypeName: text, TagInventoryTypeName: text })

/** A unit; `QuantityType` CountBased, WeightBased or VolumeBased. */
export const unit = z.looseObject({ QuantityType: text, Name: z.string(), Abbreviation: text })
export const wasteMethod = z.looseObject({ Name: z.string() })

/** How many Retail ID codes the facility may still make. */
export const allotment = z.looseObject({ Allotment: whole, FacilityLicenseNumber: text })
export const retailIdLabels = z.looseObject({
  Eaches: z.array(z.string()).default([]),
  SiblingTags: z.array(z.string()).default([]),
  RequiresVerification: flag,
  QrCount: optional(whole),
  ChildTag: text,
  LabelSource: text,
})
export const retailIdIssue = z.looseObject({
  IssuanceId: z.string(),
  Manifest: optional(z.looseObject({ Qrs: z.array(z.string()).default([]) })),
  Url: text,
})
export const retailIdPackages = z.looseObject({
  Packages: z.array(
    z.looseObject({ Tag: z.string(), QrCount: whole, HasQrs: flag, RequiresVerification: flag }),
  ),
})

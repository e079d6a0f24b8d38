import { z } from 'zod'
import { day, decimal, instant, localTime, optional, text, whole } from './fields.ts'

/** One line of a receipt or delivery. `TotalPrice` is the line's amount in dollars. */
export const transaction = z.looseObject({
  PackageId: optional(whole),
  PackageLabel: z.string(),
  ProductName: text,
  ProductCategoryName: text,
  QuantitySold: decimal,
  UnitOfMeasureName: z.string(),
  TotalPrice: decimal,
  ArchivedDate: optional(day),
})

/**
 * A sales receipt. The lists send `Transactions: []`; its lines come by id (inferred from the official samples,
 * unverified). `SalesDateTime` is the facility's wall clock.
 */
export const receipt = z.looseObject({
  Id: whole,
  ReceiptNumber: text,
  ExternalReceiptNumber: text,
  SalesDateTime: localTime,
  SalesCustomerType: z.string(),
  PatientLicenseNumber: text,
  CaregiverLicenseNumber: text,
  IdentificationMethod: text,
  TotalPackages: whole,
  TotalPrice: decimal,
  Transactions: z.array(transaction).default([]),
  IsFinal: z.boolean(),
  ArchivedDate: optional(day),
  RecordedDateTime: optional(instant),
  RecordedByUserName: text,
  LastModified: instant,
})
export type WireReceipt = z.output<typeof receipt>

/** A sales delivery (the state's own word is in `SalesDeliveryState`; its values are not published). */
export const salesDelivery = z.looseObject({
  Id: whole,
  DeliveryNumber: text,
  SalesDateTime: localTime,
  SalesCustomerType: z.string(),
  ConsumerId: text,
  DriverName: text,
  RecipientName: text,
  EstimatedDepartureDateTime: optional(localTime),
  ActualDepartureDateTime: optional(localTime),
  EstimatedArrivalDateTime: optional(localTime),
  ActualArrivalDateTime: optional(localTime),
  TotalPackages: whole,
  TotalPrice: decimal,
  Transactions: z.array(transaction).default([]),
  SalesDeliveryState: text,
  CompletedDateTime: text,
  VoidedDate: optional(day),
  LastModified: instant,
})

/** A retailer delivery: a vehicle's round with several destinations (California, Bulletin 109). */
export const retailerDelivery = z.looseObject({
  Id: whole,
  RetailerDeliveryNumber: text,
  DateTime: localTime,
  DriverName: text,
  EstimatedDepartureDateTime: optional(localTime),
  ActualDepartureDateTime: optional(localTime),
  TotalPackages: whole,
  TotalPrice: decimal,
  Destinations: z.array(z.looseObject({})).default([]),
  Packages: z.array(z.looseObject({})).default([]),
  RetailerDeliveryState: text,
  CompletedDateTime: text,
  VoidedDate: optional(day),
  LastModified: instant,
})

export const county = z.looseObject({ Id: whole, Name: z.string() })

/** What a patient may still buy; the state caches it for up to a minute. Ounces. */
export const patientStatus = z.looseObject({
  PatientLicenseNumber: z.string(),
  Active: z.boolean(),
  FlowerOuncesAllowed: optional(decimal),
  ThcOuncesAllowed: optional(decimal),
  ConcentrateOuncesAllowed: optional(decimal),
  InfusedOuncesAllowed: optional(decimal),
  FlowerOuncesAvailable: optional(decimal),
  ThcOuncesAvailable: optional(decimal),
  ConcentrateOuncesAvailable: optional(decimal),
  InfusedOuncesAvailable: optional(decimal),
  PurchaseAmountDays: optional(decimal),
  PatientLicenseExpirationDate: optional(day),
})

/** A caregiver and the patients they may buy for. */
export const caregiverStatus = z.looseObject({
  CaregiverLicenseNumber: z.string(),
  Active: z.boolean(),
  Patients: z.array(z.string()).default([]),
})

/** An entry of a list of names, sent as words or as objects with a name (payment types: shape not published). */
export const namedEntry = z
  .union([z.string(), z.looseObject({ Name: z.string() })])
  .transform((value) => (typeof value === 'string' ? value : value.Name))

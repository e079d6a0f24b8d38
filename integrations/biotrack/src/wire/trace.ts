import { z } from 'zod'
import {
  day,
  decimal,
  flag,
  identifier,
  identifiers,
  instant,
  optional,
  text,
  whole,
  word,
} from './fields.ts'

/**
 * Rows of the REST successor ("Trace 2.0"), from the routes of a public simulator (2025). Required is only what stock and
 * compliance stand on; no official text is public, so everything else may be missing.
 */
const version = { TransactionID: whole, Deleted: flag }

/** Unix seconds, as numbers. */
const seconds = optional(
  z.union([z.number(), z.string()]).transform((value) => {
    const read = Number(value)
    return Number.isFinite(read) && read > 0 ? new Date(read * 1000) : null
  }),
)

export const traceSample = z.looseObject({
  ...version,
  ID: text,
  InventoryID: text,
  ParentID: text,
  LabLicense: text,
  Result: text,
  CertOfAnalysisHyperlink: text,
  SessionTime: seconds,
})

/** A package. */
export const traceInventory = z.looseObject({
  ...version,
  ID: identifier,
  ExternalID: text,
  InventoryType: word,
  ProductName: text,
  Strain: text,
  StateProductIdentifier: text,
  RemainingAmount: decimal,
  UOM: text,
  UnitBased: flag,
  PackageDate: optional(day),
  ExpirationDate: optional(day),
  QAStatus: text,
  Status: text,
  RoomID: text,
  LocationLicense: text,
  InventoryParentID: identifiers,
  IsSample: flag,
  Seized: flag,
  Destroyed: flag,
  SessionTime: seconds,
  LabSample: z.array(traceSample).nullish(),
})
export type TraceInventory = z.output<typeof traceInventory>

export const traceSaleItem = z.looseObject({
  Barcode: identifier,
  ItemNumber: optional(whole),
  Price: decimal,
  Quantity: decimal,
  TaxCollected: optional(z.looseObject({ Excise: optional(decimal), Other: optional(decimal) })),
  TransactionID: optional(whole),
  VoidReason: text,
})

export const traceSale = z.looseObject({
  ...version,
  ID: identifier,
  ExternalID: text,
  RequestID: text,
  Type: text,
  LocationLicense: text,
  CreatedOn: optional(instant),
  UpdatedOn: optional(instant),
  Item: z.array(traceSaleItem).default([]),
})
export type TraceSale = z.output<typeof traceSale>

export const traceRoom = z.looseObject({
  ...version,
  ID: identifier,
  Name: text,
  LocationLicense: text,
  Quarantine: flag,
})
export type TraceRoom = z.output<typeof traceRoom>

export const traceTransferItem = z.looseObject({
  InventoryID: identifier,
  Amount: optional(decimal),
  ReceivedAmount: optional(decimal),
  Received: flag,
  ReceivedTime: optional(instant),
  IsRejected: flag,
  IsReturn: flag,
  Deleted: flag,
  Description: text,
  Inventory: optional(traceInventory),
})

export const traceTransfer = z.looseObject({
  ...version,
  ID: identifier,
  ManifestID: text,
  InboundLicense: text,
  OutboundLicense: text,
  Received: flag,
  ReceivedTime: optional(instant),
  IsRejected: flag,
  SessionTime: seconds,
  Item: z.array(traceTransferItem).default([]),
})
export type TraceTransfer = z.output<typeof traceTransfer>

/** A vendor; fields beyond the name are not public. */
export const traceVendor = z.looseObject({
  ...version,
  LocationLicense: text,
  LicenseNumber: text,
  Name: text,
})

export const traceSync = z.looseObject({ Sync: z.record(z.string(), z.unknown()) })

/** What writes answer; voiding writes `transactionID` in another case. */
export const traceWrite = z
  .looseObject({ TransactionID: optional(whole), transactionID: optional(whole) })
  .transform((reply, check) => {
    const transactionId = reply.TransactionID ?? reply.transactionID
    if (transactionId !== null) return { transactionId }
    check.addIssue({ code: 'custom', message: 'has no TransactionID' })
    return z.NEVER
  })

/** A sale that was taken: the id of the sale beside the transaction. */
export const traceSold = z
  .looseObject({ TransactionID: whole, Sale: z.array(z.looseObject({ ID: identifier })).nullish() })
  .transform(({ TransactionID, Sale }) => ({
    transactionId: TransactionID,
    saleId: Sale?.[0]?.ID ?? String(TransactionID),
  }))

export const traceSession = z
  .looseObject({ session: text, Session: text })
  .transform((reply) => reply.session ?? reply.Session)

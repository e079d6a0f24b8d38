import { z } from 'zod'
import {
  amount,
  day,
  decimal,
  flag,
  id,
  listOf,
  maybeId,
  optional,
  rawTime,
  text,
  utcTime,
} from './fields.ts'

const labResult = z.object({ labTest: text, value: amount, labResultUnit: text })
const roomQuantity = z.object({ roomId: id, room: text, quantityAvailable: decimal })
const lineage = z.object({ packageId: text, antecedentPackageDistance: maybeId, batchName: text })

/**
 * A package on the shelf, of `/inventory` and `/reporting/inventory`; the first leaves out `unitCost` and
 * `allocatedQuantity`. `externalPackageId` is the state's tag; `packageId` is often the same.
 */
export const inventoryItem = z.object({
  inventoryId: id,
  productId: id,
  sku: text,
  productName: text,
  category: text,
  masterCategory: text,
  quantityAvailable: decimal,
  allocatedQuantity: amount,
  quantityUnits: text,
  unitWeight: amount,
  unitWeightUnit: text,
  unitPrice: amount,
  medUnitPrice: amount,
  recUnitPrice: amount,
  unitCost: amount,
  batchId: maybeId,
  batchName: text,
  packageId: text,
  externalPackageId: text,
  packageStatus: text,
  labTestStatus: text,
  strain: text,
  strainType: text,
  vendorId: maybeId,
  vendor: text,
  brandName: text,
  producer: text,
  packagedDate: optional(day),
  manufacturingDate: optional(day),
  testedDate: optional(day),
  expirationDate: optional(day),
  lastModifiedDateUtc: optional(utcTime),
  isCannabis: flag,
  medicalOnly: flag,
  roomQuantities: listOf(roomQuantity),
  labResults: listOf(labResult),
  lineage: listOf(lineage),
})
export type WireInventoryItem = z.output<typeof inventoryItem>

/** A row of `/inventory/snapshot`: a package in a room as it was at `snapshotDate`. */
export const inventorySnapshot = z.object({
  inventoryId: id,
  productId: id,
  sku: text,
  product: text,
  roomId: maybeId,
  room: text,
  vendor: text,
  packageId: text,
  batchName: text,
  quantity: decimal,
  totalCost: amount,
  unit: text,
  unitId: maybeId,
  status: text,
  snapshotDate: rawTime,
})
export type WireInventorySnapshot = z.output<typeof inventorySnapshot>

/** A row of `/inventory/inventorytransaction`: types include Move, Convert, Adjust, Combine, Receive, Change Product. */
export const inventoryTransaction = z.object({
  inventoryTransactionId: id,
  transactionType: text,
  inventoryId: id,
  productId: id,
  product: text,
  sku: text,
  unit: text,
  packageId: text,
  externalPackageId: text,
  quantity: amount,
  fromQuantity: amount,
  toQuantity: amount,
  reason: text,
  fromRoom: text,
  toRoom: text,
  transactionBy: text,
  transactionDate: rawTime,
  unitCost: amount,
  purchaseOrderId: maybeId,
  receiveInventoryHistoryId: maybeId,
})
export type WireInventoryTransaction = z.output<typeof inventoryTransaction>

/** A delivery of `/inventory/receivedinventory`. */
export const receivedInventory = z.object({
  receiveInventoryHistoryId: id,
  title: text,
  status: text,
  failureMessage: text,
  deliveredOn: optional(rawTime),
  addedOn: optional(rawTime),
  vendor: text,
  vendorLicense: text,
  items: listOf(
    z.object({
      productId: maybeId,
      product: text,
      sku: text,
      quantity: decimal,
      unit: text,
      unitAbbreviation: text,
      unitCost: amount,
      unitTax: amount,
      totalCost: amount,
      packageId: text,
      externalPackageId: text,
      batchName: text,
      roomId: maybeId,
      room: text,
    }),
  ),
})
export type WireReceivedInventory = z.output<typeof receivedInventory>

/** The answer of `POST /inventory/receiveinventory`. */
export const savedReceive = z.object({ receiveInventoryHistoryId: id })

/** `/integration/integration-recon`: where Dutchie and the state's system disagree, by Dutchie's own count. */
export const integrationRecon = z.object({
  lastUpdated: optional(rawTime),
  discrepancies: listOf(
    z.object({
      inventoryId: maybeId,
      packageId: text,
      quantity: decimal,
      unitId: maybeId,
      externalQuantity: decimal,
      externalUnitId: maybeId,
      equivalentExternalQuantity: amount,
      difference: amount,
      productName: text,
      sku: text,
      room: text,
      externalRoom: text,
      unitErrorMsg: text,
      serialNumber: text,
    }),
  ),
})
export type WireIntegrationRecon = z.output<typeof integrationRecon>

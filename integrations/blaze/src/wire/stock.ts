import { z } from 'zod'
import { amount, decimal, epochTime, flag, id, optional, text } from '../fields.ts'

const named = optional(z.object({ name: text }))

/** A product of `/partner/products`, as clients in use read it. Prices in currency units, potency in percent. */
export const product = z.object({
  id,
  sku: text,
  name: text,
  flowerType: text,
  /** The strain. */
  genetics: text,
  unitPrice: optional(decimal),
  thc: amount,
  cbd: amount,
  category: optional(z.object({ name: text, unitType: text })),
  brand: named,
  brandName: text,
  vendor: named,
  /** Unverified. */
  upcCode: text,
  deleted: flag,
})

/** A batch of `/partner/store/batches`, as clients in use read it: what was bought in once, with its tag of the state. */
export const batch = z.object({
  id,
  productId: id,
  /** What is left of it in the whole store. */
  liveQuantity: decimal,
  trackPackageLabel: text,
  metrcTagId: text,
  costPerUnit: optional(decimal),
  expirationDate: epochTime,
  receiveDate: epochTime,
  purchasedDate: epochTime,
  modified: epochTime,
  deleted: flag,
  voidStatus: flag,
})

/** The store behind a key; of its fields only the name is needed. */
export const store = z.object({ id: text, name: text })

export type WireProduct = z.output<typeof product>
export type WireBatch = z.output<typeof batch>
export type WireStore = z.output<typeof store>

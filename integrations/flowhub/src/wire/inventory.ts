import { z } from 'zod'
import { decimal, flag, listOf, optional, text, time } from '../fields.ts'

const content = z.object({
  name: text,
  lowerRange: optional(decimal),
  upperRange: optional(decimal),
  /** `%`, `mg` … */
  unitOfMeasure: text,
})

/**
 * A row of every list of stock: one package of goods, of one room in the lists by rooms. Money is integer cents. `sku` is of the
 * package as it was received, `variantId` of what is sold in a size, `parentProductId` of the product in all its sizes
 * (inferred from exports; unverified).
 */
export const inventoryRow = z.object({
  productId: text,
  variantId: text,
  parentProductId: text,
  productName: text,
  parentProductName: text,
  sku: text,
  /** Only in the lists by rooms. */
  upc: text,
  /** The tag of the state's register. */
  regulatoryId: text,
  category: text,
  customCategoryName: text,
  brand: text,
  supplierName: text,
  strainName: text,
  /** `Indica`, `Sativa-dom`, `50/50` … */
  speciesName: text,
  cannabinoidInformation: listOf(content),
  quantity: decimal,
  /** What `quantity` counts: `each`, `grams` … */
  inventoryUnitOfMeasure: text,
  preTaxPriceInPennies: optional(decimal),
  priceInMinorUnits: optional(decimal),
  costInMinorUnits: optional(decimal),
  expirationDate: text,
  createdAt: time,
  roomId: text,
  roomName: text,
})

/** A store, of `clientsLocations`. */
export const location = z.object({
  locationId: z.string().min(1),
  locationName: text,
  /** By which orders name the store. */
  importId: text,
  timeZone: text,
})

/** A customer of `/v1/customers/`. */
export const customer = z.object({
  id: z.string().min(1),
  name: text,
  type: text,
  email: text,
  phone: text,
  consentsToPromotionalEmail: flag,
  consentsToPromotionalSMS: flag,
  updatedAt: time,
})

export type WireInventoryRow = z.output<typeof inventoryRow>
export type WireLocation = z.output<typeof location>
export type WireCustomer = z.output<typeof customer>

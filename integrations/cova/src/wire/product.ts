import { z } from 'zod'
import { decimal, flag, id, listOf, optional, text, utcTime } from '../fields.ts'

/** Stock of one package in one room. `PackageId` is the state's tag where the state gives tags (unverified). */
export const availability = z.object({
  LocationId: z.number(),
  RoomId: optional(z.number()),
  RoomName: text,
  PackageId: text,
  BatchId: text,
  InStockQuantity: decimal,
  UnitCost: optional(decimal),
  ReceivedDate: optional(utcTime),
  UpdatedDateUtc: optional(utcTime),
  /** Unverified. */
  ExpirationDate: text,
})

/**
 * A row of `DetailedProductData`, as clients in use read it. What of it is asked for is said in the call; the rest is
 * missing then.
 */
export const detailedProduct = z.object({
  ProductId: id,
  MasterProductName: text,
  CatalogSku: text,
  Name: text,
  IsArchived: flag,
  MeasurementType: text,
  ClassificationName: text,
  Manufacturer: text,
  Upcs: listOf(z.union([z.string(), z.object({ UPC: text, Value: text })])),
  SupplierSkus: listOf(z.object({ Supplier: text })),
  ProductSpecifications: listOf(
    z.object({ DisplayName: text, Value: z.union([z.string(), z.number()]).nullish(), Unit: text }),
  ),
  Availability: listOf(availability),
  Prices: listOf(
    z.object({ LocationId: optional(z.number()), TierId: optional(z.number()), Price: optional(decimal) }),
  ),
  CompanyLevelRegularPrice: optional(z.object({ Price: optional(decimal) })),
  UpdatedDateUtc: optional(utcTime),
})

export type WireAvailability = z.output<typeof availability>
export type WireProduct = z.output<typeof detailedProduct>

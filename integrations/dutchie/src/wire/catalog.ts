import { z } from 'zod'
import { amount, flag, id, listOf, maybeFlag, maybeId, optional, text, utcTime } from './fields.ts'

/** A product of `/products` and `/reporting/products`. */
export const product = z.object({
  productId: id,
  sku: text,
  internalName: text,
  productName: text,
  description: text,
  masterCategory: text,
  categoryId: maybeId,
  category: text,
  strain: text,
  strainType: text,
  size: text,
  netWeight: amount,
  netWeightUnit: text,
  brandId: maybeId,
  brandName: text,
  vendorId: maybeId,
  vendorName: text,
  producerName: text,
  isCannabis: flag,
  isActive: maybeFlag,
  isCoupon: flag,
  thcContent: amount,
  thcContentUnit: text,
  cbdContent: amount,
  cbdContentUnit: text,
  price: amount,
  medPrice: amount,
  recPrice: amount,
  unitCost: amount,
  unitType: text,
  defaultUnit: text,
  upc: text,
  regulatoryCategory: text,
  externalCategory: text,
  externalId: text,
  isMedicalOnly: flag,
  isTaxable: maybeFlag,
  pricingTierName: text,
  pricingTierData: listOf(
    z.object({ startWeight: amount, endWeight: amount, price: amount, medicalPrice: amount }),
  ),
  lastModifiedDateUTC: optional(utcTime),
})
export type WireProduct = z.output<typeof product>

/** `/brand`. */
export const brand = z.object({ brandId: maybeId, brandName: text })
export type WireBrand = z.output<typeof brand>

/**
 * `/product-category`. The names of its fields were not seen (unverified), so the likely ones are all read.
 */
export const productCategory = z
  .object({
    productCategoryId: maybeId,
    categoryId: maybeId,
    id: maybeId,
    productCategoryName: text,
    categoryName: text,
    name: text,
    masterCategory: text,
  })
  .transform((row) => ({
    categoryId: row.productCategoryId ?? row.categoryId ?? row.id,
    name: row.productCategoryName ?? row.categoryName ?? row.name,
    masterCategory: row.masterCategory,
  }))
export type WireProductCategory = z.output<typeof productCategory>

/** `/strains`. */
export const strain = z.object({ strainId: id, strainName: text, strainType: text, externalId: text })
export type WireStrain = z.output<typeof strain>

/** `/reference/units`: what a `unitId` of a sold line stands for. */
export const unit = z.object({ unitId: id, unitName: text, abbreviation: text })
export type WireUnit = z.output<typeof unit>

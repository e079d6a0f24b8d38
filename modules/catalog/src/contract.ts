import { z } from 'zod'
import {
  decimalShape,
  idShape,
  instantShape,
  minorShape,
  pageOf,
  pageQuery,
  positiveDecimalShape,
} from '@suite/http'
import { CATEGORIES } from './rules/category-of.ts'

/** A quantity that cannot be zero. */
const aboveZero = positiveDecimalShape.refine((text) => Number(text) > 0, 'Write a number above 0')
const text = (longest: number) => z.string().trim().min(1).max(longest)
const mail = z.email().max(254)

/** A product's master data. Quantities and unit prices are exact decimals as text; unknown ones are null. */
export const productReply = z.object({
  id: idShape,
  sku: z.string(),
  name: z.string(),
  category: z.enum(CATEGORIES),
  sourceCategory: z.string().nullable(),
  brand: z.string().nullable(),
  strain: z.string().nullable(),
  strainType: z.enum(['indica', 'sativa', 'hybrid']).nullable(),
  thcPercent: decimalShape.nullable(),
  cbdPercent: decimalShape.nullable(),
  unit: z.string(),
  barcode: z.string().nullable(),
  price: decimalShape.nullable(),
  cost: decimalShape.nullable(),
  vendorId: idShape.nullable(),
  vendorName: z.string().nullable(),
  casePack: decimalShape,
  moq: decimalShape,
  shelfLifeDays: z.int().nullable(),
  reorderPointOverride: decimalShape.nullable(),
  serviceLevel: z.number(),
  active: z.boolean(),
  isService: z.boolean(),
  version: z.int(),
  createdAt: instantShape,
  updatedAt: instantShape,
})
export type ProductReply = z.infer<typeof productReply>

/** What may be changed of a product; fields left out stay. `version` is the one the edit was based on. */
export const productEdit = z.object({
  version: z.int().min(1),
  name: text(400).optional(),
  category: z.enum(CATEGORIES).optional(),
  brand: text(200).nullable().optional(),
  strain: text(200).nullable().optional(),
  strainType: z.enum(['indica', 'sativa', 'hybrid']).nullable().optional(),
  price: positiveDecimalShape.nullable().optional(),
  cost: positiveDecimalShape.nullable().optional(),
  vendorId: idShape.nullable().optional(),
  casePack: aboveZero.optional(),
  moq: positiveDecimalShape.optional(),
  shelfLifeDays: z.int().min(1).max(3650).nullable().optional(),
  reorderPointOverride: positiveDecimalShape.nullable().optional(),
  serviceLevel: z.number().min(0.5).max(0.999).optional(),
  active: z.boolean().optional(),
  isService: z.boolean().optional(),
})
export type ProductEdit = z.infer<typeof productEdit>

/** A vendor with the number of products bought from it. */
export const vendorReply = z.object({
  id: idShape,
  name: z.string(),
  email: z.string().nullable(),
  licenceNumber: z.string().nullable(),
  leadTimeDays: z.int(),
  leadTimeSpreadDays: z.number(),
  reviewDays: z.int(),
  orderWeekdays: z.array(z.int()),
  minimumOrderMinor: minorShape,
  /** Whether it takes goods back that expire; null while that is not known. */
  takesReturns: z.boolean().nullable(),
  active: z.boolean(),
  productCount: z.int(),
  version: z.int(),
})
export type VendorReply = z.infer<typeof vendorReply>

const vendorFields = {
  email: mail.nullable(),
  licenceNumber: text(100).nullable(),
  leadTimeDays: z.int().min(0).max(180),
  leadTimeSpreadDays: z.number().min(0).max(180),
  reviewDays: z.int().min(1).max(90),
  /** 0 = Sunday … 6 = Saturday; none means any day. */
  orderWeekdays: z.array(z.int().min(0).max(6)).max(7),
  minimumOrderMinor: minorShape.min(0).max(1_000_000_000_00),
  takesReturns: z.boolean().nullable(),
  active: z.boolean(),
}

/** A new vendor; only the name is required. */
export const newVendor = z.object({ name: text(200), ...z.object(vendorFields).partial().shape })
export type NewVendor = z.infer<typeof newVendor>

/** What may be changed of a vendor. With `version`, an edit based on an older state is refused. */
export const vendorEdit = z.object({
  name: text(200).optional(),
  ...z.object(vendorFields).partial().shape,
  version: z.int().min(1).optional(),
})
export type VendorEdit = z.infer<typeof vendorEdit>

export const vendorsQuery = pageQuery.extend({
  search: z.string().trim().max(200).optional(),
  active: z.enum(['true', 'false']).optional(),
})
export type VendorsQuery = z.infer<typeof vendorsQuery>
export const vendorPage = pageOf(vendorReply)

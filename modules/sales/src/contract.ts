import { z } from 'zod'
import { dayShape, decimalShape, idShape, instantShape, minorShape, pageOf, pageQuery } from '@suite/http'

/** What a sales report groups by. */
export const GROUPINGS = ['day', 'category', 'product', 'store', 'brand'] as const

export const salesReportQuery = z.object({
  from: dayShape,
  to: dayShape,
  storeId: idShape.optional(),
  by: z.enum(GROUPINGS).default('day'),
})
const amounts = {
  netMinor: minorShape,
  grossMinor: minorShape,
  discountMinor: minorShape,
  taxMinor: minorShape,
  costMinor: minorShape.nullable(),
  units: decimalShape,
}
export const salesReportShape = z.object({
  totals: z.object({ ...amounts, receipts: z.int() }),
  items: z.array(z.object({ key: z.string(), label: z.string(), ...amounts, returned: decimalShape })),
  nextCursor: z.string().nullable(),
})

export const receiptsQuery = pageQuery.extend({
  storeId: idShape.optional(),
  from: dayShape.optional(),
  to: dayShape.optional(),
  search: z.string().max(200).optional(),
})
const receipt = {
  id: idShape,
  storeId: idShape,
  source: z.string(),
  externalId: z.string(),
  kind: z.string(),
  occurredAt: instantShape,
  businessDay: dayShape,
  customerRef: z.string().nullable(),
  tender: z.string().nullable(),
  staff: z.string().nullable(),
  channel: z.string().nullable(),
}
export const receiptsShape = pageOf(
  z.object({ ...receipt, lines: z.int(), netMinor: minorShape, taxMinor: minorShape, units: decimalShape }),
)
export const receiptShape = z.object({
  ...receipt,
  importId: idShape.nullable(),
  lines: z.array(
    z.object({
      productId: idShape,
      sku: z.string(),
      name: z.string(),
      kind: z.string(),
      quantity: decimalShape,
      unit: z.string(),
      unitPrice: decimalShape,
      grossMinor: minorShape,
      discountMinor: minorShape,
      taxMinor: minorShape,
      netMinor: minorShape,
      costMinor: minorShape.nullable(),
      taxes: z.array(z.object({ kind: z.string(), minor: minorShape })),
      packageTag: z.string().nullable(),
    }),
  ),
})

export const sourcesQuery = z.object({ storeId: idShape.optional() })
export const sourcesShape = z.object({
  items: z.array(
    z.object({
      id: idShape,
      storeId: idShape,
      source: z.string(),
      activeFrom: instantShape.nullable(),
      activeUntil: instantShape.nullable(),
    }),
  ),
})
export const sourceWindowInput = z.object({
  activeFrom: instantShape.nullable().optional(),
  activeUntil: instantShape.nullable().optional(),
})

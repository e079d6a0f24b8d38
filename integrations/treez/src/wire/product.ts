import { z } from 'zod'
import { decimal, id, listOf, optional, text } from '../fields.ts'

const bound = optional(decimal)

/** A row of `product/product_list` (OpenAPI of the store API, 3.1). */
export const product = z.object({
  product_id: id,
  product_status: text,
  category_type: text,
  product_configurable_fields: z.object({
    name: text,
    uom: text,
    brand: text,
    size: text,
    amount: optional(decimal),
    classification: text,
    subtype: text,
  }),
  pricing: optional(z.object({ price_type: text, price_sell: optional(decimal), tier_method: text })),
  /** Texts, or objects of the word that clients met (unverified). */
  product_barcodes: listOf(z.union([z.string(), z.object({ sku: text, barcode: text })])),
  lab_results: listOf(
    z.object({
      result_type: text,
      amount: optional(z.object({ minimum_value: bound, maximum_value: bound })),
      amount_type: text,
    }),
  ),
})

export type WireProduct = z.output<typeof product>

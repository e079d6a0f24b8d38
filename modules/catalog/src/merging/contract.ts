import { z } from 'zod'
import { decimalShape, idShape, instantShape } from '@suite/http'

/** A product as it stands in a pair. */
const pairSide = z.object({
  id: idShape,
  sku: z.string(),
  name: z.string(),
  category: z.string(),
  brand: z.string().nullable(),
  strain: z.string().nullable(),
  unit: z.string(),
  barcode: z.string().nullable(),
  price: decimalShape.nullable(),
  vendorName: z.string().nullable(),
  createdAt: instantShape,
})

/** Pairs that may be one product, likeliest first; `total` is how many there are. */
export const duplicatesReply = z.object({
  items: z.array(
    z.object({ first: pairSide, second: pairSide, score: z.number(), reasons: z.array(z.string()) }),
  ),
  total: z.int(),
})
export type DuplicatesReply = z.infer<typeof duplicatesReply>

export const duplicatesQuery = z.object({ limit: z.coerce.number().int().min(1).max(100).default(25) })

export const dismissBody = z.object({ productId: idShape, otherId: idShape })
export const dismissReply = z.object({ dismissed: z.boolean() })

/** The product that becomes another name of the one in the path. */
export const mergeBody = z.object({ productId: idShape })

export const previewReply = z.object({
  /** Plain words why it cannot be done now; null when it can. */
  refusal: z.string().nullable(),
  moves: z.array(z.object({ what: z.string(), count: z.int() })),
})
export type PreviewReply = z.infer<typeof previewReply>

export const mergeReply = z.object({
  id: idShape,
  keptId: idShape,
  keptName: z.string(),
  mergedId: idShape,
  mergedName: z.string(),
  madeAt: instantShape,
  undoneAt: instantShape.nullable(),
  moved: z.array(z.object({ what: z.string(), count: z.int() })),
})
export type MergeReply = z.infer<typeof mergeReply>
export const mergesReply = z.object({ items: z.array(mergeReply) })

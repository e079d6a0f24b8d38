import { z } from 'zod'
import { dayShape, decimalShape, idShape, instantShape, minorShape, pageOf, pageQuery, positiveDecimalShape } from '@suite/http'

export const storeProductParams = z.object({ storeId: idShape, id: idShape })

export const stockShape = z.object({
  onHand: decimalShape.nullable(),
  countedAt: instantShape.nullable(),
  negativeReason: z.string().nullable(),
  lots: z.array(
    z.object({
      id: idShape,
      lotCode: z.string(),
      packageTag: z.string().nullable(),
      room: z.string().nullable(),
      expiresOn: dayShape.nullable(),
      unitCost: decimalShape.nullable(),
      onHand: decimalShape,
    }),
  ),
})

export const timelineQuery = z.object({ from: dayShape, to: dayShape })
export const timelineShape = z.object({
  days: z.array(
    z.object({
      day: dayShape,
      onHand: decimalShape.nullable(),
      sold: decimalShape,
      received: decimalShape,
      empty: z.boolean(),
    }),
  ),
})

export const countInput = z.object({
  storeId: idShape,
  productId: idShape,
  quantity: positiveDecimalShape,
  lotId: idShape.optional(),
  reason: z.string().max(500).optional(),
})

export const adjustmentInput = z.object({
  storeId: idShape,
  productId: idShape,
  quantity: decimalShape,
  reason: z.string().min(1).max(500),
  lotId: idShape.optional(),
  kind: z.enum(['adjust', 'destroy']).default('adjust'),
  negativeReason: z.string().min(1).max(500).optional(),
})

export const postedShape = z.object({ movementId: idShape })

export const movementsQuery = pageQuery.extend({ storeId: idShape.optional(), productId: idShape.optional() })
export const movementsShape = pageOf(
  z.object({
    id: idShape,
    storeId: idShape,
    productId: idShape,
    productName: z.string(),
    sku: z.string(),
    kind: z.string(),
    quantity: decimalShape,
    countedQuantity: decimalShape.nullable(),
    unitCost: decimalShape.nullable(),
    lotCode: z.string().nullable(),
    packageTag: z.string().nullable(),
    reason: z.string().nullable(),
    sourceType: z.string(),
    sourceId: idShape.nullable(),
    actorId: z.string().nullable(),
    occurredAt: instantShape,
    recordedAt: instantShape,
  }),
)

export const valuationQuery = z.object({ asOf: dayShape, storeId: idShape.optional() })
export const valuationShape = z.object({
  asOf: dayShape,
  totalMinor: minorShape,
  unknownProducts: z.int(),
  nextCursor: z.string().nullable(),
  items: z.array(
    z.object({
      productId: idShape,
      sku: z.string(),
      name: z.string(),
      category: z.string(),
      quantity: decimalShape,
      unitCost: z.string().nullable(),
      valueMinor: minorShape,
    }),
  ),
})

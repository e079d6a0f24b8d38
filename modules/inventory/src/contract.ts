import { z } from 'zod'
import {
  dayShape,
  decimalShape,
  idShape,
  instantShape,
  minorShape,
  pageOf,
  pageQuery,
  positiveDecimalShape,
} from '@suite/http'

/** A quantity as the ledger holds it: at most nine digits before the point and four after it. */
const QUANTITY = /^-?\d{1,9}(\.\d{1,4})?$/
const TOO_FINE = 'Write at most nine digits before the point and four after it'

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
  quantity: positiveDecimalShape.regex(QUANTITY, TOO_FINE),
  lotId: idShape.optional(),
  reason: z.string().max(500).optional(),
})

export const adjustmentInput = z.object({
  storeId: idShape,
  productId: idShape,
  quantity: decimalShape.regex(QUANTITY, TOO_FINE),
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
  /** Products with stock that no count or receipt makes known, in at least one of the stores. */
  unknownProducts: z.int(),
  /** Products on hand without any known cost; the total leaves them out. */
  unknownCostProducts: z.int(),
  nextCursor: z.string().nullable(),
  items: z.array(
    z.object({
      productId: idShape,
      sku: z.string(),
      name: z.string(),
      category: z.string(),
      quantity: decimalShape,
      unitCost: z.string().nullable(),
      valueMinor: minorShape.nullable(),
    }),
  ),
})

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

/** A quantity that was counted: not below zero. */
export const countedShape = positiveDecimalShape.regex(QUANTITY, TOO_FINE)
/** A quantity that was taken away: above zero. */
export const takenShape = countedShape.refine((text) => Number(text) > 0, 'Write a number above 0')
/** Why, in a person's words. */
export const reasonShape = z.string().trim().min(1).max(500)
/** Which camera saw it, and when. */
export const footageInput = z.object({
  camera: z.string().trim().min(1).max(120),
  beganAt: instantShape,
  endedAt: instantShape,
})
export const FOOTAGE_INPUT_EXAMPLE: z.input<typeof footageInput> = {
  camera: 'Vault 2',
  beganAt: '2026-04-20T15:40:00.000Z',
  endedAt: '2026-04-20T16:25:00.000Z',
}
/** Footage as the commands take it. */
export const footageOfInput = (given: z.output<typeof footageInput>) => ({
  camera: given.camera,
  beganAt: new Date(given.beganAt),
  endedAt: new Date(given.endedAt),
})

export const storeProductParams = z.object({ storeId: idShape, id: idShape })

export const stockShape = z.object({
  onHand: decimalShape.nullable(),
  /** What of on hand may not be sold. */
  held: decimalShape,
  available: decimalShape.nullable(),
  countedAt: instantShape.nullable(),
  negativeReason: z.string().nullable(),
  lots: z.array(
    z.object({
      id: idShape,
      lotCode: z.string(),
      packageTag: z.string().nullable(),
      room: z.string().nullable(),
      expiresOn: dayShape.nullable(),
      sellByOn: dayShape.nullable(),
      useByOn: dayShape.nullable(),
      unitCost: decimalShape.nullable(),
      onHand: decimalShape,
      held: z.boolean(),
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
  quantity: countedShape,
  lotId: idShape.optional(),
  reason: z.string().max(500).optional(),
})

export const adjustmentInput = z.object({
  storeId: idShape,
  productId: idShape,
  quantity: decimalShape.regex(QUANTITY, TOO_FINE),
  reason: z.string().min(1).max(500),
  lotId: idShape.optional(),
  /** Destroying needs a witness and has its own route, `/destructions`. */
  kind: z.literal('adjust').default('adjust'),
  negativeReason: z.string().min(1).max(500).optional(),
  footage: footageInput.optional(),
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

import { z } from 'zod'
import { dayShape, decimalShape, idShape, instantShape } from '@suite/http'
import { FORMS } from '../state-rules/limit-shape.ts'
import { UNITS } from './units.ts'

/** Whose limit applies. A visitor or a young patient has the ordinary limit where the state names no other. */
export const CUSTOMER_KINDS = ['adult', 'visitor', 'patient', 'young_patient', 'caregiver'] as const
export type CustomerKind = (typeof CUSTOMER_KINDS)[number]

const quantityShape = z
  .string()
  .regex(/^\d{1,9}(\.\d{1,6})?$/, 'Write a plain number like 2')
  .refine((text) => /[1-9]/.test(text), 'must be above zero')
const contentShape = z.object({
  amount: z.string().regex(/^\d{1,9}(\.\d{1,9})?$/, 'Write a plain number like 3.5'),
  unit: z.enum(UNITS),
})

/** One kind of goods in a product, with what a single unit of it holds. Leave out what is not known. */
export const partShape = z.object({
  form: z.enum(FORMS),
  netWeight: contentShape.optional(),
  concentrateWeight: contentShape.optional(),
  thc: contentShape.optional(),
  netVolume: contentShape.optional(),
})
export type Part = z.output<typeof partShape>

/**
 * A line of a basket. No parts: nobody has said what the product is to the limits. With `productId`, a single part that says
 * no net weight has the product's.
 */
export const lineShape = z.object({
  id: z.string().min(1).max(100),
  productId: idShape.optional(),
  /** Units sold; a fraction for goods weighed at the counter. */
  quantity: quantityShape,
  parts: z.array(partShape).max(6),
})
export type BasketLine = z.output<typeof lineShape>

/** Something bought before. Goods brought back are left out or lowered by the caller. */
export const pastLineShape = lineShape.extend({
  purchasedAt: instantShape,
  customerKind: z.enum(CUSTOMER_KINDS),
})
export type PastLine = z.output<typeof pastLineShape>

export const limitCheck = z.object({
  storeId: idShape,
  customerKind: z.enum(CUSTOMER_KINDS),
  basket: z.array(lineShape).min(1).max(200),
  history: z.array(pastLineShape).max(2000).default([]),
  /** The state's system was asked about this customer just before. */
  stateSystemAsked: z.boolean().default(false),
  /** Caps a doctor's note sets, where the rule allows it. */
  documents: z
    .array(
      z.object({
        bucket: z.string().max(40),
        cap: contentShape,
        reference: z.string().trim().min(1).max(200),
      }),
    )
    .max(10)
    .default([]),
})

const REASONS = [
  'rule_unknown',
  'equivalency_unknown',
  'content_missing',
  'not_classified',
  'over_limit',
  'kinds_combined',
  'state_system_not_asked',
  'document_not_allowed',
] as const

/** Why a basket is blocked, in words for the counter. */
export const limitReason = z.object({
  code: z.enum(REASONS),
  message: z.string(),
  bucket: z.string().nullable(),
  lineIds: z.array(z.string()),
})
export type LimitReason = z.output<typeof limitReason>

/** One bucket with what fills it, in the cap's unit, cut off after four decimals. Null: cannot be told. */
export const bucketRoom = z.object({
  id: z.string(),
  label: z.string(),
  window: z.string(),
  cap: decimalShape,
  unit: z.enum(UNITS),
  before: decimalShape.nullable(),
  basket: decimalShape.nullable(),
  remaining: decimalShape.nullable(),
  status: z.enum(['verified', 'reported', 'unverified']),
  source: z.string(),
})
export type BucketRoom = z.output<typeof bucketRoom>

export const limitVerdict = z.object({
  allowed: z.boolean(),
  reasons: z.array(limitReason),
  buckets: z.array(bucketRoom),
  status: z.enum(['verified', 'reported', 'unverified', 'unknown']),
  source: z.string().nullable(),
  standing: z.string(),
  note: z.string().nullable(),
  /** Whose sales the history must hold; null where the source does not say. */
  scope: z.enum(['store', 'organization', 'state']).nullable(),
  day: dayShape,
})
export type LimitVerdict = z.output<typeof limitVerdict>

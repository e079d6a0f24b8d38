import { z } from 'zod'
import { dayShape, idShape, instantShape, minorShape, pageOf, pageQuery } from '@suite/http'

export const choiceKind = z.enum(['keep', 'markdown', 'transfer', 'return', 'destroy'])
export type ChoiceKind = z.infer<typeof choiceKind>

/** What a person decided about a lot. */
const decision = z.object({
  id: idShape,
  choice: choiceKind,
  note: z.string().nullable(),
  madeBy: z.string(),
  madeAt: instantShape,
})

/** A lot that leaves sale soon, with what is expected of it. Quantities are decimal strings in the product's unit. */
export const expiryItem = z.object({
  lotId: idShape,
  storeId: idShape,
  storeName: z.string(),
  productId: idShape,
  productName: z.string(),
  category: z.string(),
  unit: z.string(),
  lotCode: z.string(),
  packageTag: z.string().nullable(),
  room: z.string().nullable(),
  leavesOn: dayShape,
  /** Days of sale left, today included; 0 when its day is past. */
  daysLeft: z.int(),
  quantity: z.string(),
  unitsPerDay: z.number(),
  expectedSold: z.string(),
  expectedUnsold: z.string(),
  /** Left over with strong and with weak demand: eight cases of ten lie between. */
  unsoldLow: z.string(),
  unsoldHigh: z.string(),
  /** What is left over, at cost where it is known. */
  wasteMinor: minorShape,
  wasteAtPriceMinor: minorShape,
  recommended: choiceKind.nullable(),
  /** What the recommended way saves. */
  savedMinor: minorShape,
  decision: decision.nullable(),
  planDay: dayShape,
})
export type ExpiryItem = z.infer<typeof expiryItem>
export const expiryPage = pageOf(expiryItem)

export const expiryQuery = pageQuery.extend({
  storeId: idShape.optional(),
  /** Leaves sale within so many days of the plan. */
  within: z.coerce.number().int().min(1).max(180).default(60),
  sort: z.enum(['waste', 'day']).default('waste'),
  /** `all` lists also what is expected to sell in time. */
  show: z.enum(['waste', 'all']).default('waste'),
})
export type ExpiryQuery = z.infer<typeof expiryQuery>

export const expirySummaryQuery = z.object({
  storeId: idShape.optional(),
  within: z.coerce.number().int().min(1).max(180).default(60),
})

/** What it comes to. */
export const expirySummary = z.object({
  lots: z.int(),
  wasteMinor: minorShape,
  wasteAtPriceMinor: minorShape,
  savedMinor: minorShape,
  decided: z.int(),
  /** Waste by the week in which the lots leave sale; `week` is its Monday, everything past together first. */
  weeks: z.array(z.object({ week: dayShape, wasteMinor: minorShape, lots: z.int() })),
})
export type ExpirySummary = z.infer<typeof expirySummary>

const choice = z.object({
  kind: choiceKind,
  possible: z.boolean(),
  saved: minorShape.nullable(),
  units: z.number(),
  price: z.string().optional(),
  cut: z.number().optional(),
  storeId: idShape.optional(),
  reason: z.string(),
})

/** A lot with its expected balance day by day, the ways out and what was decided before. */
export const expiryDetail = expiryItem.extend({
  unitCost: z.string().nullable(),
  unitPrice: z.string().nullable(),
  soldOutOn: dayShape.nullable(),
  /** Expected units left at the end of each day from `planDay`. */
  balance: z.array(z.number()),
  choices: z.array(choice),
  history: z.array(decision.extend({ endedAt: instantShape.nullable(), endedBy: z.string().nullable() })),
})
export type ExpiryDetail = z.infer<typeof expiryDetail>

export const newDecision = z.object({
  choice: choiceKind,
  note: z.string().trim().min(1).max(500).optional(),
})
export type NewDecision = z.infer<typeof newDecision>

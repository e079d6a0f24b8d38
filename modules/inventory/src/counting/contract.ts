import { z } from 'zod'
import { decimalShape, idShape, instantShape, minorShape, pageOf, pageQuery } from '@suite/http'
import { countedShape, footageInput, reasonShape } from '../contract.ts'
import { footageItem } from '../footage/contract.ts'

const text = z.string().trim().min(1)
export const scopeShape = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('all') }),
  z.object({ kind: z.literal('room'), rooms: z.array(text.max(120)).min(1).max(100) }),
  z.object({ kind: z.literal('category'), categories: z.array(text.max(60)).min(1).max(20) }),
  z.object({ kind: z.literal('products'), productIds: z.array(idShape).min(1).max(1000) }),
  z.object({ kind: z.literal('risk'), take: z.int().min(1).max(500) }),
])
const status = z.enum(['counting', 'review', 'posted', 'cancelled'])
const by = z.enum(['package', 'product'])

export const sessionInput = z.object({
  storeId: idShape,
  name: text.max(200),
  scope: scopeShape,
  /** Counters are not told what is expected. */
  blind: z.boolean().default(true),
  /** 2: two people count on their own, and what differs is counted again. */
  people: z.union([z.literal(1), z.literal(2)]).default(1),
  by: by.default('package'),
  /** Whoever counted may not sign. Default: as `blind`. */
  separateReviewer: z.boolean().optional(),
  footage: footageInput.optional(),
})
export const sessionOpened = z.object({ sessionId: idShape, lines: z.int() })

const sessionHead = {
  id: idShape,
  storeId: idShape,
  storeName: z.string(),
  name: z.string(),
  status,
  blind: z.boolean(),
  people: z.int(),
  by,
  separateReviewer: z.boolean(),
  scope: scopeShape,
  lines: z.int(),
  createdBy: z.string(),
  createdAt: instantShape,
  closedBy: z.string().nullable(),
  closedAt: instantShape.nullable(),
  statement: z.string().nullable(),
}
export const sessionsQuery = pageQuery.extend({ storeId: idShape.optional(), status: status.optional() })
export const sessionsPage = pageOf(z.object(sessionHead))
export const sessionDetail = z.object({
  ...sessionHead,
  passes: z.array(
    z.object({
      pass: z.int(),
      counter: z.string(),
      recount: z.boolean(),
      startedAt: instantShape,
      submittedAt: instantShape.nullable(),
      entries: z.int(),
    }),
  ),
  footage: z.array(footageItem),
})

export const passReply = z.object({ pass: z.int(), recount: z.boolean() })
const lineHead = {
  id: idShape,
  position: z.int(),
  productId: idShape,
  productName: z.string(),
  sku: z.string(),
  lotId: idShape.nullable(),
  lotCode: z.string(),
  packageTag: z.string().nullable(),
  room: z.string().nullable(),
  found: z.boolean(),
}
export const sheetPage = pageOf(
  z.object({
    ...lineHead,
    unit: z.string(),
    /** The caller's own count so far. */
    counted: decimalShape.nullable(),
    note: z.string(),
    /** Null in a blind count, whatever the ledger holds. */
    expected: decimalShape.nullable(),
  }),
).extend({ pass: z.int().nullable(), recount: z.boolean() })

export const entriesInput = z.object({
  entries: z
    .array(
      z.object({
        lineId: idShape,
        quantity: countedShape,
        countedAt: instantShape.optional(),
        note: z.string().max(500).optional(),
      }),
    )
    .min(1)
    .max(500),
})
export const entriesSaved = z.object({ saved: z.int() })

export const foundInput = z.object({
  packageTag: text.max(120).optional(),
  productId: idShape.optional(),
  room: text.max(120).optional(),
})
export const foundReply = z.object({ lineId: idShape })

export const submitInput = z.object({ leaveUncounted: z.boolean().default(false) })
export const submitReply = z.object({ status: z.enum(['counting', 'review']), toRecount: z.int() })

const totals = {
  lines: z.int(),
  counted: z.int(),
  left: z.int(),
  toRecount: z.int(),
  different: z.int(),
  problems: z.int(),
  netMinor: minorShape,
  absoluteMinor: minorShape,
  uncosted: z.int(),
}
export const reviewQuery = pageQuery.extend({
  onlyDifferent: z
    .enum(['true', 'false'])
    .default('false')
    .transform((value) => value === 'true'),
})
export const reviewPage = pageOf(
  z.object({
    ...lineHead,
    state: z.enum(['open', 'agreed', 'recount', 'left']),
    leftReason: z.string().nullable(),
    counted: decimalShape.nullable(),
    countedAt: instantShape.nullable(),
    /** What the ledger says it held when it was counted. */
    expected: decimalShape.nullable(),
    variance: decimalShape.nullable(),
    varianceMinor: minorShape.nullable(),
    /** Why it cannot be posted as it was counted. */
    problem: z
      .enum(['counted_again', 'changed_while_counting', 'changed_without_package', 'packages_not_counted'])
      .nullable(),
    entries: z.array(
      z.object({
        pass: z.int(),
        counter: z.string(),
        quantity: decimalShape,
        countedAt: instantShape,
        note: z.string(),
      }),
    ),
  }),
).extend({ status, totals: z.object(totals) })

export const recountInput = z.object({ lineIds: z.array(idShape).min(1).max(5000), reason: reasonShape })
export const postInput = z.object({
  /** What the reviewer puts their name to. */
  statement: text.max(1000),
  leaveOut: z.array(idShape).max(5000).optional(),
})
export const postedReply = z.object({ ...totals, posted: z.int() })
export const cancelInput = z.object({ reason: reasonShape })

export const suggestionsQuery = z.object({
  storeId: idShape,
  take: z.coerce.number().int().min(1).max(500).default(25),
})
export const suggestionsReply = z.object({
  items: z.array(
    z.object({
      productId: idShape,
      name: z.string(),
      sku: z.string(),
      category: z.string(),
      valueMinor: minorShape,
      daysSinceCount: z.int().nullable(),
      ageDays: z.int(),
      /** Units earlier counts were off by, and units they found or expected. */
      off: decimalShape,
      of: decimalShape,
      varianceShare: decimalShape,
      /** For ordering only. */
      score: z.string(),
    }),
  ),
})

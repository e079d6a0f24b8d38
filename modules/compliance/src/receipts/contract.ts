import { z } from 'zod'
import { dayShape, decimalShape, idShape, instantShape, minorShape, pageQuery } from '@suite/http'

/**
 * Where the reporting of a sale stands. `not_due`: the state may only not show it yet; `not_read`: the state has not been read
 * that far; `out_of_reach`: sold before both sides were read; `sent`: written, not read back yet; `unnamed`: sold without
 * naming a package, so that only its number could prove it; `left`: a person dismissed the discrepancy.
 */
export const RECEIPT_STANDINGS = [
  'reported',
  'voided',
  'left',
  'out_of_reach',
  'not_due',
  'not_read',
  'queued',
  'sending',
  'sent',
  'unknown',
  'failed',
  'missing',
  'unnamed',
  'reported_twice',
  'void_not_told',
] as const
export type ReceiptStanding = (typeof RECEIPT_STANDINGS)[number]

/** One sale of the till and what the state knows of it. */
export const receiptReport = z.object({
  receiptId: idShape,
  number: z.string(),
  soldAt: instantShape,
  businessDay: dayShape,
  /** Lines of goods the state follows. */
  lines: z.int(),
  totalMinor: minorShape,
  standing: z.enum(RECEIPT_STANDINGS),
  /** `number`: the state holds it under its number; `package_and_time`: a reconciliation paired it. */
  provenBy: z.enum(['number', 'package_and_time']).nullable(),
  /** When the state last changed its receipt: it had been told by then. */
  toldBy: instantShape.nullable(),
  /** When the state must have been told; null once nothing is left to tell. */
  dueAt: instantShape.nullable(),
  /** `none`: no rule is certain enough; treated as due on the day of the sale. */
  dueBasis: z.enum(['rule', 'none']).nullable(),
  overdue: z.boolean(),
  /** Where it can be put right. */
  discrepancyId: idShape.nullable(),
  /** What a correction under way waits for. */
  waitsFor: z.enum(['writes_off', 'outage', 'connection']).nullable(),
  message: z.string().nullable(),
  advice: z.string().nullable(),
  /** The suite reports it by itself; what was refused is put back with `POST /compliance/receipts/requeue`. */
  bySuite: z.boolean(),
})
export type ReceiptReport = z.output<typeof receiptReport>

/** A span of business days; the last seven where none is given. */
export const receiptsQuery = pageQuery.extend({
  storeId: idShape,
  from: dayShape.optional(),
  to: dayShape.optional(),
  /** `attention`: what a person must look at; `open`: all that is not settled, both the oldest first; `all`: newest first. */
  show: z.enum(['attention', 'open', 'all']).default('open'),
  standing: z.enum(RECEIPT_STANDINGS).optional(),
})
export type ReceiptsQuery = z.output<typeof receiptsQuery>

export const receiptsReply = z.object({
  items: z.array(receiptReport),
  nextCursor: z.string().nullable(),
  from: dayShape,
  to: dayShape,
  /** Receipts of the span by standing. */
  counts: z.partialRecord(z.enum(RECEIPT_STANDINGS), z.int()),
  overdue: z.int(),
  /** Until when both sides had been read when they were last compared; null: never compared. */
  comparedUntil: instantShape.nullable(),
})
export type ReceiptsReply = z.output<typeof receiptsReply>

/** Sales the state does not have, as each would be told it. */
export const unreportedReply = z.object({
  items: z.array(
    z.object({
      discrepancyId: idShape,
      number: z.string(),
      dueAt: instantShape,
      soldAt: instantShape.nullable(),
      lines: z.array(
        z.object({ tag: z.string(), quantity: decimalShape, unit: z.string(), totalMinor: minorShape }),
      ),
      totalMinor: minorShape.nullable(),
      /** False: it can only be reported by hand; `why` says so. */
      byInterface: z.boolean(),
      why: z.string().nullable(),
    }),
  ),
  /** There are more than are listed. */
  more: z.boolean(),
  connectionName: z.string().nullable(),
  writesEnabled: z.boolean(),
})
export type UnreportedReply = z.output<typeof unreportedReply>
export const unreportedQuery = z.object({ storeId: idShape })

export const reportInput = z.object({
  discrepancyIds: z.array(idShape).min(1).max(100),
  note: z.string().trim().max(2000).default(''),
  /** The person's own, once more. */
  password: z.string().min(1).max(200),
})
export const reportedReply = z.object({
  queued: z.int(),
  left: z.array(z.object({ discrepancyId: idShape, why: z.string() })),
})
export type ReportedReply = z.output<typeof reportedReply>

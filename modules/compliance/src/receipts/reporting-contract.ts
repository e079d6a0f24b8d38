import { z } from 'zod'
import { idShape, instantShape, minorShape } from '@suite/http'

export const REPORTERS = ['till', 'suite'] as const
export type Reporter = (typeof REPORTERS)[number]

/** A moment, no more than this many days back, from which on the suite reports. */
export const MOST_DAYS_BACK = 31

export const reportingQuery = z.object({
  storeId: idShape,
  /** What would go out if the suite reported from here on; absent: as it is set, or from now on. */
  since: instantShape.optional(),
})

/** Who tells the state of a store's sales, and a rehearsal of what would go out at once. */
export const reportingReply = z.object({
  connectionId: idShape.nullable(),
  connectionName: z.string().nullable(),
  /** False: the register takes no sales by its interface. */
  possible: z.boolean(),
  writesEnabled: z.boolean(),
  reporter: z.enum(REPORTERS),
  since: instantShape.nullable(),
  changedAt: instantShape.nullable(),
  changedByName: z.string().nullable(),
  /** What the suite has to tell and could not yet: waiting, in doubt, or on its way. */
  waiting: z.int(),
  /** What the state refused, or cannot be told; until it is mended or requeued. */
  refused: z.int(),
  /** Sales without a report, the oldest first. Each is looked up at the state before it is sent. */
  wouldSend: z.array(
    z.object({
      receiptId: idShape,
      number: z.string(),
      soldAt: instantShape,
      totalMinor: minorShape.nullable(),
      /** Why it cannot be told; null: it would go out. */
      why: z.string().nullable(),
    }),
  ),
  /** There are more than are listed. */
  more: z.boolean(),
})
export type ReportingReply = z.output<typeof reportingReply>

export const reporterInput = z.object({
  storeId: idShape,
  reporter: z.enum(REPORTERS),
  since: instantShape.optional(),
  reason: z.string().trim().min(3, 'Say why in a few words').max(500),
  /** The person's own, once more: handing reporting to the suite is a step-up. */
  password: z.string().max(200).optional(),
})

export const requeueInput = z.object({
  storeId: idShape,
  /** Absent: all of the store that failed. */
  receiptIds: z.array(idShape).min(1).max(500).optional(),
})
export const requeueReply = z.object({
  queued: z.int(),
  left: z.array(z.object({ receiptId: idShape, why: z.string() })),
})
export type RequeueReply = z.output<typeof requeueReply>

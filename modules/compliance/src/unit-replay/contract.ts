import { z } from 'zod'
import { decimalShape, idShape, instantShape } from '@suite/http'

export const replayQuery = z.object({ storeId: idShape, tag: z.string().trim().min(1).max(120) })

const balances = z.object({
  shelf: decimalShape.nullable(),
  pos: decimalShape.nullable(),
  state: decimalShape.nullable(),
})

/** One thing that happened to a package, with what each side held after it. */
export const replayEvent = z.object({
  at: instantShape,
  side: z.enum(['shelf', 'pos', 'state']),
  what: z.string(),
  /** What it added or took, in the side's unit; null for a statement of what is held. */
  change: decimalShape.nullable(),
  reference: z.string().nullable(),
  actor: z.string().nullable(),
  after: balances,
  /** Whether the sides that say something disagree after it. */
  apart: z.boolean(),
})
export type ReplayEvent = z.output<typeof replayEvent>

export const replayReply = z.object({
  tag: z.string(),
  productId: idShape.nullable(),
  productName: z.string(),
  unit: z.string(),
  /** Units of till and state, when they keep it in others. */
  posUnit: z.string().nullable(),
  stateUnit: z.string().nullable(),
  now: balances,
  /** Since when the sides have disagreed without a break; null when they agree. */
  apartSince: instantShape.nullable(),
  events: z.array(replayEvent),
  /** Older events there are besides. */
  older: z.int(),
})
export type Replay = z.output<typeof replayReply>

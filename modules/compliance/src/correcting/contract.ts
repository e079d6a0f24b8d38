import { z } from 'zod'
import { decimalShape, idShape, instantShape } from '@suite/http'
import { WRITTEN_KINDS } from './ports.ts'

export const CORRECTION_STATES = ['waiting', 'sending', 'unknown', 'done', 'refused', 'cancelled'] as const

/** What would be written, before anybody confirms it. */
export const previewShape = z.object({
  /** `interface`: we write it; `person`: the steps are done by hand. */
  by: z.enum(['interface', 'person']),
  /** Why it cannot be written over the interface, where it could be. */
  why: z.string().nullable(),
  connectionName: z.string().nullable(),
  writesEnabled: z.boolean(),
  title: z.string(),
  /** Field, value before, value after. */
  changes: z.array(z.object({ field: z.string(), before: z.string().nullable(), after: z.string() })),
  /** Reasons the register accepts; empty when none is needed. */
  reasons: z.array(z.string()),
  needsReason: z.boolean(),
  steps: z.array(z.string()),
})
export type Preview = z.output<typeof previewShape>

export const correctionItem = z.object({
  id: idShape,
  kind: z.enum(WRITTEN_KINDS),
  state: z.enum(CORRECTION_STATES),
  waitsFor: z.enum(['writes_off', 'outage', 'connection']).nullable(),
  packageTag: z.string(),
  quantity: decimalShape.nullable(),
  unit: z.string().nullable(),
  reasonCode: z.string().nullable(),
  note: z.string(),
  attempts: z.int(),
  message: z.string().nullable(),
  advice: z.string().nullable(),
  confirmedByName: z.string().nullable(),
  confirmedAt: instantShape,
  finishedAt: instantShape.nullable(),
})
export type CorrectionItem = z.output<typeof correctionItem>
export const correctionList = z.object({ items: z.array(correctionItem) })

export const confirmInput = z.object({
  reasonCode: z.string().trim().min(1).max(200).optional(),
  note: z.string().trim().max(2000).default(''),
  /** The person's own, once more. */
  password: z.string().min(1).max(200),
})

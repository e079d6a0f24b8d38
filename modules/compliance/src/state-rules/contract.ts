import { z } from 'zod'
import { dayShape, idShape, instantShape } from '@suite/http'
import { DUTY_KINDS } from '../deadlines/duties.ts'
import { CUSTOMER_KINDS } from '../limits/contract.ts'
import { FORMS } from './limit-shape.ts'
import { ruleStatus, sourceShape } from './marks.ts'
import { TOPICS } from './topics.ts'

/** A US state or territory, two capitals. */
export const stateShape = z.string().regex(/^[A-Z]{2}$/, 'Write the state in two capitals, like CA')
export const topicShape = z.enum(TOPICS)

/** What is known on a topic, with how certain it is and where it was read; never one without the other. */
export const ruleItem = z.object({
  state: stateShape,
  topic: topicShape,
  label: z.string(),
  day: dayShape,
  /** Of the organisation's own rules the id, of shipped ones a name; null when unknown. */
  id: z.string().nullable(),
  origin: z.enum(['shipped', 'organization']).nullable(),
  status: z.enum(['verified', 'reported', 'unverified', 'unknown']),
  /** How far this may be relied upon; to be shown with the value. */
  standing: z.string(),
  /** Whether deadlines, limits and expiries apply it, by the organisation's setting. */
  applied: z.boolean(),
  value: z.unknown(),
  source: z.string().nullable(),
  sourceReadOn: dayShape.nullable(),
  note: z.string().nullable(),
  effectiveFrom: dayShape.nullable(),
  effectiveTo: dayShape.nullable(),
  /** Why nothing is known. */
  reason: z.string().nullable(),
})
export type RuleItem = z.output<typeof ruleItem>
export const ruleBookQuery = z.object({
  state: stateShape,
  day: dayShape.optional(),
  topic: topicShape.optional(),
})
export const ruleBookShape = z.object({
  day: dayShape,
  states: z.array(stateShape),
  items: z.array(ruleItem),
})

/** A rule of any day, shipped or set, with who set it and whether it was taken back. */
export const ruleVersion = z.object({
  id: z.string(),
  origin: z.enum(['shipped', 'organization']),
  status: ruleStatus,
  standing: z.string(),
  value: z.unknown(),
  source: z.string(),
  sourceReadOn: dayShape.nullable(),
  note: z.string().nullable(),
  effectiveFrom: dayShape.nullable(),
  effectiveTo: dayShape.nullable(),
  changeReason: z.string().nullable(),
  recordedBy: z.string().nullable(),
  recordedAt: instantShape.nullable(),
  withdrawnBy: z.string().nullable(),
  withdrawnAt: instantShape.nullable(),
  withdrawnReason: z.string().nullable(),
})
export type RuleVersion = z.output<typeof ruleVersion>
export const ruleHistoryQuery = z.object({ state: stateShape, topic: topicShape })
export const ruleHistoryShape = z.object({ items: z.array(ruleVersion) })

/** A rule of the organisation. `value: null` declares that nothing reliable is known. */
export const ruleInput = z.object({
  state: stateShape,
  topic: topicShape,
  value: z.unknown(),
  effectiveFrom: dayShape,
  effectiveTo: dayShape.nullable().default(null),
  status: ruleStatus,
  source: sourceShape,
  note: z.string().trim().max(2000).nullable().default(null),
  reason: z.string().trim().min(3, 'Say why').max(1000),
})
export type RuleInput = z.output<typeof ruleInput>
export const previewInput = ruleInput.omit({ reason: true })
export const withdrawalInput = z.object({ reason: z.string().trim().min(3, 'Say why').max(1000) })
export const ruleSet = z.object({ id: idShape })

/** What a change of a rule touches, on its first day. */
export const touchedShape = z.object({
  before: ruleItem,
  after: ruleItem,
  stores: z.array(z.object({ id: idShape, name: z.string() })),
  limits: z.object({
    customerKinds: z.array(z.enum(CUSTOMER_KINDS)),
    buckets: z.array(
      z.object({
        id: z.string(),
        label: z.string(),
        before: z.string().nullable(),
        after: z.string().nullable(),
      }),
    ),
    /** Forms that count differently, and the active products in those stores that may be of them. */
    forms: z.array(z.enum(FORMS)),
    products: z.int(),
  }),
  /** Deadlines of something discovered at noon of the first day, in the first of the stores. */
  deadlines: z.array(z.object({ kind: z.enum(DUTY_KINDS), before: instantShape, after: instantShape })),
  /** Lab certificates whose expiry follows the rule. */
  certificates: z.int(),
})
export type Touched = z.output<typeof touchedShape>

/** How the organisation reads and applies rules. */
export const complianceSettingsShape = z.object({
  /** The least certainty that deadlines, limits and expiries act on. */
  accept: z.enum(['verified', 'reported']).default('reported'),
  /** Whether the receipts of one day count as one transaction where the state names none. */
  splitTickets: z.enum(['day', 'alone']).default('day'),
  /** Where a state's day begins: at midnight, or at the store's own cut-off. */
  dayBoundary: z.enum(['calendar_day', 'store_day']).default('calendar_day'),
  /** Days that are no business days for the state. */
  holidays: z.array(dayShape).max(400).default([]),
})
export type ComplianceSettings = z.output<typeof complianceSettingsShape>
export const complianceSettingsChange = z.object({
  accept: z.enum(['verified', 'reported']).optional(),
  splitTickets: z.enum(['day', 'alone']).optional(),
  dayBoundary: z.enum(['calendar_day', 'store_day']).optional(),
  holidays: z.array(dayShape).max(400).optional(),
})

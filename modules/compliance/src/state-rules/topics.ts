import { z } from 'zod'
import { deadlineShape, scheduleShape } from './deadline-shape.ts'
import { purchaseLimitShape } from './limit-shape.ts'

const percentShape = z.string().regex(/^\d{1,2}(\.\d{1,3})?$/, 'Write a percentage like 2.5')

/** The shape of a rule's value, by topic. What is not listed here cannot be a rule. */
export const RULE_SHAPES = {
  'purchase_limit.adult': purchaseLimitShape,
  'purchase_limit.visitor': purchaseLimitShape,
  'purchase_limit.patient': purchaseLimitShape,
  'purchase_limit.young_patient': purchaseLimitShape,
  'purchase_limit.caregiver': purchaseLimitShape,
  'deadline.record_transaction': deadlineShape,
  'deadline.fix_entry_error': deadlineShape,
  'deadline.report_discrepancy': deadlineShape,
  'deadline.report_theft_or_loss': deadlineShape,
  'deadline.report_barred_sale': deadlineShape,
  'deadline.report_access_lost': deadlineShape,
  'deadline.report_oversale': deadlineShape,
  'deadline.upload_after_outage': deadlineShape,
  'deadline.report_recall': deadlineShape,
  'deadline.quarantine_recalled': deadlineShape,
  'deadline.record_return': deadlineShape,
  'deadline.destroy_returned': deadlineShape,
  'deadline.answer_manifest': deadlineShape,
  'deadline.record_tags': deadlineShape,
  'inventory.update': scheduleShape,
  'inventory.reconcile': scheduleShape,
  'inventory.comprehensive': scheduleShape,
  'inventory.counting': z.object({ people: z.int().min(1).max(5), oneIsManager: z.boolean() }),
  /** From which share a difference must be reported. `of` names what it is a share of. */
  'inventory.significant_discrepancy': z.object({
    percent: percentShape,
    of: z.enum(['average_monthly_sales', 'stock']),
  }),
  /** What the state asks of recording, in short. */
  'track_and_trace.recording': z.object({
    timing: z.enum(['real_time', 'every_transaction', 'unknown']),
    batchReporting: z.enum(['barred', 'allowed', 'unknown']),
  }),
  'track_and_trace.system': z.object({ system: z.enum(['metrc', 'biotrack', 'ccrs']) }),
  retention: z.object({
    years: z.int().min(1).max(50).nullable(),
    /** Counted in whole calendar years besides the present one. */
    previousCalendarYears: z.int().min(0).max(50).optional(),
    onPremisesMonths: z.int().min(1).max(600).optional(),
    what: z.string().trim().min(2).max(300),
  }),
  /** What "expired" means: the sale is barred, the customer must be told, or it is quality only. */
  expiry: z.object({
    meaning: z.enum(['sale_barred', 'notice_needed', 'quality_only', 'label_only']),
    covers: z.enum(['all', 'edibles']),
    defaultMonths: z.int().min(1).max(120).optional(),
    mustDestroy: z.boolean().optional(),
  }),
  coa_validity: z.object({ months: z.int().min(1).max(120) }),
  /** What must hold before a sale. */
  presale_checks: z.object({
    checks: z
      .array(
        z.enum([
          'not_on_hold',
          'not_recalled',
          'not_expired',
          'id_checked',
          'within_limit',
          'tested',
          'labelled',
          'card_valid',
          'state_system_asked',
        ]),
      )
      .min(1),
  }),
  returns: z.object({
    allowedFor: z.array(z.enum(['adverse_reaction', 'defect', 'recall', 'any'])).min(1),
    resale: z.enum(['barred', 'unknown']),
  }),
  destruction: z.object({ steps: z.array(z.string().trim().min(3).max(300)).min(1) }),
  id_check: z.object({
    at: z.array(z.enum(['entry', 'till'])),
    log: z.boolean(),
    copy: z.enum(['barred', 'unknown']),
  }),
  minimum_age: z.object({
    adult: z.int().min(18).max(25).optional(),
    patient: z.int().min(0).max(25).optional(),
  }),
  /** Per package and serving: grams of concentrate, milligrams of THC, per cent THC of flower. */
  product_caps: z.object({
    concentratePackageGrams: z.string().optional(),
    servingThcMg: z.string().optional(),
    packageThcMg: z.string().optional(),
    flowerThcPercent: percentShape.optional(),
  }),
} as const satisfies Readonly<Record<string, z.ZodType>>

export type Topic = keyof typeof RULE_SHAPES
export type RuleValue<T extends Topic> = z.output<(typeof RULE_SHAPES)[T]>
export type LimitTopic = Extract<Topic, `purchase_limit.${string}`>
export type DeadlineTopic = Extract<Topic, `deadline.${string}`>
export type ScheduleTopic = 'inventory.update' | 'inventory.reconcile' | 'inventory.comprehensive'

export const TOPICS = Object.keys(RULE_SHAPES) as [Topic, ...Topic[]]

export const isLimitTopic = (topic: Topic): topic is LimitTopic => topic.startsWith('purchase_limit.')
export const isDeadlineTopic = (topic: Topic): topic is DeadlineTopic => topic.startsWith('deadline.')

const LABELS: Readonly<Record<Topic, string>> = {
  'purchase_limit.adult': 'Purchase limit, adults',
  'purchase_limit.visitor': 'Purchase limit, adults from other states',
  'purchase_limit.patient': 'Purchase limit, patients',
  'purchase_limit.young_patient': 'Purchase limit, patients of 18 to 20',
  'purchase_limit.caregiver': 'Purchase limit, caregivers (for each patient)',
  'deadline.record_transaction': 'Recording a transaction with the state',
  'deadline.fix_entry_error': 'Correcting a wrong entry',
  'deadline.report_discrepancy': 'Reporting a significant discrepancy',
  'deadline.report_theft_or_loss': 'Reporting theft or loss',
  'deadline.report_barred_sale': 'Reporting a sale of barred goods',
  'deadline.report_access_lost': 'Reporting lost access to the state system',
  'deadline.report_oversale': 'Reporting a sale above the limit',
  'deadline.upload_after_outage': 'Catching up after an outage of the state system',
  'deadline.report_recall': 'Telling the agencies of a recall',
  'deadline.quarantine_recalled': 'Quarantine of recalled goods',
  'deadline.record_return': 'Recording a return',
  'deadline.destroy_returned': 'Destroying returned goods',
  'deadline.answer_manifest': 'Accepting or rejecting a manifest',
  'deadline.record_tags': 'Recording received tags',
  'inventory.update': 'Updating stock records',
  'inventory.reconcile': 'Reconciling stock with the state system',
  'inventory.comprehensive': 'Comprehensive inventory',
  'inventory.counting': 'Who counts',
  'inventory.significant_discrepancy': 'When a discrepancy is significant',
  'track_and_trace.recording': 'Recording in the state system',
  'track_and_trace.system': 'The state system',
  retention: 'Keeping records',
  expiry: 'Meaning of expired',
  coa_validity: 'How long a lab certificate holds',
  presale_checks: 'Checks before a sale',
  returns: 'Returns',
  destruction: 'Destruction',
  id_check: 'Checking identity',
  minimum_age: 'Minimum age',
  product_caps: 'Product potency and size',
}

/** A topic in words. */
export const labelOf = (topic: Topic): string => LABELS[topic]

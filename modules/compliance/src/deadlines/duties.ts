import type { DeadlineTopic } from '../state-rules/topics.ts'

/** How shelf, register and state can disagree. */
export const DISCREPANCY_CLASSES = [
  'unreported_sale',
  'double_reported',
  'voided_one_side',
  'quantity_drift',
  'unit_mistake',
  'missing_package',
  'unknown_package',
  'wrong_location',
  'negative_on_hand',
  'sold_on_hold',
  'sold_expired',
  'sold_untested',
  'late_arrival',
  'stale_mapping',
] as const
export type DiscrepancyClass = (typeof DISCREPANCY_CLASSES)[number]

/** What else must be told or done in time. */
export const REPORT_KINDS = [
  'transaction',
  'theft_or_loss',
  'access_lost',
  'after_outage',
  'oversale',
  'recall_notice',
  'recall_quarantine',
  'return_record',
  'return_destruction',
  'manifest_answer',
  'tag_receipt',
] as const
export type ReportKind = (typeof REPORT_KINDS)[number]
export type DutyKind = DiscrepancyClass | ReportKind
export const DUTY_KINDS = [...DISCREPANCY_CLASSES, ...REPORT_KINDS] as const

/** A deadline that follows from a kind, always or only when the difference is significant. */
export interface Duty {
  readonly topic: DeadlineTopic
  readonly when: 'always' | 'significant'
}

const always = (topic: DeadlineTopic): Duty => ({ topic, when: 'always' })
const significant: Duty = { topic: 'deadline.report_discrepancy', when: 'significant' }
const RECORD = always('deadline.record_transaction')
const CORRECT = always('deadline.fix_entry_error')
const BARRED = always('deadline.report_barred_sale')

/** Which deadlines a kind sets going. */
export const DUTIES: Readonly<Record<DutyKind, readonly Duty[]>> = {
  unreported_sale: [RECORD],
  double_reported: [CORRECT],
  voided_one_side: [CORRECT],
  quantity_drift: [CORRECT, significant],
  unit_mistake: [CORRECT],
  missing_package: [CORRECT, significant],
  unknown_package: [CORRECT],
  wrong_location: [CORRECT],
  negative_on_hand: [CORRECT, significant],
  sold_on_hold: [BARRED],
  sold_expired: [BARRED],
  sold_untested: [BARRED],
  late_arrival: [RECORD],
  stale_mapping: [CORRECT],
  transaction: [RECORD],
  theft_or_loss: [always('deadline.report_theft_or_loss')],
  access_lost: [always('deadline.report_access_lost')],
  after_outage: [always('deadline.upload_after_outage')],
  oversale: [always('deadline.report_oversale')],
  recall_notice: [always('deadline.report_recall')],
  recall_quarantine: [always('deadline.quarantine_recalled')],
  return_record: [always('deadline.record_return')],
  return_destruction: [always('deadline.destroy_returned')],
  manifest_answer: [always('deadline.answer_manifest')],
  tag_receipt: [always('deadline.record_tags')],
}

/** The kinds a deadline topic bears on. */
export const kindsOf = (topic: DeadlineTopic): DutyKind[] =>
  DUTY_KINDS.filter((kind) => DUTIES[kind].some((duty) => duty.topic === topic))

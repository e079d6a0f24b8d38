import { z } from 'zod'
import { decimalShape, idShape, instantShape, minorShape, pageOf, pageQuery } from '@suite/http'
import { DISCREPANCY_CLASSES } from '../deadlines/duties.ts'

export const DISCREPANCY_STATES = [
  'open',
  'assigned',
  'correcting',
  'awaiting_verification',
  'reopened',
  'resolved',
  'dismissed',
] as const
export type DiscrepancyState = (typeof DISCREPANCY_STATES)[number]
const side = z.enum(['shelf', 'pos', 'state'])
const found = z.enum(DISCREPANCY_CLASSES).exclude(['late_arrival'])

/** Something that happened to the package, as somebody recorded it. */
export const evidenceShape = z.object({
  at: instantShape,
  side,
  what: z.string(),
  quantity: decimalShape.nullable(),
  unit: z.string().nullable(),
  reference: z.string().nullable(),
})

/** The smallest thing that would put it right. */
export const proposalShape = z.object({
  kind: z.enum([
    'report_sale',
    'void_report',
    'correct_report',
    'adjust_state',
    'move_state',
    'adjust_pos',
    'receive_at_pos',
    'accept_transfer',
    'count_shelf',
    'find_package',
    'set_mapping',
    'tell_state',
  ]),
  target: side,
  /** Signed change of the target's figure. */
  quantity: decimalShape.nullable(),
  unit: z.string().nullable(),
  reference: z.string().nullable(),
  reason: z.string(),
  /** Whether the state's interface can take it, or a person must do it. */
  by: z.enum(['interface', 'person']),
  permission: z.enum(['compliance.correct', 'stock.count', 'products.edit']),
})
export type ProposalItem = z.output<typeof proposalShape>

export const discrepancyItem = z.object({
  id: idShape,
  storeId: idShape,
  storeName: z.string(),
  class: found,
  cause: z.string(),
  packageTag: z.string(),
  productId: idShape.nullable(),
  productName: z.string(),
  /** What a side has too much (above zero) or too little of. */
  quantityOff: decimalShape.nullable(),
  unit: z.string().nullable(),
  dollarsMinor: minorShape.nullable(),
  explanation: z.string(),
  proposal: proposalShape,
  state: z.enum(DISCREPANCY_STATES),
  assignedTo: idShape.nullable(),
  assignedName: z.string().nullable(),
  discoveredAt: instantShape,
  dueAt: instantShape,
  /** `none`: no rule is certain enough; treated as due on the day it was found. */
  dueBasis: z.enum(['rule', 'none']),
  lastSeenAt: instantShape,
  closedAt: instantShape.nullable(),
  closedHow: z.enum(['verified', 'vanished', 'dismissed']).nullable(),
  timesReopened: z.int(),
})
export type DiscrepancyItem = z.output<typeof discrepancyItem>
export const discrepancyPage = pageOf(discrepancyItem)

export const discrepancyEvent = z.object({
  at: instantShape,
  actorId: z.string(),
  actorName: z.string().nullable(),
  from: z.enum(DISCREPANCY_STATES).nullable(),
  to: z.enum(DISCREPANCY_STATES),
  note: z.string(),
})
export const discrepancyDetail = discrepancyItem.extend({
  subject: z.string(),
  evidence: z.array(evidenceShape),
  dueReason: z.string(),
  significant: z.boolean().nullable(),
  correctedAt: instantShape.nullable(),
  closedNote: z.string().nullable(),
  events: z.array(discrepancyEvent),
})
export type DiscrepancyDetail = z.output<typeof discrepancyDetail>

export const discrepanciesQuery = pageQuery.extend({
  storeId: idShape.optional(),
  productId: idShape.optional(),
  class: found.optional(),
  packageTag: z.string().trim().min(1).max(120).optional(),
  show: z.enum(['standing', 'mine', 'closed']).default('standing'),
  state: z.enum(DISCREPANCY_STATES).optional(),
  sort: z.enum(['due', 'dollars']).default('due'),
})
export type DiscrepanciesQuery = z.output<typeof discrepanciesQuery>

export const assignInput = z.object({ membershipId: idShape.nullable() })
export const dismissInput = z.object({ reason: z.string().trim().min(3).max(2000) })
export const doneInput = z.object({ note: z.string().trim().max(2000).default('') })
export const signOffInput = z.object({ note: z.string().trim().max(2000).default('') })
export const runInput = z.object({ storeId: idShape })

const span = z.object({ from: instantShape, until: instantShape }).nullable()
export const coverageShape = z.object({
  hasShelf: z.boolean(),
  sales: span,
  tillStockAt: instantShape.nullable(),
  statePackagesAt: instantShape.nullable(),
  stateReceipts: span,
})
export const runItem = z.object({
  id: idShape,
  storeId: idShape,
  storeName: z.string(),
  status: z.enum(['waiting', 'running', 'done', 'failed']),
  reason: z.enum(['person', 'change', 'schedule']),
  requestedAt: instantShape,
  finishedAt: instantShape.nullable(),
  failure: z.string().nullable(),
  packages: z.int(),
  late: z.int(),
  opened: z.int(),
  reopened: z.int(),
  resolved: z.int(),
  standing: z.int(),
  standingMinor: minorShape,
  byClass: z.record(z.string(), z.int()),
  coverage: coverageShape.nullable(),
  signedOffAt: instantShape.nullable(),
  signedOffName: z.string().nullable(),
  signOffNote: z.string().nullable(),
})
export type RunItem = z.output<typeof runItem>
export const runPage = pageOf(runItem)
export const runsQuery = pageQuery.extend({ storeId: idShape.optional() })

/** One line of what is due, whatever it is. */
export const dueItem = z.object({
  kind: z.enum(['discrepancy', 'credential']),
  id: idShape,
  storeId: idShape.nullable(),
  storeName: z.string().nullable(),
  title: z.string(),
  detail: z.string(),
  dollarsMinor: minorShape.nullable(),
  dueAt: instantShape,
  urgency: z.enum(['overdue', 'page_now', 'today', 'this_week', 'later']),
  link: z.string(),
})
export const dueReply = z.object({
  items: z.array(dueItem),
  standing: z.int(),
  overdue: z.int(),
  dollarsMinor: minorShape,
  byClass: z.record(z.string(), z.int()),
  /** Finished last, by store. */
  lastRuns: z.array(runItem),
})
export type DueItem = z.output<typeof dueItem>
export type DueReply = z.output<typeof dueReply>
export const dueScope = z.object({ storeId: idShape.optional() })

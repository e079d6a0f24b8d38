import type { DiscrepancyClass } from '../../deadlines/duties.ts'
import type { Instant } from './facts.ts'
import type { Parts } from './parts.ts'

/** A class of the engine's findings. What is only late is told apart from them. */
export type FindingClass = Exclude<DiscrepancyClass, 'late_arrival'>

export type Side = 'shelf' | 'pos' | 'state'

/** One thing that happened to the package, as somebody recorded it. Quantities are decimal strings. */
export interface Evidence {
  /** ISO 8601 in UTC. */
  readonly at: string
  readonly side: Side
  readonly what: string
  readonly quantity: string | null
  readonly unit: string | null
  readonly reference: string | null
}

export type CorrectionKind =
  | 'report_sale'
  | 'void_report'
  | 'correct_report'
  | 'adjust_state'
  | 'move_state'
  | 'adjust_pos'
  | 'receive_at_pos'
  | 'accept_transfer'
  | 'count_shelf'
  | 'find_package'
  | 'set_mapping'
  | 'tell_state'

/** The smallest thing that would put it right. */
export interface Proposal {
  readonly kind: CorrectionKind
  readonly target: Side
  /** Signed change of the target's figure as a decimal string, in `unit`; null where nothing is counted. */
  readonly quantity: string | null
  readonly unit: string | null
  /** The receipt (the state's id or the till's number) or room it is about. */
  readonly reference: string | null
  readonly reason: string
  /** Whether the state's interface can take it, or a person must do it. */
  readonly by: 'interface' | 'person'
  /** Who can do it: a permission of the role table. */
  readonly permission: 'compliance.correct' | 'stock.count' | 'products.edit'
}

/** A disagreement that is no longer only late. */
export interface Finding {
  readonly class: FindingClass
  /** Which of the ways its class can come about. */
  readonly cause: string
  readonly tag: string
  /** What tells it from others of its class and package: a side, a receipt, a product. */
  readonly subject: string
  readonly productId: string | null
  /** What a side has too much (above zero) or too little of, in `unit`; null where nothing is off. */
  readonly quantityOff: Parts | null
  readonly unit: string | null
  readonly dollarsMinor: number | null
  readonly explanation: string
  readonly evidence: readonly Evidence[]
  readonly proposal: Proposal
}

/** Something one side has not told yet but is still in time for. */
export interface Late {
  readonly tag: string
  readonly what: 'sale' | 'void' | 'report' | 'quantity' | 'package' | 'room'
  /** The receipt it is about, when it is about one. */
  readonly reference: string | null
  /** When it turns into a finding unless it comes. */
  readonly until: Instant
  /** Classes of this package that cannot be judged before. */
  readonly withholds: readonly FindingClass[]
}

/** What a finding is recognised by when it is found again. A product that is mapped wrongly is one, whatever its packages. */
export const identityOf = ({ class: of, tag, subject }: Pick<Finding, 'class' | 'tag' | 'subject'>): string =>
  of === 'stale_mapping' && subject !== 'product' ? `${of}|${subject}` : `${of}|${tag}|${subject}`

import { z } from 'zod'
import { dayShape } from '@suite/http'

/**
 * How certain a value is. `verified`: read in the law's or the agency's own text. `reported`: read in a secondary source.
 * `unverified`: known by hearsay, assumed, contradicted or without a source; never to be presented as law.
 */
export const RULE_STATUSES = ['verified', 'reported', 'unverified'] as const
export type RuleStatus = (typeof RULE_STATUSES)[number]

/** Where a value was read, and when. */
export interface Source {
  readonly citation: string
  readonly readOn: string | null
}

/** The mark of one part of a value (a bucket, an equivalency) that is less or more certain than the rule it is in. */
export interface Mark {
  readonly status: RuleStatus
  readonly source: string
}

export const ruleStatus = z.enum(RULE_STATUSES)
export const markShape = z.object({ status: ruleStatus, source: z.string().trim().min(3).max(1000) })
export const sourceShape = z.object({
  citation: z.string().trim().min(3, 'Say where this was read').max(1000),
  readOn: dayShape.nullable(),
})

const STANDING: Readonly<Record<RuleStatus, string>> = {
  verified: 'Read in the text of the law or of the agency',
  reported: 'Reported by a secondary source; the text of the law was not read',
  unverified: 'Not verified: do not treat this as law',
}

/** The words that go with a value wherever it is shown. */
export const standingOf = (status: RuleStatus, citation: string): string =>
  `${STANDING[status]} (${citation}).`

const RANK: Readonly<Record<RuleStatus, number>> = { unverified: 0, reported: 1, verified: 2 }

/** What an organisation lets the product act on. Never below `reported`. */
export type AcceptedStatus = Exclude<RuleStatus, 'unverified'>

/** Whether a status is at least as certain as what the organisation acts on. */
export const isAccepted = (status: RuleStatus, accept: AcceptedStatus): boolean =>
  RANK[status] >= RANK[accept]

/** The less certain of two statuses. */
export const weaker = (a: RuleStatus, b: RuleStatus): RuleStatus => (RANK[a] <= RANK[b] ? a : b)

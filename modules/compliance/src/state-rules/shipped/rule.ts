import type { RuleStatus } from '../marks.ts'
import type { StateRule } from '../rule.ts'
import type { RuleValue, Topic } from '../topics.ts'

/** The day the sources of all shipped rules were read. */
const READ_ON = '2026-11-22'

interface Certainty {
  readonly status: RuleStatus
  readonly citation: string
}

/** Read in the text of the law or on the agency's own page. */
export const verified = (citation: string): Certainty => ({ status: 'verified', citation })
/** Read in a secondary source: a law firm, a vendor's help page, a public collection. */
export const reported = (citation: string): Certainty => ({ status: 'reported', citation })
/** Assumed, widely said, or contradicted between sources. */
export const unverified = (citation: string): Certainty => ({ status: 'unverified', citation })

/** A part of a value that is less certain than its rule. */
export const mark = (certainty: Certainty) => ({ status: certainty.status, source: certainty.citation })

interface Span {
  readonly from?: string
  readonly to?: string
  readonly note?: string
}

/** One shipped rule; `note` says what the source leaves open. */
export const rulesOf =
  (state: string) =>
  <T extends Topic>(topic: T, value: RuleValue<T>, certainty: Certainty, span: Span = {}): StateRule => ({
    id: `${state}/${topic}/${span.from ?? 'start'}`,
    state,
    topic,
    value,
    effectiveFrom: span.from ?? null,
    effectiveTo: span.to ?? null,
    status: certainty.status,
    source: { citation: certainty.citation, readOn: READ_ON },
    note: span.note ?? null,
    origin: 'shipped',
  })

/** Words for what many sources leave open. */
export const NO_WINDOW =
  'The source names no window; counted for a transaction, and the receipts of one day together unless set otherwise.'
export const VAPE_AS_CONCENTRATE = 'Vape oil is counted as concentrate: the source does not count it apart.'

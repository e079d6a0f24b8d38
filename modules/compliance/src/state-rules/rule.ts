import type { Day } from '@suite/kernel'
import type { RuleValue, Topic } from './topics.ts'
import type { RuleStatus, Source } from './marks.ts'

/** One rule of one state over a span of days. Old ones stay for ever: a sale is judged by the rules of its day. */
export interface StateRule<T extends Topic = Topic> {
  readonly id: string
  /** Two capitals, such as `CA`. */
  readonly state: string
  readonly topic: T
  /** Null: the organisation declared that nothing reliable is known. */
  readonly value: RuleValue<T> | null
  /** First and last day it holds, both inclusive; null where the source names none. */
  readonly effectiveFrom: Day | null
  readonly effectiveTo: Day | null
  readonly status: RuleStatus
  readonly source: Source
  readonly note: string | null
  readonly origin: 'shipped' | 'organization'
}

/** What is known on a topic on a day, never without how certain it is and where it comes from. */
export interface KnownRule<T extends Topic = Topic> {
  readonly known: true
  readonly state: string
  readonly topic: T
  readonly day: Day
  readonly rule: StateRule<T> & { readonly value: RuleValue<T> }
  readonly value: RuleValue<T>
  readonly status: RuleStatus
  readonly source: Source
  /** How far the value may be relied upon, in words to be shown with it. */
  readonly standing: string
}

/** Nothing is known, with the reason. */
export interface UnknownRule<T extends Topic = Topic> {
  readonly known: false
  readonly state: string
  readonly topic: T
  readonly day: Day
  readonly status: 'unknown'
  readonly reason: string
  readonly standing: string
}

export type RuleAnswer<T extends Topic = Topic> = KnownRule<T> | UnknownRule<T>

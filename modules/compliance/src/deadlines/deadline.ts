import type { Day } from '@suite/kernel'
import type { AcceptedStatus, RuleStatus } from '../state-rules/marks.ts'
import { ruleAt, toActOn } from '../state-rules/rule-at.ts'
import type { StateRule } from '../state-rules/rule.ts'
import { labelOf, type DeadlineTopic } from '../state-rules/topics.ts'
import { dueAt } from './due-at.ts'
import { DUTIES, type DutyKind } from './duties.ts'
import { escalationSteps, type EscalationStep } from './escalation.ts'
import { endOfDay, localTime } from './local-time.ts'

/** What a deadline follows from. */
export interface DeadlineQuestion {
  readonly kind: DutyKind
  readonly state: string
  readonly discoveredAt: Date
  readonly timeZone: string
  /** Whether the difference is significant by the state's measure; absent: not known, which counts as significant. */
  readonly significant?: boolean
  /** The organisation's own rules, newest first. */
  readonly own?: readonly StateRule[]
  readonly accept: AcceptedStatus
  readonly holidays?: ReadonlySet<Day>
}

/** One duty with its deadline. `basis: none` has no verified deadline: it is treated as due today, for the reason given. */
export interface DutyDeadline {
  readonly topic: DeadlineTopic
  readonly label: string
  readonly dueAt: Date
  readonly basis: 'rule' | 'none'
  readonly status: RuleStatus | 'unknown'
  readonly source: string | null
  readonly standing: string
  readonly reason: string
  readonly tell: readonly string[]
  readonly how: string | null
}

/** All duties of a kind, the earliest first, and the ladder towards the earliest. */
export interface Deadline {
  readonly dueAt: Date
  readonly basis: 'rule' | 'none'
  readonly reason: string
  readonly duties: readonly DutyDeadline[]
  readonly steps: readonly EscalationStep[]
}

/**
 * When a discrepancy or report is due in a state, by the rules of the day it was discovered. A rule that is unknown, or
 * less certain than the organisation acts on, gives the end of the store's day of discovery, and says so.
 * @throws AppError `bad_time_zone`
 */
export const deadlineOf = (question: DeadlineQuestion): Deadline => {
  const duties = DUTIES[question.kind]
    .filter(({ when }) => when === 'always' || question.significant !== false)
    .map(({ topic, when }) =>
      dutyDeadline(topic, when === 'significant' && question.significant !== true, question),
    )
    .sort((a, b) => a.dueAt.getTime() - b.dueAt.getTime())
  const [first] = duties
  if (first === undefined) throw new Error(`The kind ${question.kind} has no duty that always holds.`)
  const steps = escalationSteps(question.discoveredAt, first.dueAt)
  return { dueAt: first.dueAt, basis: first.basis, reason: first.reason, duties, steps }
}

const dutyDeadline = (topic: DeadlineTopic, unsure: boolean, question: DeadlineQuestion): DutyDeadline => {
  const { state, discoveredAt, timeZone } = question
  const { day } = localTime(discoveredAt, timeZone)
  const answer = ruleAt(state, topic, day, question.own)
  const rule = toActOn(answer, question.accept)
  const ifSignificant = unsure
    ? ' Whether the difference is significant is not known; it is taken to be.'
    : ''
  const common = { topic, label: labelOf(topic), status: answer.status, standing: answer.standing }
  if (!rule.known)
    return {
      ...common,
      dueAt: endOfDay(day, timeZone),
      basis: 'none',
      source: answer.known ? answer.source.citation : null,
      reason: `No verified deadline; treat as today. ${rule.reason}${ifSignificant}`,
      tell: [],
      how: null,
    }
  const { within, tell, how } = rule.value
  return {
    ...common,
    dueAt: dueAt(within, discoveredAt, timeZone, question.holidays),
    basis: 'rule',
    source: rule.source.citation,
    reason: `${labelOf(topic)}: ${withinWords(within)} (${rule.source.citation}, ${rule.status}).${ifSignificant}`,
    tell: tell ?? [],
    how: how ?? null,
  }
}

/** A time allowed in words. */
export const withinWords = (within: Parameters<typeof dueAt>[0]): string => {
  if (within.kind === 'hours') return `within ${within.hours} hours`
  const days = `${within.days} ${within.kind === 'calendar_days' ? 'calendar' : 'business'} ${within.days === 1 ? 'day' : 'days'}`
  if (within.at === 'same_time') return `within ${days}`
  return within.at === 'end_of_day'
    ? `by the end of the day, ${days} later`
    : `by ${within.at}, ${days} later`
}

import type { AcceptedStatus, RuleStatus } from '../state-rules/marks.ts'
import { ruleAt, toActOn } from '../state-rules/rule-at.ts'
import type { StateRule } from '../state-rules/rule.ts'
import { labelOf, type ScheduleTopic } from '../state-rules/topics.ts'
import { nextDue } from './due-at.ts'
import { endOfDay, localTime } from './local-time.ts'

/** A duty that comes again, and when it was done last; null: never, or nobody knows. */
export interface ScheduleQuestion {
  readonly topic: ScheduleTopic
  readonly state: string
  readonly lastDoneAt: Date | null
  readonly now: Date
  readonly timeZone: string
  /** The organisation's own rules, newest first. */
  readonly own?: readonly StateRule[]
  readonly accept: AcceptedStatus
}

/** When a recurring duty is due, and how certain that is. */
export interface ScheduledDuty {
  readonly topic: ScheduleTopic
  readonly label: string
  readonly dueAt: Date
  readonly basis: 'rule' | 'none'
  readonly status: RuleStatus | 'unknown'
  readonly source: string | null
  readonly standing: string
  readonly reason: string
}

/**
 * When stock must be updated, reconciled or counted next, by the rules of today. Never done, or no rule to act on: today,
 * with the reason. @throws AppError `bad_time_zone`
 */
export const scheduleOf = (question: ScheduleQuestion): ScheduledDuty => {
  const { topic, state, lastDoneAt, now, timeZone } = question
  const { day } = localTime(now, timeZone)
  const answer = ruleAt(state, topic, day, question.own)
  const rule = toActOn(answer, question.accept)
  const label = labelOf(topic)
  const common = {
    topic,
    label,
    status: answer.status,
    source: answer.known ? answer.source.citation : null,
    standing: answer.standing,
  }
  const today = endOfDay(day, timeZone)
  if (!rule.known)
    return {
      ...common,
      dueAt: today,
      basis: 'none',
      reason: `No verified schedule; treat as today. ${rule.reason}`,
    }
  const { count, unit } = rule.value.every
  const words = `${label}: every ${count === 1 ? '' : `${count} `}${unit}${count === 1 ? '' : 's'} (${rule.source.citation}, ${rule.status}).`
  return lastDoneAt === null
    ? {
        ...common,
        dueAt: today,
        basis: 'rule',
        reason: `${words} It was never recorded as done; treat as today.`,
      }
    : { ...common, dueAt: nextDue(rule.value, lastDoneAt, timeZone), basis: 'rule', reason: words }
}

import { epochDay, type Day } from '@suite/kernel'
import { isAccepted, standingOf, type AcceptedStatus } from './marks.ts'
import type { KnownRule, RuleAnswer, StateRule } from './rule.ts'
import { SHIPPED_RULES } from './shipped/index.ts'
import { labelOf, type Topic } from './topics.ts'

const shipped = Map.groupBy(SHIPPED_RULES, ({ state, topic }) => `${state}/${topic}`)

/** Shipped rules of a state and topic, of all days. */
export const shippedRules = (state: string, topic: Topic): readonly StateRule[] =>
  shipped.get(`${state}/${topic}`) ?? []

/**
 * The rule of a state on a topic for a day. `own` are the organisation's rules, the newest first; on the days it covers the
 * newest of them goes before what is shipped. What is not known is answered as unknown with the reason, never guessed.
 * @throws AppError `bad_day` when the day is no calendar day
 */
export const ruleAt = <T extends Topic>(
  state: string,
  topic: T,
  day: Day,
  own: readonly StateRule[] = [],
): RuleAnswer<T> => {
  epochDay(day)
  const found =
    own.find((rule) => rule.state === state && rule.topic === topic && holdsOn(rule, day)) ??
    shippedRules(state, topic).find((rule) => holdsOn(rule, day))
  if (found === undefined)
    return unknown(state, topic, day, `No rule of ${state} on "${labelOf(topic)}" is known for ${day}.`)
  if (found.value === null)
    return unknown(
      state,
      topic,
      day,
      `Your organisation set "${labelOf(topic)}" of ${state} to unknown for ${day}: ${found.source.citation}.`,
    )
  const rule = found as KnownRule<T>['rule']
  const { value, status, source } = rule
  return {
    known: true,
    state,
    topic,
    day,
    rule,
    value,
    status,
    source,
    standing: standingOf(status, source.citation),
  }
}

/** Whether a rule covers a day, both ends included. */
export const holdsOn = (rule: Pick<StateRule, 'effectiveFrom' | 'effectiveTo'>, day: Day): boolean =>
  (rule.effectiveFrom === null || rule.effectiveFrom <= day) &&
  (rule.effectiveTo === null || day <= rule.effectiveTo)

/**
 * The same answer, but unknown when the rule is less certain than what the organisation acts on: figures that are not
 * verified are shown, never applied.
 */
export const toActOn = <T extends Topic>(answer: RuleAnswer<T>, accept: AcceptedStatus): RuleAnswer<T> =>
  !answer.known || isAccepted(answer.status, accept)
    ? answer
    : unknown(
        answer.state,
        answer.topic,
        answer.day,
        `The rule of ${answer.state} on "${labelOf(answer.topic)}" is only ${answer.status} (${answer.source.citation}). Confirm it under Rules with a source before it is applied.`,
      )

const unknown = <T extends Topic>(state: string, topic: T, day: Day, reason: string): RuleAnswer<T> => ({
  known: false,
  state,
  topic,
  day,
  status: 'unknown',
  reason,
  standing: 'Unknown: nothing may be taken for law.',
})

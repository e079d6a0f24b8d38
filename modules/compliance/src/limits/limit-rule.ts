import type { Day } from '@suite/kernel'
import { holdsOn, ruleAt } from '../state-rules/rule-at.ts'
import type { RuleAnswer, StateRule } from '../state-rules/rule.ts'
import type { LimitTopic } from '../state-rules/topics.ts'
import type { CustomerKind } from './contract.ts'

/** Whose limit applies where the state names none for the kind itself: the wider group's, which then covers everybody in it. */
const FALL_BACK: Readonly<Partial<Record<CustomerKind, CustomerKind>>> = {
  visitor: 'adult',
  young_patient: 'patient',
}

/** The limit of a kind of customer on a day. `own` are the organisation's rules, newest first. @throws AppError `bad_day` */
export const limitRule = (
  state: string,
  kind: CustomerKind,
  day: Day,
  own: readonly StateRule[] = [],
): RuleAnswer<LimitTopic> => {
  const answer = ruleAt(state, `purchase_limit.${kind}`, day, own)
  const wider = FALL_BACK[kind]
  if (answer.known || wider === undefined) return answer
  // a person who declared the narrower limit unknown is not answered with the wider one
  const declared = own.some(
    (rule) => rule.state === state && rule.topic === answer.topic && holdsOn(rule, day),
  )
  return declared ? answer : ruleAt(state, `purchase_limit.${wider}`, day, own)
}

/** Whether two kinds buy under the same sort of limit: adult use, or medical. */
export const isSameGroup = (a: CustomerKind, b: CustomerKind): boolean => isAdult(a) === isAdult(b)

const isAdult = (kind: CustomerKind): boolean => kind === 'adult' || kind === 'visitor'

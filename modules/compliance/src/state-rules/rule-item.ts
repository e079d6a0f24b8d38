import type { RuleItem } from './contract.ts'
import { isAccepted, type AcceptedStatus } from './marks.ts'
import type { RuleAnswer } from './rule.ts'
import { labelOf } from './topics.ts'

/** An answer as the API tells it. */
export const toRuleItem = (answer: RuleAnswer, accept: AcceptedStatus): RuleItem => {
  const { state, topic, day, standing } = answer
  const common = { state, topic, label: labelOf(topic), day, standing }
  if (!answer.known)
    return {
      ...common,
      id: null,
      origin: null,
      status: 'unknown',
      applied: false,
      value: null,
      source: null,
      sourceReadOn: null,
      note: null,
      effectiveFrom: null,
      effectiveTo: null,
      reason: answer.reason,
    }
  const { rule } = answer
  return {
    ...common,
    id: rule.id,
    origin: rule.origin,
    status: answer.status,
    applied: isAccepted(answer.status, accept),
    value: answer.value,
    source: rule.source.citation,
    sourceReadOn: rule.source.readOn,
    note: rule.note,
    effectiveFrom: rule.effectiveFrom,
    effectiveTo: rule.effectiveTo,
    reason: null,
  }
}

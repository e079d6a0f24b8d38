import { parseDecimal, type Day } from '@suite/kernel'
import type { AcceptedStatus, RuleStatus } from '../state-rules/marks.ts'
import { ruleAt, toActOn } from '../state-rules/rule-at.ts'
import type { StateRule } from '../state-rules/rule.ts'

/** Whether a difference must be reported; `significant: undefined` where that cannot be told. */
export interface Significance {
  readonly significant: boolean | undefined
  readonly status: RuleStatus | 'unknown'
  readonly reason: string
}

/**
 * Measures a difference by the state's threshold. `difference`, `averageMonthlySales` and `stock` are decimal strings in one
 * unit (dollars or grams); leave out what is not known. @throws AppError `bad_day`, `bad_amount`
 */
export const significanceOf = (question: {
  readonly state: string
  readonly day: Day
  readonly difference: string
  readonly averageMonthlySales?: string
  readonly stock?: string
  readonly own?: readonly StateRule[]
  readonly accept: AcceptedStatus
}): Significance => {
  const answer = ruleAt(question.state, 'inventory.significant_discrepancy', question.day, question.own)
  const rule = toActOn(answer, question.accept)
  if (!rule.known) return { significant: undefined, status: answer.status, reason: rule.reason }
  const { percent, of } = rule.value
  const base = of === 'stock' ? question.stock : question.averageMonthlySales
  const measure = of === 'stock' ? 'stock' : 'average monthly sales'
  if (base === undefined)
    return { significant: undefined, status: rule.status, reason: `The ${measure} is not known.` }
  const difference = parseDecimal(question.difference, 'difference').abs()
  const threshold = parseDecimal(base, measure).times(percent).div(100)
  const significant = difference.greaterThanOrEqualTo(threshold)
  const words = significant ? 'reaches' : 'stays below'
  return {
    significant,
    status: rule.status,
    reason: `The difference of ${difference.toString()} ${words} ${percent} % of the ${measure} (${threshold.toString()}; ${rule.source.citation}, ${rule.status}).`,
  }
}

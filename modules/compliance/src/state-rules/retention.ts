import { addDays, type Day } from '@suite/kernel'
import { addMonths } from '../deadlines/local-time.ts'
import type { RuleAnswer } from './rule.ts'

/** How long records are kept where no rule asks for longer; a choice of the product, not a law. */
export const DEFAULT_RETENTION_YEARS = 7

/**
 * The first day a record may go, unless it is on legal hold: the longest of the default and what the rule asks. A rule
 * less certain than the organisation acts on can only lengthen it.
 */
export const keepUntil = (createdOn: Day, rule: RuleAnswer<'retention'>): Day => {
  const byDefault = addMonths(createdOn, 12 * DEFAULT_RETENTION_YEARS)
  if (!rule.known) return byDefault
  const { years, previousCalendarYears } = rule.value
  const byYears = years === null ? createdOn : addMonths(createdOn, 12 * years)
  const byCalendar =
    previousCalendarYears === undefined
      ? createdOn
      : addDays(`${Number(createdOn.slice(0, 4)) + previousCalendarYears}-12-31`, 1)
  return [byDefault, byYears, byCalendar].sort().at(-1) ?? byDefault
}

import { expect, it } from 'vitest'
import { keepUntil } from './retention.ts'
import { ruleAt } from './rule-at.ts'

it.each([
  ['CA', '2026-11-22', '2033-11-22'],
  ['NJ', '2026-11-22', '2033-11-22'],
  ['CO', '2026-11-22', '2033-11-22'],
  ['TX', '2028-02-29', '2035-02-28'],
])(
  'records of %s of %s are kept until %s at least, however little the state asks',
  (state, createdOn, until) => {
    expect(keepUntil(createdOn, ruleAt(state, 'retention', createdOn))).toBe(until)
  },
)

it('follows a rule that asks for longer, in years or in whole calendar years', () => {
  const shipped = ruleAt('CA', 'retention', '2026-11-22')
  if (!shipped.known) throw new Error('the rule is shipped')
  const longer = (value: object) =>
    keepUntil('2026-11-22', { ...shipped, value: { years: null, what: 'All', ...value } })
  expect(longer({ years: 10 })).toBe('2036-11-22')
  expect(longer({ previousCalendarYears: 8 })).toBe('2035-01-01')
})

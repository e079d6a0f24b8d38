import { describe, expect, it } from 'vitest'
import { nextChanceDays, planDayOf } from './plan-day.ts'

describe('the day a plan starts', () => {
  it.each([
    ['2026-04-15', '2026-04-15', '2026-04-15', false],
    ['2026-04-15', '2026-04-08', '2026-04-15', false],
    ['2026-04-15', '2026-04-07', '2026-04-07', true],
    ['2026-04-15', '2011-12-10', '2011-12-10', true],
    ['2026-04-15', '2026-04-16', '2026-04-16', false],
    ['2026-04-15', null, '2026-04-15', false],
  ] as const)('today %s, sales up to the day before %s: %s, stale %s', (today, after, day, stale) => {
    expect(planDayOf(today, after)).toEqual({ day, stale })
  })
})

describe('days until a vendor takes orders again', () => {
  // 2026-04-15 is a Wednesday (3)
  it.each([
    [[], 1],
    [[4], 1],
    [[3], 7],
    [[2], 6],
    [[0, 5], 2],
  ])('order days %j: %i', (weekdays, days) => {
    expect(nextChanceDays('2026-04-15', weekdays)).toBe(days)
  })
})

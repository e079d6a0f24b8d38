import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { addDays, businessDay, dayOf, epochDay, weekday } from './time.ts'

describe('calendar days', () => {
  it('refuses days that do not exist', () => {
    expect(() => epochDay('2026-02-30')).toThrow('"2026-02-30" is not a calendar day')
  })

  it('knows weekdays and steps over leap days', () => {
    expect(weekday('2026-11-22')).toBe(0)
    expect(addDays('2028-02-28', 2)).toBe('2028-03-01')
  })

  it('goes to day numbers and back', () => {
    fc.assert(fc.property(fc.integer({ min: -10_000, max: 40_000 }), (n) => epochDay(dayOf(n)) === n))
  })
})

describe('business day', () => {
  it('counts the hours before the cut-off to the day before, in store time', () => {
    const at = new Date('2026-04-21T08:30:00Z')
    expect(businessDay(at, 'America/Denver', 0)).toBe('2026-04-21')
    expect(businessDay(at, 'America/Denver', 240)).toBe('2026-04-20')
  })
})

import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { addMonths, endOfDay, instantAt, localTime } from './local-time.ts'

const HOUR = 3_600_000
const zone = fc.constantFrom(
  'America/Los_Angeles',
  'America/Denver',
  'America/New_York',
  'America/Phoenix',
  'Pacific/Honolulu',
)

describe('wall clocks', () => {
  it.each([
    ['2026-11-22T08:30:00.250Z', 'America/Los_Angeles', '2026-11-22', 0.5 * HOUR + 250],
    ['2026-07-01T06:59:59Z', 'America/Los_Angeles', '2026-06-30', 24 * HOUR - 1000],
    ['2026-03-08T10:00:00Z', 'America/Los_Angeles', '2026-03-08', 3 * HOUR],
  ])('at %s in %s show %s', (at, timeZone, day, sinceMidnightMs) => {
    expect(localTime(new Date(at), timeZone)).toEqual({ day, sinceMidnightMs })
  })

  it('skip an hour in spring and show one twice in autumn', () => {
    const denver = (day: string, hours: number) =>
      instantAt(day, hours * HOUR, 'America/Denver').toISOString()
    expect(denver('2026-03-08', 2.5)).toBe('2026-03-08T09:30:00.000Z')
    expect(denver('2026-11-01', 1.5)).toBe('2026-11-01T07:30:00.000Z')
    expect(endOfDay('2026-11-01', 'America/Denver').toISOString()).toBe('2026-11-02T06:59:59.999Z')
  })

  it('refuse what is no time zone', () => {
    expect(() => localTime(new Date(), 'Mars/Olympus')).toThrow('"Mars/Olympus" is not a time zone')
  })

  it('lead from an instant to its wall time and back to the same wall time', () => {
    const instants = fc.integer({
      min: Date.parse('2024-01-01T00:00:00Z'),
      max: Date.parse('2030-01-01T00:00:00Z'),
    })
    fc.assert(
      fc.property(instants, zone, (ms, timeZone) => {
        const { day, sinceMidnightMs } = localTime(new Date(ms), timeZone)
        const back = instantAt(day, sinceMidnightMs, timeZone)
        expect(localTime(back, timeZone)).toEqual({ day, sinceMidnightMs })
        expect([0, HOUR]).toContain(ms - back.getTime())
      }),
    )
  })
})

it('adds months, ending at the last day of shorter ones', () => {
  expect(addMonths('2026-01-31', 1)).toBe('2026-02-28')
  expect(addMonths('2027-02-28', 12)).toBe('2028-02-28')
  expect(addMonths('2026-11-22', 14)).toBe('2028-01-22')
  expect(() => addMonths('2026-02-30', 1)).toThrow('not a calendar day')
})

import fc from 'fast-check'
import { expect, it } from 'vitest'
import { fromLocalTime, localDay, toLocalTime } from './local-time.ts'

const zones = ['America/Denver', 'America/New_York', 'America/Anchorage', 'America/Phoenix', 'Pacific/Guam']

it('comes back to the same instant, or to its first occurrence in the hour autumn repeats', () => {
  fc.assert(
    fc.property(
      fc.date({ min: new Date('2015-01-01'), max: new Date('2035-01-01'), noInvalidDate: true }),
      fc.constantFrom(...zones),
      (instant, zone) => {
        const back = fromLocalTime(toLocalTime(instant, zone), zone)
        const behind = instant.getTime() - back.getTime()
        expect([0, 3_600_000]).toContain(behind)
        expect(toLocalTime(back, zone)).toBe(toLocalTime(instant, zone))
      },
    ),
  )
})

it('knows summer from winter', () => {
  expect(toLocalTime(new Date('2026-01-15T18:00:00Z'), 'America/Denver')).toBe('2026-01-15T11:00:00.000')
  expect(toLocalTime(new Date('2026-07-15T18:00:00Z'), 'America/Denver')).toBe('2026-07-15T12:00:00.000')
  expect(fromLocalTime('2026-11-01T01:30:00.000', 'America/Denver')).toEqual(new Date('2026-11-01T07:30:00Z'))
  expect(fromLocalTime('2026-03-08T02:30:00.000', 'America/Denver')).toEqual(new Date('2026-03-08T09:30:00Z'))
})

it('gives the day of the store, not of UTC', () => {
  expect(localDay(new Date('2026-04-21T05:30:00Z'), 'America/Denver')).toBe('2026-04-20')
})

it('names what is wrong', () => {
  expect(() => toLocalTime(new Date(0), 'Denver')).toThrow(/no time zone/)
  expect(() => fromLocalTime('yesterday', 'UTC')).toThrow(/no time/)
})

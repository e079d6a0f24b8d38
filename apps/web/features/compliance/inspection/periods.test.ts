import { expect, test } from 'vitest'
import { usualPeriods } from './periods'

test('spans are whole months, over the turn of the year and in leap years', () => {
  const of = (today: string) => usualPeriods(today).map(({ from, to }) => `${from} ${to}`)
  expect(of('2026-11-23')).toEqual([
    '2026-10-01 2026-10-31',
    '2026-08-01 2026-10-31',
    '2025-11-23 2026-11-22',
  ])
  expect(of('2027-01-31')[0]).toBe('2026-12-01 2026-12-31')
  expect(of('2028-03-30').slice(0, 2)).toEqual(['2028-02-01 2028-02-29', '2027-12-01 2028-02-29'])
})

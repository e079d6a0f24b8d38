import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { addDays } from '@suite/kernel'
import { plannedMean } from './planned-mean.ts'

const FIRST = '2026-04-15'
const over = (from: number, to: number, kind: 'percent' | 'units_per_day', value: number) => ({
  firstDay: addDays(FIRST, from),
  lastDay: addDays(FIRST, to),
  kind,
  value,
})

describe('what is planned with', () => {
  it('is the model’s but on the days a person expects otherwise', () => {
    const mean = [10, 10, 10, 10, 10]
    expect(plannedMean(FIRST, mean, [over(1, 2, 'percent', 30), over(4, 9, 'units_per_day', 3)])).toEqual([
      10, 13, 13, 10, 3,
    ])
    expect(plannedMean(FIRST, mean, [over(-5, 0, 'percent', -100)])).toEqual([0, 10, 10, 10, 10])
  })

  it('keeps its length, never falls below zero, and leaves every other day alone', () => {
    const days = fc.array(fc.double({ min: 0, max: 1e4, noNaN: true }), { minLength: 1, maxLength: 60 })
    fc.assert(
      fc.property(
        days,
        fc.nat(70),
        fc.nat(20),
        fc.integer({ min: -100, max: 1000 }),
        (mean, from, more, percent) => {
          const planned = plannedMean(FIRST, mean, [over(from, from + more, 'percent', percent)])
          expect(planned).toHaveLength(mean.length)
          planned.forEach((units, day) => {
            expect(units).toBeGreaterThanOrEqual(0)
            if (day < from || day > from + more) expect(units).toBe(mean[day])
          })
        },
      ),
    )
  })
})

import { describe, expect, it } from 'vitest'
import { epochDay } from '@suite/kernel'
import { forecastTotals } from './index.ts'
import { seeded } from '../testdata/seeded.ts'

const weekEnds = Array.from({ length: 120 }, (_, i) => epochDay('2024-01-06') + 7 * i)
const monthEnds = Array.from({ length: 30 }, (_, i) => Date.UTC(2024, i + 1, 0) / 86_400_000)
const daysIn = (end: number): number => new Date(end * 86_400_000).getUTCDate()

describe('totals', () => {
  it('of weeks go on by the week, with the event that lies ahead', () => {
    const random = seeded(4)
    // the week that ends after 4/20 sells half as much again
    const values = weekEnds.map((end) => {
      const date = new Date(end * 86_400_000)
      const day = date.getUTCMonth() === 3 ? date.getUTCDate() : 0
      return 1000 * (day >= 20 && day < 27 ? 1.5 : 1) * (0.98 + 0.04 * random())
    })
    const until = weekEnds.findIndex((end) => end > epochDay('2026-04-11'))
    const { ends, yhat, lower, upper } = forecastTotals(
      { ends: weekEnds.slice(0, until), values: values.slice(0, until), period: 'week' },
      4,
    )
    expect([...ends]).toEqual([1, 2, 3, 4].map((week) => weekEnds[until - 1]! + 7 * week))
    const event = [...ends].findIndex((end) => end >= epochDay('2026-04-20'))
    expect(yhat[event]!).toBeGreaterThan(1100)
    expect(yhat[(event + 2) % 4]!).toBeLessThan(1100)
    yhat.forEach((value, h) => {
      expect(lower[h]!).toBeLessThanOrEqual(value)
      expect(upper[h]!).toBeGreaterThanOrEqual(value)
    })
  })

  it('of months follow how many days they have', () => {
    const values = monthEnds.map((end) => 100 * daysIn(end))
    const { ends, yhat } = forecastTotals({ ends: monthEnds, values, period: 'month' }, 3)
    ends.forEach((end, h) => expect(yhat[h]! / (100 * daysIn(end))).toBeCloseTo(1, 2))
    expect(new Date(ends[0]! * 86_400_000).toISOString().slice(0, 10)).toBe('2026-07-31')
  })

  it('of months follow how many Fridays they have, where Fridays sell more', () => {
    const weekdays = [0.5, 0.5, 0.5, 0.5, 0.5, 4, 0.5]
    const sold = (end: number): number => {
      let sum = 0
      for (let day = end - daysIn(end) + 1; day <= end; day++) sum += weekdays[(day + 4) % 7]!
      return sum
    }
    const { ends, yhat } = forecastTotals(
      { ends: monthEnds, values: monthEnds.map(sold), period: 'month', weekdays },
      3,
    )
    ends.forEach((end, h) => expect(yhat[h]! / sold(end)).toBeCloseTo(1, 2))
  })

  it('of too few periods are refused', () => {
    expect(() => forecastTotals({ ends: [1, 8], values: [1, 2], period: 'week' }, 2)).toThrow(
      '2 periods are too few',
    )
  })
})

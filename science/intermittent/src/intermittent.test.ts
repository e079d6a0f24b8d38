import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { censored, inStockRate, intermittencyClass, seasonalNaive, tsb, weekdayProfile } from './index.ts'

const days = (...values: number[]) => Float64Array.from(values)
const series = fc
  .array(fc.oneof(fc.nat(40), fc.constant(0), fc.constant(Number.NaN)), { maxLength: 200 })
  .map((values) => Float64Array.from(values))

describe('stock-out days', () => {
  it('reads 7 units over 2 in-stock days as 3.5 a day', () => {
    const week = {
      firstDay: 20_000,
      values: days(3, 4, 0, 0, 0, 0, 0),
      inStock: Uint8Array.of(1, 1, 0, 0, 0, 0, 0),
    }
    expect(inStockRate(week)).toBe(3.5)
    expect(inStockRate({ firstDay: 20_000, values: week.values })).toBe(1)
    expect(tsb(censored(week), 1, { alpha: 0.1, beta: 0.1 }).yhat[0]).toBeCloseTo(3.5, 0)
  })

  it('become missing, except where even the truncated sale beats the average', () => {
    const values = censored({
      firstDay: 0,
      values: days(2, 4, 9, 1, 0),
      inStock: Uint8Array.of(1, 1, 0, 0, 0),
    })
    expect([...values]).toEqual([2, 4, 9, Number.NaN, Number.NaN])
  })

  it('do not lower a forecast: empty shelves for three weeks keep the rate', () => {
    const sold = Float64Array.from({ length: 90 }, (_, i) => (i < 69 ? 5 : 0))
    const inStock = Uint8Array.from({ length: 90 }, (_, i) => (i < 69 ? 1 : 0))
    expect(tsb(censored({ firstDay: 0, values: sold, inStock }), 1).yhat[0]).toBeCloseTo(5, 6)
    expect(tsb(sold, 1).yhat[0]).toBeLessThan(4)
  })
})

describe('seasonalNaive', () => {
  it('repeats the last week', () => {
    expect([...seasonalNaive(days(9, 9, 9, 1, 2, 3, 4, 5, 6, 7), 9)]).toEqual([1, 2, 3, 4, 5, 6, 7, 1, 2])
  })

  it('averages the last cycles and passes over missing days', () => {
    expect([...seasonalNaive(days(1, 10, 3, 20, Number.NaN, 30), 2, 2, 2)]).toEqual([2, 25])
  })

  it('has an answer for nothing, for all missing and for a weekday never seen', () => {
    expect([...seasonalNaive(days(), 2)]).toEqual([0, 0])
    expect([...seasonalNaive(days(Number.NaN, Number.NaN), 1)]).toEqual([0])
    expect([...seasonalNaive(days(4, 8), 3)]).toEqual([6, 6, 6])
  })

  it('refuses a horizon of zero', () => {
    expect(() => seasonalNaive(days(1), 0)).toThrow('horizon must be a whole number')
  })
})

describe('tsb', () => {
  it('returns a constant for a constant and zero for zeros', () => {
    expect(tsb(new Float64Array(60).fill(4), 3).yhat.every((y) => Math.abs(y - 4) < 1e-9)).toBe(true)
    expect([...tsb(new Float64Array(60), 2).yhat]).toEqual([0, 0])
    expect([...tsb(days(), 1).yhat]).toEqual([0])
  })

  it('lets the forecast die with the product', () => {
    const dead = Float64Array.from({ length: 200 }, (_, i) => (i < 100 && i % 3 === 0 ? 5 : 0))
    expect(tsb(dead, 1).yhat[0]).toBeLessThan(0.4)
  })

  it('follows a closed weekday and does not let it lower the others', () => {
    const shop = Float64Array.from({ length: 210 }, (_, i) => (i % 7 === 6 ? 0 : 10 + (i % 3)))
    const { yhat } = tsb(shop, 7)
    expect(yhat[6]).toBeLessThan(0.3)
    expect(yhat[0]).toBeGreaterThan(10.5)
    expect(yhat[0]).toBeLessThan(11.5)
  })

  it('is finite and never negative, with a probability in [0, 1]', () => {
    fc.assert(
      fc.property(series, (values) => {
        const { yhat, probability } = tsb(values, 14)
        expect(yhat.every((y) => Number.isFinite(y) && y >= 0)).toBe(true)
        expect(probability).toBeGreaterThanOrEqual(0)
        expect(probability).toBeLessThanOrEqual(1)
      }),
    )
  })

  it('scales with the unit of measure', () => {
    fc.assert(
      fc.property(series, (values) => {
        const grams = tsb(
          values.map((value) => value * 3.5),
          3,
        ).yhat
        tsb(values, 3).yhat.forEach((y, h) => expect(grams[h]).toBeCloseTo(3.5 * y, 6))
      }),
    )
  })

  it('refuses a smoothing constant outside (0, 1]', () => {
    expect(() => tsb(days(1), 1, { alpha: 0, beta: 0.1 })).toThrow('alpha must be above 0')
  })
})

describe('weekdayProfile', () => {
  it('finds a Saturday twice as busy and keeps a flat profile on sparse sales', () => {
    const busy = Float64Array.from({ length: 182 }, (_, i) => (i % 7 === 5 ? 20 : 10))
    expect(weekdayProfile(busy)[5]).toBeCloseTo((20 * 7) / 80, 1)
    const sparse = new Float64Array(182)
    sparse[5] = 1
    expect(weekdayProfile(sparse)[5]).toBeLessThan(1.3)
  })
})

describe('intermittencyClass', () => {
  it.each([
    ['smooth', [5, 6, 5, 6, 5, 6]],
    ['erratic', [1, 20, 1, 1, 30, 1]],
    ['intermittent', [0, 0, 5, 0, 0, 6, 0, 0, 5]],
    ['lumpy', [1, 0, 0, 30, 0, 0, 1]],
    ['none', [0, 0, 0]],
  ])('%s', (pattern, values) => {
    expect(intermittencyClass(Float64Array.from(values)).pattern).toBe(pattern)
  })

  it('counts the interval from the first sale and without missing days', () => {
    expect(intermittencyClass(days(0, 0, 0, 2, Number.NaN, 0, 2, 0)).interval).toBe(2)
  })
})

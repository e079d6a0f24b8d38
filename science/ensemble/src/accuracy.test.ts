import { describe, expect, it } from 'vitest'
import { accuracyOf, intervalAccuracyOf, seasonalNaiveError } from './index.ts'

const days = (...values: number[]) => Float64Array.from(values)

describe('accuracyOf', () => {
  it('matches figures worked by hand', () => {
    const path = { forecast: days(2, 2, 2, 9), actual: days(0, 4, 4, Number.NaN) }
    expect(accuracyOf([path], 4)).toEqual({
      days: 3,
      wape: 6 / 8,
      mape: 0.5,
      mapeDays: 2,
      mase: 0.5,
      bias: -2 / 8,
      horizonWape: 2 / 8,
    })
  })

  it('lets errors cancel inside a horizon, not between horizons', () => {
    const high = { forecast: days(6, 2), actual: days(4, 4) }
    const low = { forecast: days(2, 4), actual: days(4, 4) }
    expect(accuracyOf([high, low], 1)).toMatchObject({ wape: 6 / 16, horizonWape: 2 / 16, bias: -2 / 16 })
  })

  it('is undefined where nothing sold', () => {
    const zero = { forecast: days(1), actual: days(0) }
    expect(accuracyOf([zero], 0)).toMatchObject({ wape: null, mape: null, mase: null, bias: null, days: 1 })
  })
})

describe('seasonalNaiveError', () => {
  it('compares with the same weekday of the week before, known days only', () => {
    expect(seasonalNaiveError(days(1, 2, 3, 4, 5, 6, 7, 3, Number.NaN, 7))).toBe(3)
    expect(seasonalNaiveError(days(1, 2))).toBe(0)
  })
})

describe('intervalAccuracyOf', () => {
  it('counts days inside, bounds included, and weighs misses by pinball loss', () => {
    const path = { forecast: days(5, 5), actual: days(8, 12) }
    const { coverage, pinball } = intervalAccuracyOf([path], [{ lower: days(2, 2), upper: days(8, 8) }])
    expect(coverage).toBe(0.5)
    expect(pinball?.q10).toBeCloseTo((0.1 * 6 + 0.1 * 10) / 2)
    expect(pinball?.q50).toBeCloseTo((0.5 * 3 + 0.5 * 7) / 2)
    expect(pinball?.q90).toBeCloseTo((0 + 0.9 * 4) / 2)
  })

  it('knows nothing without bounds', () => {
    expect(intervalAccuracyOf([{ forecast: days(1), actual: days(1) }], [undefined])).toEqual({
      coverage: null,
      pinball: null,
    })
  })
})

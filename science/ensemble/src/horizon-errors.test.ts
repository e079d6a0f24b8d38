import { describe, expect, it } from 'vitest'
import { horizonErrorsOf } from './index.ts'

const days = (...values: number[]) => Float64Array.from(values)

describe('horizonErrorsOf', () => {
  it('are sold minus forecast over the horizon, ascending', () => {
    const steady = days(5, 5)
    const paths = [
      { forecast: steady, actual: days(9, 3) },
      { forecast: steady, actual: days(5, 2) },
    ]
    expect(horizonErrorsOf(paths, steady)).toEqual([-3, 2])
  })

  it('grow with the square root of the forecast', () => {
    const paths = [{ forecast: days(5, 5), actual: days(5, 8) }]
    // (40 + 1) ÷ (10 + 1), as a tenth of the average past forecast stands on both sides.
    expect(horizonErrorsOf(paths, days(20, 20))[0]).toBeCloseTo(3 * Math.sqrt(41 / 11), 10)
  })

  it('count unknown days as forecast and leave out origins mostly unknown', () => {
    const forecast = days(5, 5, 5, 5)
    const half = { forecast, actual: days(8, Number.NaN, 5, Number.NaN) }
    const blind = { forecast, actual: days(8, Number.NaN, Number.NaN, Number.NaN) }
    expect(horizonErrorsOf([half, blind], forecast)[0]).toBeCloseTo(3 * Math.SQRT2, 10)
    expect(horizonErrorsOf([half, blind], forecast)).toHaveLength(1)
    expect(horizonErrorsOf([], forecast)).toEqual([])
  })
})

import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  criticalRatio,
  demandOver,
  errorQuantile,
  errorsOfSums,
  orderUpTo,
  protectionIntervalErrors,
  reorderPoint,
  scaledErrors,
} from './index.ts'
import { normalQuantile, studentQuantile } from './normal.ts'

const flat = (rate: number, days = 14) => new Float64Array(days).fill(rate)
const finite = (min: number, max: number) => fc.double({ min, max, noNaN: true, noDefaultInfinity: true })
const errorList = fc.array(finite(-50, 50), { maxLength: 30 }).map((errors) => errors.sort((a, b) => a - b))

describe('demandOver', () => {
  it('prorates a fraction of a day and repeats the last week beyond the forecast', () => {
    const forecast = Float64Array.of(9, 9, 9, 1, 2, 3, 4, 5, 6, 7)
    expect(demandOver(forecast, 3.5)).toBe(27.5)
    expect(demandOver(forecast, 17)).toBe(27 + 28 + 28)
    expect(demandOver(Float64Array.of(-4, 2), 2)).toBe(2)
    expect(() => demandOver(forecast, -1)).toThrow('number of days must be zero or more')
  })

  it('asks for 24.5 units a week at 3.5 a day (7 units over 2 in-stock days)', () => {
    expect(demandOver(flat(3.5), 7)).toBe(24.5)
  })
})

describe('quantiles', () => {
  it.each([
    [0.5, 0],
    [0.95, 1.644_853_627],
    [0.01, -2.326_347_874],
    [0.999, 3.090_232_306],
  ])('normal %d', (probability, z) => expect(normalQuantile(probability)).toBeCloseTo(z, 7))

  it.each([
    [0.95, 3, 2.353],
    [0.95, 11, 1.796],
    [0.99, 5, 3.365],
    [0.8, 2, 1.061],
  ])('Student t %d with %d degrees', (probability, degrees, t) =>
    expect(studentQuantile(probability, degrees) / t).toBeCloseTo(1, 1),
  )

  it('is the order statistic where the sample resolves it', () => {
    const errors = Array.from({ length: 19 }, (_, i) => i - 9)
    expect(errorQuantile({ days: 7, errors }, 0.95)).toBe(9)
    expect(errorQuantile({ days: 7, errors }, 0.5)).toBe(0)
    expect(errorQuantile({ days: 7, errors }, 0.99)).toBeGreaterThan(12)
  })

  it('says nothing with fewer than three errors, and refuses a level of 1', () => {
    expect(errorQuantile({ days: 7, errors: [1, 2] }, 0.9)).toBeUndefined()
    expect(() => errorQuantile({ days: 7, errors: [1, 2, 3] }, 1)).toThrow(
      'service level must lie between 0 and 1',
    )
  })
})

describe('protectionIntervalErrors', () => {
  const path = { forecast: flat(2), actual: Float64Array.from({ length: 14 }, (_, i) => (i < 7 ? 3 : 1)) }

  it('gives one error for each window that fits', () => {
    expect(protectionIntervalErrors([path], 7).errors).toEqual([-7, 7])
    expect(protectionIntervalErrors([path], 14).errors).toEqual([0])
    expect(protectionIntervalErrors([path], 10).errors).toEqual([4])
  })

  it('scales the spread by the square root of the days and the bias by the days', () => {
    expect(protectionIntervalErrors([path], 56).errors).toEqual([0])
    const measured = errorsOfSums(
      [4, 6, 8].map((actual) => ({ actual, forecast: 0 })),
      10,
    )
    expect(scaledErrors(measured, 40).errors).toEqual([20, 24, 28])
  })

  it('leaves unknown days out and drops a window that is mostly unknown', () => {
    const holes = Float64Array.from(path.actual, (value, i) => (i < 4 ? Number.NaN : value))
    expect(protectionIntervalErrors([{ ...path, actual: holes }], 7).errors).toEqual([-7])
    const few = Float64Array.from(path.actual, (value, i) => (i < 3 ? Number.NaN : value))
    expect(protectionIntervalErrors([{ ...path, actual: few }], 7).errors[1]).toBeCloseTo(
      4 * Math.sqrt(7 / 4),
    )
  })
})

describe('levels', () => {
  const leadTime = { days: 5, spreadDays: 0 }

  it('never fall as the service level rises', () => {
    fc.assert(
      fc.property(
        errorList,
        finite(0, 20),
        finite(0, 5),
        finite(0.01, 0.99),
        finite(0.01, 0.99),
        (errors, rate, spreadDays, a, b) => {
          const at = (serviceLevel: number) =>
            orderUpTo(
              {
                forecast: flat(rate),
                errors: { days: 12, errors },
                leadTime: { days: 5, spreadDays },
                serviceLevel,
              },
              7,
            ).level
          expect(at(Math.max(a, b))).toBeGreaterThanOrEqual(at(Math.min(a, b)) - 1e-9)
        },
      ),
    )
  })

  it('cover what they promise: 95 % of simulated intervals stay within the level', () => {
    // Errors uniform on −10…10: the 95 % quantile of demand 24 ± error is 33.
    const errors = Array.from({ length: 199 }, (_, i) => -10 + i / 10 + 0.1)
    const level = orderUpTo(
      { forecast: flat(2), errors: { days: 12, errors }, leadTime, serviceLevel: 0.95 },
      7,
    )
    expect(level).toMatchObject({ days: 12, expected: 24, basis: 'backtest' })
    expect(level.level).toBeCloseTo(33, 0)
  })

  it('hold more when deliveries are late at random, and assume √demand before any backtest', () => {
    const input = { forecast: flat(2), leadTime, serviceLevel: 0.95 }
    const punctual = reorderPoint(input)
    expect(punctual).toMatchObject({ days: 6, basis: 'assumed' })
    expect(punctual.safety).toBeGreaterThan(1.6 * Math.sqrt(12))
    const late = reorderPoint({ ...input, leadTime: { days: 5, spreadDays: 3 } })
    expect(late.safety).toBeCloseTo(Math.hypot(punctual.safety, 1.644_85 * 2 * 3), 3)
  })
})

describe('criticalRatio', () => {
  it('weighs margin against loss', () => {
    expect(criticalRatio({ price: '30', cost: '15' })).toBe(0.5)
    expect(criticalRatio({ price: '30', cost: '15', salvage: '10' })).toBe(0.75)
    expect(criticalRatio({ price: '30', cost: '15', salvage: '20' })).toBe(0.99)
    expect(criticalRatio({ price: '10', cost: '15' })).toBe(0.5)
  })
})

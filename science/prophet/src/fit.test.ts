import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { syntheticSeries } from '../testing/synthetic-series.ts'
import { fitProphet } from './fit.ts'
import { forecastProphet, predictProphet } from './forecast.ts'
import { logPosterior } from './log-posterior.ts'
import { readProphetModel } from './model.ts'
import type { ProphetModel } from './model.ts'
import { seededRandom } from './seeded-random.ts'
import { defaultSettings } from './settings.ts'
import type { ProphetSettings } from './settings.ts'

const consecutive = (first: number, count: number): number[] =>
  Array.from({ length: count }, (_, i) => first + i)

const repeated = (value: number, count: number): number[] => Array.from({ length: count }, () => value)

const weeklyOnly = (historyDays: number): ProphetSettings =>
  defaultSettings(historyDays, { seasonalities: [{ name: 'weekly', periodDays: 7, order: 3 }] })

const fitValues = (values: readonly number[], first = 19_000): ProphetModel =>
  fitProphet({ days: consecutive(first, values.length), values }, defaultSettings(values.length))

describe('corner cases', () => {
  it.each([0, 7, -3.25, 1e12, 1e-9])('repeats a constant %d exactly, without noise', (constant) => {
    const model = fitValues(repeated(constant, 60))
    const { yhat, lower, upper } = forecastProphet(model, consecutive(19_060, 14))
    for (const series of [yhat, lower, upper]) expect([...series]).toEqual(repeated(constant, 14))
    expect(logPosterior({ days: [19_000], values: [constant] }, model)).toBe(Infinity)
  })

  it('repeats a single observation', () => {
    expect([...predictProphet(fitValues([4]), [19_001, 19_030]).yhat]).toEqual([4, 4])
  })

  it('draws the line through two points', () => {
    const { yhat } = predictProphet(fitValues([10, 12]), [19_000, 19_001, 19_002])
    expect(yhat[0]).toBeCloseTo(10, 6)
    expect(yhat[1]).toBeCloseTo(12, 6)
    expect(yhat[2]).toBeCloseTo(14, 6)
  })

  it('follows an exact line although its noise is zero', () => {
    const { yhat } = predictProphet(fitValues(consecutive(50, 100)), [19_100, 19_113])
    expect(yhat[0]).toBeCloseTo(150, 2)
    expect(yhat[1]).toBeCloseTo(163, 2)
  })

  it('skips NaN as if the day were not there', () => {
    const { days, values } = syntheticSeries({ days: 200, seed: 21, weekly: 0.2, noise: 0.1, missing: 0.4 })
    const kept = days.filter((_, i) => !Number.isNaN(values[i]!))
    const compact = { days: kept, values: values.filter((value) => !Number.isNaN(value)) }
    const settings = defaultSettings(200)
    expect(fitProphet({ days, values }, settings)).toEqual(fitProphet(compact, settings))
  })

  it('bridges a hole of a year', () => {
    const { days, values } = syntheticSeries({ days: 800, seed: 22, level: 50, weekly: 0.2, noise: 0.05 })
    const holed = values.map((value, i) => (i > 200 && i < 570 ? Number.NaN : value))
    const { yhat } = predictProphet(fitProphet({ days, values: holed }, weeklyOnly(800)), [
      days[800 - 1]! + 1,
    ])
    expect(yhat[0]).toBeGreaterThan(35)
    expect(yhat[0]).toBeLessThan(65)
  })

  it('refuses a series without a single value', () => {
    expect(() => fitValues([Number.NaN, Number.NaN])).toThrow('values has no observation')
  })

  it.each([Infinity, -Infinity])('refuses %d by its position', (value) => {
    expect(() => fitValues([1, 2, value, 4])).toThrow(`values[2] is ${value}`)
  })

  it('refuses days out of order, fractions of a day and lengths that differ', () => {
    const settings = defaultSettings(3)
    const fit = (days: number[], values: number[]): unknown => fitProphet({ days, values }, settings)
    expect(() => fit([3, 2, 4], [1, 2, 3])).toThrow('days[1] is not after the day before it')
    expect(() => fit([1, 2.5, 4], [1, 2, 3])).toThrow('days[1] is 2.5')
    expect(() => fit([1, 2, 3], [1, 2])).toThrow('values has 2 entries for 3 days')
  })

  it('refuses a regressor that is missing, short or not finite', () => {
    const settings = defaultSettings(3, { regressors: [{ name: 'price' }] })
    const series = { days: [1, 2, 3], values: [1, 2, 4] }
    const fit = (price?: number[]): unknown =>
      fitProphet({ ...series, ...(price ? { regressors: { price } } : {}) }, settings)
    expect(() => fit()).toThrow('regressors.price is missing')
    expect(() => fit([1, 2])).toThrow('regressors.price has 2 values for 3 days')
    expect(() => fit([1, Number.NaN, 2])).toThrow('regressors.price[1] is NaN')
  })

  it('refuses a changepoint outside the history', () => {
    const settings = defaultSettings(3, { changepoints: { kind: 'given', days: [9] } })
    expect(() => fitProphet({ days: [1, 2, 3], values: [1, 2, 4] }, settings)).toThrow('changepoint on day 9')
  })

  it('survives more columns than days', () => {
    const settings = defaultSettings(3000, { seasonalityMode: 'additive' })
    const { days, values } = syntheticSeries({ days: 20, seed: 23, noise: 0.2 })
    const model = fitProphet({ days, values }, settings)
    expect(model.coefficients.every(Number.isFinite)).toBe(true)
  })

  it('survives values around zero under multiplicative seasonality', () => {
    const { days, values } = syntheticSeries({ days: 200, seed: 24, level: 1, weekly: 0.2, noise: 0.5 })
    const centred = values.map((value) => value - 1)
    const { yhat } = predictProphet(
      fitProphet({ days, values: centred }, defaultSettings(200)),
      consecutive(days.at(-1)! + 1, 14),
    )
    expect(yhat.every((value) => Math.abs(value) < 3)).toBe(true)
  })
})

const shapes = fc.record({
  days: fc.integer({ min: 40, max: 260 }),
  seed: fc.integer({ min: 1, max: 1_000_000 }),
  growth: fc.double({ min: -0.8, max: 2, noNaN: true }),
  weekly: fc.double({ min: 0, max: 0.4, noNaN: true }),
  payday: fc.double({ min: 0, max: 0.2, noNaN: true }),
  noise: fc.double({ min: 0.02, max: 0.4, noNaN: true }),
})

const modes = fc.constantFrom('additive' as const, 'multiplicative' as const)

const runs = { numRuns: 40, seed: 20_260_420 }

describe('properties', () => {
  it('scaling the series scales the forecast, from 1e-9 to 1e12', () => {
    fc.assert(
      fc.property(shapes, modes, fc.integer({ min: -9, max: 12 }), (shape, seasonalityMode, exponent) => {
        const { days, values } = syntheticSeries(shape)
        const settings = defaultSettings(shape.days, { seasonalityMode })
        const factor = 10 ** exponent
        const future = consecutive(days.at(-1)! + 1, 14)
        const plain = forecastProphet(fitProphet({ days, values }, settings), future)
        const scaledSeries = { days, values: values.map((value) => value * factor) }
        const scaled = forecastProphet(fitProphet(scaledSeries, settings), future)
        const size = Math.max(...plain.upper.map(Math.abs), 1)
        plain.upper.forEach((value, i) => {
          expect(Math.abs(scaled.upper[i]! / factor - value) / size).toBeLessThan(1e-6)
          expect(Math.abs(scaled.yhat[i]! / factor - plain.yhat[i]!) / size).toBeLessThan(1e-6)
        })
      }),
      runs,
    )
  })

  it('moving a weekly series by whole weeks moves its forecast', () => {
    fc.assert(
      fc.property(shapes, fc.integer({ min: -500, max: 500 }), (shape, weeks) => {
        const { days, values } = syntheticSeries(shape)
        const future = consecutive(days.at(-1)! + 1, 14)
        const settings = weeklyOnly(shape.days)
        const shift = (list: number[]): number[] => list.map((day) => day + 7 * weeks)
        const here = predictProphet(fitProphet({ days, values }, settings), future).yhat
        const there = predictProphet(fitProphet({ days: shift(days), values }, settings), shift(future)).yhat
        here.forEach((value, i) => expect(there[i]! / value).toBeCloseTo(1, 6))
      }),
      runs,
    )
  })

  it('a model survives JSON with the very same forecasts', () => {
    fc.assert(
      fc.property(shapes, modes, (shape, seasonalityMode) => {
        const series = syntheticSeries(shape)
        const future = consecutive(series.days.at(-1)! + 1, 14)
        const model = fitProphet(series, defaultSettings(shape.days, { seasonalityMode }))
        const restored = readProphetModel(JSON.parse(JSON.stringify(model)))
        expect(forecastProphet(restored, future)).toEqual(forecastProphet(model, future))
      }),
      runs,
    )
  })

  it('no nearby parameters have a higher posterior', () => {
    fc.assert(
      fc.property(shapes, modes, fc.integer(), (shape, seasonalityMode, seed) => {
        const series = syntheticSeries(shape)
        const model = fitProphet(series, defaultSettings(shape.days, { seasonalityMode }))
        const best = logPosterior(series, model)
        const random = seededRandom(seed)
        for (const size of [1e-2, 1e-3, 1e-4])
          expect(
            logPosterior(
              series,
              nearby(model, (value) => value + size * random.normal()),
            ),
          ).toBeLessThan(best)
      }),
      runs,
    )
  })
})

function nearby(model: ProphetModel, jitter: (value: number) => number): ProphetModel {
  const { trend } = model
  return {
    ...model,
    noise: model.noise * Math.exp(jitter(0)),
    trend: {
      ...trend,
      offset: jitter(trend.offset),
      slope: jitter(trend.slope),
      changes: trend.changes.map(jitter),
    },
    coefficients: model.coefficients.map(jitter),
  }
}

describe('a stored model', () => {
  it('of another version is refused with the remedy', () => {
    expect(() => readProphetModel({ schemaVersion: 99 })).toThrow('Fit the series again')
    expect(() => readProphetModel(null)).toThrow('Fit the series again')
  })
})

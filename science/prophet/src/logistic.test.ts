import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { cannabisCalendar } from './calendar.ts'
import { buildDesign } from './design.ts'
import type { ScaledSeries } from './evaluate.ts'
import { evaluate } from './evaluate.ts'
import { fitProphet } from './fit.ts'
import { forecastProphet, predictProphet } from './forecast.ts'
import { logPosterior } from './log-posterior.ts'
import { logistic } from './logistic.ts'
import { assembleNormalEquations } from './normal-equations.ts'
import { negativeLogPosterior } from './posterior.ts'
import { seededRandom } from './seeded-random.ts'
import { defaultSettings } from './settings.ts'
import type { ProphetSettings } from './settings.ts'
import { createWorkspace } from './workspace.ts'
import { syntheticSeries, syntheticStart } from '../testing/synthetic-series.ts'

const consecutive = (count: number, first = syntheticStart): number[] =>
  Array.from({ length: count }, (_, i) => first + i)

const repeated = (value: number, count: number): number[] => Array.from({ length: count }, () => value)

const saturating = (overrides: Partial<ProphetSettings> = {}): ProphetSettings =>
  defaultSettings(120, {
    growth: 'logistic',
    seasonalities: [{ name: 'weekly', periodDays: 7, order: 3 }],
    ...overrides,
  })

describe('the gradient', () => {
  it.each(['linear', 'logistic'] as const)('of %s growth is what finite differences say', (growth) => {
    const modes = fc.constantFrom('additive' as const, 'multiplicative' as const)
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 1e6 }), modes, (seed, seasonalityMode) => {
        const random = seededRandom(seed)
        const days = Int32Array.from(consecutive(90))
        const settings = saturating({
          growth,
          seasonalityMode,
          holidays: cannabisCalendar(2022, 2022),
          seasonalities: [
            { name: 'weekly', periodDays: 7, order: 2 },
            { name: 'monthly', periodDays: 30.5, order: 2, mode: 'additive' },
          ],
        })
        const design = buildDesign(days, settings)
        const series: ScaledSeries = {
          values: Float64Array.from(days, () => 0.5 + 0.2 * random.normal()),
          regressors: [],
          capacity: Float64Array.from(days, (_, i) => 1.2 + i / 200),
        }
        const trend = Float64Array.from({ length: design.trendSize }, () => 0.5 * random.normal())
        const weights = Float64Array.from(design.order, () => 0.1 * random.normal())
        const work = createWorkspace(design)
        const noise = 0.3
        const objective = (): number =>
          negativeLogPosterior({
            observations: days.length,
            sumOfSquares: evaluate(design, series, trend, weights, work),
            noise,
            trend,
            weights,
            priorWeight: design.priorWeight,
            changepointPriorScale: settings.changepointPriorScale,
          })
        objective()
        assembleNormalEquations(design, series, trend, weights, noise ** 2, work)
        const told = [...work.trendGradient, ...work.cross.subarray(design.trendSize * design.order.length)]
        told.forEach((value, n) => {
          const [list, at] = n < design.trendSize ? [trend, n] : [weights, n - design.trendSize]
          const before = list[at]!
          const slopeOf = (step: number): number => {
            list[at] = before + step
            const above = objective()
            list[at] = before - step
            const below = objective()
            list[at] = before
            return (above - below) / (2 * step)
          }
          // The L1 prior of the changes is left to the quadratic programme.
          const prior =
            n >= 2 && n < design.trendSize ? Math.sign(before) / settings.changepointPriorScale : 0
          const expected = -(slopeOf(1e-6) - prior) * noise ** 2
          expect(Math.abs(value - expected)).toBeLessThan(1e-4 * Math.max(1, Math.abs(expected)))
        })
      }),
      { numRuns: 25, seed: 20_260_420 },
    )
  })
})

describe('logistic growth', () => {
  const fitted = (values: readonly number[], cap: number, floor?: number) => {
    const known = (count: number) => ({
      cap: repeated(cap, count),
      ...(floor === undefined ? {} : { floor: repeated(floor, count) }),
    })
    const days = consecutive(values.length)
    const model = fitProphet({ days, values, regressors: known(values.length) }, saturating())
    const future = consecutive(60, days.at(-1)! + 1)
    return forecastProphet(model, future, known(60))
  }

  it('finds an S-curve again and stays under its cap', () => {
    const values = consecutive(120, 0).map((i) => 200 * logistic((i - 50) / 12))
    const { trend } = fitted(values, 200)
    expect(trend.at(-1)!).toBeLessThanOrEqual(200)
    trend.forEach((value, i) => expect(value / (200 * logistic((70 + i) / 12))).toBeCloseTo(1, 1))
  })

  it.each([
    ['at its cap', repeated(50, 60), 50, undefined],
    ['all zero', repeated(0, 60), 50, undefined],
    ['below its floor', repeated(10, 60), 50, 20],
    ['above its cap', repeated(90, 60), 50, undefined],
    ['of two days', [10, 12], 50, undefined],
    ['of one day', [10], 50, undefined],
    ['constant between the limits', repeated(30, 60), 50, 20],
  ])('of a series %s stays between the limits', (_, values, cap, floor) => {
    const { trend, yhat, lower, upper } = fitted(values, cap, floor)
    for (const [i, value] of trend.entries()) {
      expect(value).toBeGreaterThanOrEqual((floor ?? 0) - 1e-9)
      expect(value).toBeLessThanOrEqual(cap + 1e-9)
      expect(lower[i]!).toBeLessThanOrEqual(yhat[i]! + 1e-9)
      expect(upper[i]!).toBeGreaterThanOrEqual(yhat[i]! - 1e-9)
    }
  })

  it('meets a constant between the limits', () => {
    const { yhat } = fitted(repeated(30, 60), 50, 20)
    yhat.forEach((value) => expect(value).toBeCloseTo(30, 1))
  })

  it('asks for the cap, for every day, above the floor', () => {
    const days = consecutive(5)
    const values = [1, 2, 3, 4, 5]
    const fit = (regressors: Record<string, number[]>): unknown =>
      fitProphet({ days, values, regressors }, saturating())
    expect(() => fit({})).toThrow('cap is missing')
    expect(() => fit({ cap: [9, 9] })).toThrow('cap has 2 values for 5 days')
    expect(() => fit({ cap: [9, 9, Number.NaN, 9, 9] })).toThrow('cap[2] is NaN')
    expect(() => fit({ cap: repeated(9, 5), floor: [0, 0, 9, 0, 0] })).toThrow('not above the floor of 9')
    expect(() => saturatedName()).toThrow('names the limits of logistic growth')
  })

  const saturatedName = (): unknown =>
    fitProphet({ days: [1], values: [1] }, saturating({ regressors: [{ name: 'cap' }] }))

  it('no nearby parameters have a higher posterior', () => {
    const shape = fc.record({
      seed: fc.integer({ min: 1, max: 1e6 }),
      growth: fc.double({ min: -0.6, max: 1, noNaN: true }),
      noise: fc.double({ min: 0.03, max: 0.3, noNaN: true }),
    })
    fc.assert(
      fc.property(shape, fc.double({ min: 210, max: 600, noNaN: true }), (options, cap) => {
        const { days, values } = syntheticSeries({ ...options, days: 150, weekly: 0.2 })
        const series = { days, values, regressors: { cap: repeated(cap, days.length) } }
        const model = fitProphet(series, saturating())
        const best = logPosterior(series, model)
        expect(model.fit.logPosterior! / best).toBeCloseTo(1, 9)
        const random = seededRandom(options.seed)
        for (const size of [1e-2, 1e-3]) {
          const jitter = (value: number): number => value + size * random.normal()
          const moved = {
            ...model,
            trend: { ...model.trend, offset: jitter(model.trend.offset), slope: jitter(model.trend.slope) },
            coefficients: model.coefficients.map(jitter),
          }
          expect(logPosterior(series, moved)).toBeLessThan(best)
        }
      }),
      { numRuns: 30, seed: 20_260_420 },
    )
  })

  it('needs the cap of the days ahead', () => {
    const days = consecutive(30)
    const values = days.map((_, i) => 10 + i)
    const model = fitProphet({ days, values, regressors: { cap: repeated(60, 30) } }, saturating())
    expect(() => predictProphet(model, [days.at(-1)! + 1])).toThrow('cap is missing')
  })
})

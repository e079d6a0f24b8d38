import { describe, expect, it } from 'vitest'
import * as fc from 'fast-check'
import { syntheticSeries } from '../testing/synthetic-series.ts'
import { fitProphet } from './fit.ts'
import { createForecaster, forecastProphet } from './forecast.ts'
import { simulatePaths } from './intervals.ts'
import { quantile } from './quantile.ts'
import { seededRandom } from './seeded-random.ts'
import { defaultSettings } from './settings.ts'

const series = syntheticSeries({
  days: 400,
  seed: 41,
  growth: 1.5,
  bendAt: 0.5,
  bendFactor: -1,
  weekly: 0.2,
  noise: 0.1,
})
const model = fitProphet(series, defaultSettings(400))
const future = Array.from({ length: 14 }, (_, i) => series.days.at(-1)! + 1 + i)

const widthAt = (forecast: { lower: Float64Array; upper: Float64Array }, i: number): number =>
  forecast.upper[i]! - forecast.lower[i]!

const firstDraw = (seed: number): number => seededRandom(seed).uniform()

describe('simulated bounds', () => {
  it('repeat with the seed and differ between seeds', () => {
    const again = forecastProphet(model, future, {}, { seed: 5 })
    expect(forecastProphet(model, future, {}, { seed: 5 })).toEqual(again)
    expect(forecastProphet(model, future, {}, { seed: 6 }).upper).not.toEqual(again.upper)
  })

  it('are the same from a shared forecaster', () => {
    const shared = createForecaster(model.settings, future)
    shared.forecast(model, {}, { seed: 9 })
    expect(shared.forecast(model)).toEqual(forecastProphet(model, future))
  })

  it('widen with the interval and, where the trend may change, with the horizon', () => {
    const far = [...future.slice(0, 1), future[0]! + 600]
    const narrow = forecastProphet(model, far, {}, { intervalWidth: 0.5 })
    const wide = forecastProphet(model, far, {}, { intervalWidth: 0.95 })
    expect(widthAt(wide, 0)).toBeGreaterThan(2 * widthAt(narrow, 0))
    expect(widthAt(wide, 1)).toBeGreaterThan(1.5 * widthAt(wide, 0))
  })

  it('of flat growth are the noise alone', () => {
    const flat = fitProphet(series, defaultSettings(400, { growth: 'flat' }))
    const { lower, upper, yhat } = forecastProphet(
      flat,
      [future[0]!, future[0]! + 500],
      {},
      { paths: 20_000 },
    )
    const expected = 1.2816 * flat.noise * flat.valueScale
    upper.forEach((value, i) => {
      expect((value - yhat[i]!) / expected).toBeCloseTo(1, 1)
      expect((yhat[i]! - lower[i]!) / expected).toBeCloseTo(1, 1)
    })
  })

  it('simulate changes at the historical rate: the variance of the trend is that of a compound Poisson process', () => {
    const { trend } = simulatePaths(Float64Array.from([1.5]), 25, 40_000, 3)
    const variance = trend.reduce((sum, value) => sum + value * value, 0) / trend.length
    // Changes of variance 2 at rate 25, each weighted by the square of its remaining time: 25·2·∫₀^½ s² ds.
    expect(variance / ((25 * 2 * 0.5 ** 3) / 3)).toBeCloseTo(1, 1)
  })

  it('refuse impossible options by name', () => {
    expect(() => forecastProphet(model, future, {}, { intervalWidth: 1 })).toThrow('intervalWidth')
    expect(() => forecastProphet(model, future, {}, { paths: 0 })).toThrow('paths')
    expect(() => forecastProphet(model, future, {}, { seed: 0.5 })).toThrow('seed')
    expect(() => forecastProphet(model, [3, 2])).toThrow('days[1]')
  })
})

describe('quantile', () => {
  it('interpolates between order statistics as a sort would', () => {
    const lists = fc.array(fc.double({ min: -100, max: 100, noNaN: true }), { minLength: 1, maxLength: 60 })
    fc.assert(
      fc.property(lists, fc.double({ min: 0, max: 1, noNaN: true }), (list, share) => {
        const sorted = Float64Array.from(list).sort()
        const place = share * (list.length - 1)
        const low = sorted[Math.floor(place)]!
        const high = sorted[Math.ceil(place)]!
        const expected = low + (place - Math.floor(place)) * (high - low)
        expect(quantile(Float64Array.from(list), share)).toBeCloseTo(expected, 9)
      }),
      { numRuns: 500 },
    )
  })
})

describe('seeded randomness', () => {
  it('has the moments of its distributions', () => {
    const count = 100_000
    const random = seededRandom(17)
    const meanOf = (draw: () => number): number => {
      let sum = 0
      for (let i = 0; i < count; i++) sum += draw()
      return sum / count
    }
    expect(meanOf(() => random.uniform())).toBeCloseTo(0.5, 2)
    expect(meanOf(() => random.normal())).toBeCloseTo(0, 1)
    expect(meanOf(() => random.normal() ** 2)).toBeCloseTo(1, 1)
    expect(meanOf(() => random.normal() ** 4) / 3).toBeCloseTo(1, 1)
    // Φ(−1), and the tail past the ziggurat's last box, 2·Φ(−3.4426)
    expect(meanOf(() => (random.normal() < -1 ? 1 : 0))).toBeCloseTo(0.1587, 2)
    expect(meanOf(() => (Math.abs(random.normal()) > 3.442619855899 ? 1e4 : 0)) / 5.76).toBeCloseTo(1, 0)
    expect(meanOf(() => random.exponential())).toBeCloseTo(1, 1)
    expect(meanOf(() => random.laplace())).toBeCloseTo(0, 1)
    expect(meanOf(() => Math.abs(random.laplace()))).toBeCloseTo(1, 1)
  })

  it('follows its seed', () => {
    expect(firstDraw(1)).toBe(firstDraw(1))
    expect(new Set([1, 2, 3, -1, 0].map(firstDraw)).size).toBe(5)
  })
})

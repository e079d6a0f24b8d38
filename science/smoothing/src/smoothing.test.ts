import { createRequire } from 'node:module'
import { readFileSync } from 'node:fs'
import { AutoETS, initSync } from '@bsull/augurs/ets'
import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { fitEts, forecastEts, isSeasonal, theta } from './index.ts'
import { normalQuantile } from './ets.ts'
import { minimise } from './nelder-mead.ts'

/** Repeatable noise (Park and Miller's generator), roughly normal. */
const noiseOf = (seed: number) => {
  let state = seed * 7919 + 1
  const uniform = (): number => (state = (state * 48_271) % 2_147_483_647) / 2_147_483_647
  return (): number => Array.from({ length: 12 }, uniform).reduce((a, b) => a + b, -6)
}

const seriesOf = (length: number, seed: number, at: (i: number) => number, spread: number): Float64Array => {
  const noise = noiseOf(seed)
  return Float64Array.from({ length }, (_, i) => at(i) + spread * noise())
}

const week = [12, -6, -3, 0, 4, 9, -16]
const shapes = {
  level: seriesOf(80, 1, () => 100, 4),
  growing: seriesOf(80, 2, (i) => 100 + 1.5 * i, 4),
  weekly: seriesOf(140, 3, (i) => 100 + 0.3 * i + week[i % 7]!, 3),
} as const

describe('exponential smoothing', () => {
  it('finds the shape a series was made with', () => {
    expect(fitEts(shapes.level).shape).toEqual({ trend: 'none', seasonal: false })
    expect(fitEts(shapes.growing).shape.trend).not.toBe('none')
    expect(fitEts(shapes.weekly, { period: 7 }).shape.seasonal).toBe(true)
  })

  it('goes on as the series was made', () => {
    const { yhat } = forecastEts(fitEts(shapes.weekly, { period: 7 }), 14)
    yhat.forEach((value, h) => {
      const truth = 100 + 0.3 * (140 + h) + week[(140 + h) % 7]!
      expect(Math.abs(value - truth)).toBeLessThan(6)
    })
  })

  it('agrees with the ETS of another implementation', () => {
    const path = createRequire(import.meta.url).resolve('@bsull/augurs/ets')
    initSync({ module: readFileSync(path.replace(/ets\.js$/, 'ets_bg.wasm')) })
    for (const values of [shapes.level, shapes.growing]) {
      const oracle = new AutoETS(1, 'AZN')
      oracle.fit(Float64Array.from(values))
      const theirs = oracle.predict(6).point
      const { yhat } = forecastEts(fitEts(values), 6)
      yhat.forEach((value, h) => expect(Math.abs(value / theirs[h]! - 1)).toBeLessThan(0.03))
    }
  })

  it('covers what its interval says, on what it was made of', () => {
    let inside = 0
    let asked = 0
    for (let seed = 1; seed <= 60; seed++) {
      const values = seriesOf(70, seed, (i) => 50 + 0.5 * i, 5)
      const { lower, upper } = forecastEts(fitEts(values.slice(0, 64)), 6)
      for (let h = 0; h < 6; h++) {
        asked++
        if (values[64 + h]! >= lower[h]! && values[64 + h]! <= upper[h]!) inside++
      }
    }
    expect(inside / asked).toBeGreaterThan(0.7)
    expect(inside / asked).toBeLessThan(0.92)
  })

  it('on logarithms never falls below zero, and multiplies', () => {
    const values = shapes.weekly.map((value) => Math.exp(value / 50))
    const model = fitEts(values, { period: 7, log: true })
    const scaled = fitEts(
      values.map((value) => 1000 * value),
      { period: 7, log: true },
    )
    const [a, b] = [forecastEts(model, 10), forecastEts(scaled, 10)]
    a.yhat.forEach((value, h) => {
      expect(a.lower[h]!).toBeGreaterThan(0)
      expect(b.yhat[h]! / value / 1000).toBeCloseTo(1, 2)
    })
  })

  it('answers whatever finite numbers it is given, bounds in order', () => {
    const values = fc.array(fc.double({ min: -1e9, max: 1e9, noNaN: true }), { minLength: 2, maxLength: 40 })
    fc.assert(
      fc.property(values, fc.constantFrom(1, 4, 7), (list, period) => {
        const { yhat, lower, upper } = forecastEts(fitEts(list, { period }), 8)
        yhat.forEach((value, h) => {
          expect(Number.isFinite(value)).toBe(true)
          expect(lower[h]!).toBeLessThanOrEqual(value)
          expect(upper[h]!).toBeGreaterThanOrEqual(value)
        })
      }),
      { numRuns: 60, seed: 20_260_420 },
    )
  })

  it.each([
    ['constant', Array.from({ length: 30 }, () => 5), 5],
    ['all zero', Array.from({ length: 30 }, () => 0), 0],
    ['of two values', [3, 3], 3],
  ])('repeats a series that is %s', (_, values, expected) => {
    forecastEts(fitEts(values, { period: 7 }), 9).yhat.forEach((value) =>
      expect(value).toBeCloseTo(expected, 6),
    )
  })

  it('says which value it cannot use', () => {
    expect(() => fitEts([1])).toThrow('at least two values')
    expect(() => fitEts([1, Number.NaN, 3])).toThrow('Value 1 of the series is NaN')
    expect(() => fitEts([1, 0, 3], { log: true })).toThrow('Value 1 of the series is 0')
  })
})

describe('the Theta method', () => {
  it('of a line goes on with half its slope from where smoothing stands', () => {
    const line = Array.from({ length: 40 }, (_, i) => 10 + 2 * i)
    const ahead = theta(line, 3)
    expect(ahead[1]! - ahead[0]!).toBeCloseTo(1, 9)
    expect(Math.abs(ahead[0]! - 90)).toBeLessThan(3)
  })

  it('believes a season only where there is one', () => {
    expect(isSeasonal(shapes.weekly, 7)).toBe(true)
    expect(
      isSeasonal(
        seriesOf(100, 9, () => 20, 5),
        7,
      ),
    ).toBe(false)
    expect(isSeasonal(shapes.weekly.slice(0, 10), 7)).toBe(false)
    expect(
      isSeasonal(
        Float64Array.from({ length: 60 }, () => 3),
        7,
      ),
    ).toBe(false)
    const ahead = theta(shapes.weekly, 7, 7)
    expect(ahead[0]! - ahead[6]!).toBeGreaterThan(15)
  })

  it('moves and scales with its series', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 0, max: 1000 }), { minLength: 1, maxLength: 60 }),
        fc.integer({ min: 1, max: 50 }),
        fc.integer({ min: -500, max: 500 }),
        (list, factor, shift) => {
          const plain = theta(list, 5, 7)
          const moved = theta(
            list.map((value) => factor * value + shift),
            5,
            7,
          )
          moved.forEach((value, h) => expect(value).toBeCloseTo(factor * plain[h]! + shift, 4))
        },
      ),
      { numRuns: 100, seed: 20_260_420 },
    )
  })

  it('refuses nothing and no number', () => {
    expect(() => theta([], 3)).toThrow('needs numbers')
    expect(() => theta([1, Infinity], 3)).toThrow('value 1 is Infinity')
  })
})

describe('the tools', () => {
  it('find the bottom of a bowl and of a valley', () => {
    const bowl = minimise(([x = 0, y = 0]) => (x - 3) ** 2 + 2 * (y + 1) ** 2, [0, 0])
    expect(bowl.point[0]).toBeCloseTo(3, 3)
    const valley = minimise(([x = 0, y = 0]) => (1 - x) ** 2 + 100 * (y - x * x) ** 2, [-1, 1], 0.5, 2000)
    expect(valley.cost).toBeLessThan(1e-4)
  })

  it('know the normal distribution', () => {
    for (const [probability, z] of [
      [0.5, 0],
      [0.9, 1.2815515655],
      [0.975, 1.9599639845],
      [0.01, -2.326347874],
    ] as const)
      expect(normalQuantile(probability)).toBeCloseTo(z, 7)
  })
})

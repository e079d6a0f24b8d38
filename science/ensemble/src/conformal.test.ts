import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { conformalBounds, crossConformalBounds, intervalAccuracyOf, residualsOf } from './index.ts'
import { seeded } from '../testdata/seeded.ts'

describe('conformal intervals', () => {
  it('cover 80 % of outcomes they have not seen, whatever the shape of the noise', () => {
    const random = seeded(7)
    const skewed = () => 20 * -Math.log(1 - random())
    const path = () => ({
      forecast: new Float64Array(14).fill(20),
      actual: Float64Array.from({ length: 14 }, skewed),
    })
    const residuals = residualsOf(Array.from({ length: 40 }, path))!
    const fresh = Array.from({ length: 400 }, path)
    const { coverage } = intervalAccuracyOf(
      fresh,
      fresh.map(({ forecast }) => conformalBounds(forecast, residuals)),
    )
    expect(coverage).toBeGreaterThan(0.76)
    expect(coverage).toBeLessThan(0.84)
  })

  it('leave each path out of its own bounds', () => {
    const calm = { forecast: new Float64Array(14).fill(10), actual: new Float64Array(14).fill(10) }
    const wild = { forecast: calm.forecast, actual: new Float64Array(14).fill(90) }
    const bounds = crossConformalBounds([calm, calm, calm, wild])
    expect(bounds[3]?.upper[0]).toBe(10)
    expect(intervalAccuracyOf([wild], [bounds[3]]).coverage).toBe(0)
  })

  it('need ten residuals', () => {
    const short = { forecast: new Float64Array(9).fill(1), actual: new Float64Array(9).fill(1) }
    expect(residualsOf([short])).toBeUndefined()
    expect(crossConformalBounds([short])).toEqual([undefined])
  })

  it('hold the forecast between them, never below zero', () => {
    const amounts = fc.array(fc.double({ min: 0, max: 100, noNaN: true }), { minLength: 14, maxLength: 14 })
    fc.assert(
      fc.property(amounts, amounts, (forecast, actual) => {
        const path = { forecast: Float64Array.from(forecast), actual: Float64Array.from(actual) }
        const { lower, upper } = conformalBounds(path.forecast, residualsOf([path])!)
        forecast.forEach((y, h) => {
          expect(lower[h]).toBeGreaterThanOrEqual(0)
          expect(lower[h]).toBeLessThanOrEqual(y)
          expect(upper[h]).toBeGreaterThanOrEqual(y)
        })
      }),
    )
  })
})

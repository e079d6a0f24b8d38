import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { demandErrorQuantile, errorQuantile } from './index.ts'

const of = (errors: readonly number[]) => ({ days: 14, errors: errors.toSorted((a, b) => a - b) })
const finite = (min: number, max: number) => fc.double({ min, max, noNaN: true, noDefaultInfinity: true })

describe('the quantile of the error of demand', () => {
  it('is the sample’s own from fifty errors on, and unknown with fewer than three', () => {
    const many = of(Array.from({ length: 60 }, (_, i) => i - 30))
    expect(demandErrorQuantile(many, 40, 0.95)).toBe(errorQuantile(many, 0.95))
    expect(demandErrorQuantile(of([1, 2]), 40, 0.95)).toBeUndefined()
  })

  it('is near the gamma quantile for a gamma sample of a few errors', () => {
    // gamma of shape 4 and mean 20 has its 95 % quantile at 38.8; 24 of its quantiles, less the expected 20
    const shape = 4
    const z = (p: number) => Math.sqrt(2) * inverseErf(2 * p - 1)
    const sample = Array.from({ length: 24 }, (_, i) => {
      const root = 1 - 1 / (9 * shape) + z((i + 0.5) / 24) / (3 * Math.sqrt(shape))
      return 20 * root ** 3 - 20
    })
    expect(demandErrorQuantile(of(sample), 20, 0.95)).toBeGreaterThan(16.5)
    expect(demandErrorQuantile(of(sample), 20, 0.95)).toBeLessThan(22)
  })

  it('is damped where one wild error would rule', () => {
    const wild = of([...Array.from({ length: 19 }, (_, i) => i - 9), 200])
    const own = errorQuantile(wild, 0.95) ?? 0
    expect(demandErrorQuantile(wild, 30, 0.95)).toBeLessThan(0.75 * own)
  })

  it('never falls as the level rises, and never asks for less than nothing', () => {
    fc.assert(
      fc.property(
        fc.array(finite(-50, 50), { minLength: 3, maxLength: 130 }),
        finite(0, 200),
        finite(0.01, 0.99),
        finite(0.01, 0.99),
        (errors, expected, a, b) => {
          const at = (level: number) => demandErrorQuantile(of(errors), expected, level) ?? Number.NaN
          expect(at(Math.max(a, b))).toBeGreaterThanOrEqual(at(Math.min(a, b)) - 1e-9)
        },
      ),
    )
  })
})

/** Winitzki's approximation, good to a few thousandths. */
const inverseErf = (x: number): number => {
  const a = 0.147
  const log = Math.log(1 - x * x)
  const term = 2 / (Math.PI * a) + log / 2
  return Math.sign(x) * Math.sqrt(Math.sqrt(term * term - log / a) - term)
}

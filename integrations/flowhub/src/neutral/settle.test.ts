import fc from 'fast-check'
import { expect, test } from 'vitest'
import { Decimal, toMinor } from '@suite/kernel'
import { divide, settle, sumOf } from './settle.ts'

const amounts = fc.array(
  fc.integer({ min: -5_000_000, max: 5_000_000 }).map((n) => new Decimal(n).div(10_000)),
  { minLength: 1, maxLength: 30 },
)

test('cents add up to the total, and none is more than a cent off its exact amount', () => {
  fc.assert(
    fc.property(amounts, (exact) => {
      const total = sumOf(exact).toFixed(2)
      const minor = settle(exact, total)
      expect(minor?.reduce((sum, each) => sum + each, 0)).toBe(toMinor(total))
      for (const [index, each] of (minor ?? []).entries())
        expect(exact[index]?.times(100).minus(each).abs().toNumber()).toBeLessThanOrEqual(1)
    }),
  )
})

test('a total that rounding does not explain is not settled', () => {
  fc.assert(
    fc.property(amounts, fc.integer({ min: 2, max: 500 }), (exact, off) => {
      const rounded = exact.reduce((sum, each) => sum + toMinor(each), 0)
      const total = new Decimal(rounded + exact.length + off).div(100).toFixed(2)
      expect(settle(exact, total)).toBeNull()
    }),
  )
})

test('what is divided adds up again', () => {
  fc.assert(
    fc.property(amounts, fc.integer({ min: 1, max: 100_000 }), (weights, amount) => {
      const positive = weights.map((weight) => weight.abs())
      const parts = divide(new Decimal(amount), positive)
      expect(sumOf(parts).minus(amount).abs().lessThan('1e-20')).toBe(true)
      if (!sumOf(positive).isZero())
        for (const [index, weight] of positive.entries())
          if (weight.isZero()) expect(parts[index]?.isZero()).toBe(true)
    }),
  )
})

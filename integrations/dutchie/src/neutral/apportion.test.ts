import fc from 'fast-check'
import { expect, test } from 'vitest'
import { Decimal } from '@suite/kernel'
import { settle, spread, sumOf } from './apportion.ts'

const amounts = fc.array(
  fc.integer({ min: -5_000_000, max: 5_000_000 }).map((n) => new Decimal(n).div(10_000)),
  { minLength: 1, maxLength: 30 },
)
const total = (list: readonly number[]): number => list.reduce((sum, each) => sum + each, 0)

test('settled cents add up to the target and stay within a cent of what is exact', () => {
  fc.assert(
    fc.property(amounts, (exact) => {
      const target = sumOf(exact).times(100).round().toNumber() + 0
      const cents = settle(exact, target)
      expect(total(cents)).toBe(target)
      for (const [index, each] of cents.entries())
        expect(
          exact[index]?.times(100).minus(each).abs().lessThanOrEqualTo(1),
          `${exact[index]?.toFixed()} became ${each}`,
        ).toBe(true)
    }),
  )
})

test('the cent that is left goes where rounding lost most, the first of equals first', () => {
  const third = new Decimal(10).div(3)
  expect(settle([third, third, third], 1000)).toEqual([334, 333, 333])
  expect(settle([new Decimal('1.001'), new Decimal('1.004')], 201)).toEqual([100, 101])
  // half to even leaves 0.02 and 0.02; one of them must give
  expect(settle([new Decimal('0.015'), new Decimal('0.015')], 3)).toEqual([1, 2])
  expect(settle([], 5)).toEqual([])
})

test('what is spread adds up exactly', () => {
  fc.assert(
    fc.property(amounts, fc.integer({ min: -100_000, max: 100_000 }), (weights, cents) => {
      const amount = new Decimal(cents).div(100)
      const parts = spread(amount, weights)
      expect(sumOf(parts).minus(amount).abs().lessThan('1e-20')).toBe(true)
    }),
  )
})

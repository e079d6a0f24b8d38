import fc from 'fast-check'
import { Decimal } from '@suite/kernel'
import { expect, test } from 'vitest'
import { absolute, add, divide, multiply, negate, round, sign, subtract, wholeDigits } from './decimal.ts'

const decimals = fc
  .tuple(fc.bigInt({ min: -(10n ** 15n), max: 10n ** 15n }), fc.integer({ min: 0, max: 8 }))
  .map(([units, scale]) => new Decimal(units.toString()).div(new Decimal(10).pow(scale)).toFixed())

test('sums, differences and products are exact', () => {
  fc.assert(
    fc.property(decimals, decimals, (a, b) => {
      expect(add(a, b)).toBe(new Decimal(a).plus(b).toFixed())
      expect(subtract(a, b)).toBe(new Decimal(a).minus(b).toFixed())
      expect(multiply(a, b)).toBe(new Decimal(a).times(b).toFixed())
    }),
  )
})

test('quotients and rounding are half to even', () => {
  fc.assert(
    fc.property(decimals, decimals, fc.integer({ min: 0, max: 6 }), (a, b, places) => {
      expect(round(a, places)).toBe(
        canonical(new Decimal(a).toDecimalPlaces(places, Decimal.ROUND_HALF_EVEN)),
      )
      fc.pre(b !== '0')
      const quotient = divide(a, b, places)
      const off = new Decimal(quotient).times(b).minus(a).abs()
      expect(off.times(2).lte(new Decimal(b).abs().div(new Decimal(10).pow(places)))).toBe(true)
    }),
  )
  expect([round('0.125', 2), round('0.135', 2), round('-2.5', 0), divide('1', '8', 2)]).toEqual([
    '0.12',
    '0.14',
    '-2',
    '0.12',
  ])
})

const canonical = (value: Decimal): string => (value.isZero() ? '0' : value.toFixed())

test('signs', () => {
  expect([sign('-0.1'), sign('0'), sign('3')]).toEqual([-1, 0, 1])
  expect([negate('0'), negate('-2'), absolute('-2.5')]).toEqual(['0', '2', '2.5'])
  expect([wholeDigits('-123.4567'), wholeDigits('9')]).toEqual([3, 1])
})

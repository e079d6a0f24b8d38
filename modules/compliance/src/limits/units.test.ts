import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { compare, fraction, toDecimal } from './fraction.ts'
import { convert, dimensionOf, inUnit, UNITS } from './units.ts'

const decimal = fc
  .tuple(fc.bigInt({ min: 0n, max: 10n ** 9n }), fc.integer({ min: 0, max: 6 }))
  .map(([units, places]) => toDecimal({ numerator: units, denominator: 10n ** BigInt(places) }, places))
const unit = fc.constantFrom(...UNITS)

describe('converting units', () => {
  it.each([
    ['1', 'oz', 'g', '28.349523125'],
    ['1', 'lb', 'oz', '16'],
    ['2.5', 'oz', 'g', '70.8738078125'],
    ['1', 'fl_oz', 'ml', '29.5735295625'],
    ['1000', 'mg', 'g', '1'],
    ['0.001', 'kg', 'mg', '1000'],
    ['28.35', 'g', 'oz', '1.00001682127'],
  ] as const)('%s %s in %s is %s', (amount, from, to, expected) => {
    expect(convert({ amount, unit: from }, to)).toBe(expected)
  })

  it('refuses to mix weight, volume and pieces, and what is no number', () => {
    expect(() => convert({ amount: '1', unit: 'g' }, 'ml')).toThrow('Choose a unit of mass')
    expect(() => convert({ amount: '1e3', unit: 'g' }, 'mg')).toThrow('is not a number')
  })

  it('takes what a state takes for an ounce', () => {
    expect(toDecimal(inUnit({ amount: '1', unit: 'oz' }, 'g', '28'), 4)).toBe('28')
  })

  it('comes back to the same value exactly', () => {
    fc.assert(
      fc.property(decimal, unit, unit, (amount, from, to) => {
        fc.pre(dimensionOf(from) === dimensionOf(to))
        const there = inUnit({ amount, unit: from }, to)
        const one = inUnit({ amount: '1', unit: to }, from)
        return (
          compare(
            { numerator: there.numerator * one.numerator, denominator: there.denominator * one.denominator },
            fraction(amount),
          ) === 0
        )
      }),
    )
  })

  it('never shows more than there is', () => {
    fc.assert(
      fc.property(decimal, unit, unit, fc.integer({ min: 0, max: 8 }), (amount, from, to, places) => {
        fc.pre(dimensionOf(from) === dimensionOf(to))
        return (
          compare(
            fraction(convert({ amount, unit: from }, to, places)),
            inUnit({ amount, unit: from }, to),
          ) <= 0
        )
      }),
    )
  })
})

import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { normalUnit, parseDecimalText, parseQuantity } from './numbers.ts'

describe('parseDecimalText', () => {
  test.each([
    ['12', '12'],
    ['$1,114.35', '1114.35'],
    ['(3.20)', '-3.2'],
    ['($1,000.00)', '-1000'],
    ['3.20-', '-3.2'],
    ['-0.00', '0'],
    ['+5', '5'],
    ['007', '7'],
    ['.5', '0.5'],
    ['5.', '5'],
    ['22.4%', '22.4'],
    ['1 114.35', '1114.35'],
    ["1'114.35", '1114.35'],
    ['\u22125', '-5'],
    ["'-5", '-5'],
    ['0.001', '0.001'],
    ['1.2E-3', '0.0012'],
    ['1.5E+3', '1500'],
    ['12 USD', '12'],
    ['123456789012345678901234567890.123456789', '123456789012345678901234567890.123456789'],
  ])('%s is %s', (raw, expected) => expect(parseDecimalText(raw, false)).toBe(expected))

  test.each([
    ['1.114,35', '1114.35'],
    ['12,5', '12.5'],
    ['-3,20 €', '-3.2'],
    ['1.114', '1114'],
  ])('%s with a decimal comma is %s', (raw, expected) => expect(parseDecimalText(raw, true)).toBe(expected))

  test.each(['', 'abc', '1,5', '1,11,435', '1.2.3', '--5', '12a', '-', '$'])('"%s" is no number', (raw) =>
    expect(parseDecimalText(raw, false)).toBeNull(),
  )

  test('a point is no decimal sign in a file with decimal commas', () =>
    expect(parseDecimalText('12.50', true)).toBeNull())

  test('any decimal keeps every digit, however it is dressed', () => {
    const digits = fc.stringMatching(/^[1-9][0-9]{0,24}$/)
    const fraction = fc.stringMatching(/^[0-9]{0,15}[1-9]$/)
    fc.assert(
      fc.property(digits, fraction, fc.boolean(), (whole, part, negative) => {
        const expected = `${negative ? '-' : ''}${whole}.${part}`
        const grouped = whole.replace(/\B(?=(\d{3})+$)/g, ',')
        expect(parseDecimalText(expected, false)).toBe(expected)
        expect(parseDecimalText(`${expected}000`, false)).toBe(expected)
        const dressed = `$${grouped}.${part}`
        expect(parseDecimalText(negative ? `(${dressed})` : dressed, false)).toBe(expected)
      }),
    )
  })
})

describe('parseQuantity', () => {
  test.each([
    ['3.5 g', '3.5', 'g'],
    ['1 each', '1', 'each'],
    ['(2) ea', '-2', 'each'],
    ['28 Grams', '28', 'g'],
    ['1,000 mg', '1000', 'mg'],
    ["'-1 g", '-1', 'g'],
  ])('%s', (raw, quantity, unit) => expect(parseQuantity(raw, false)).toEqual({ quantity, unit }))

  test('a bare number names no unit', () =>
    expect(parseQuantity('4', false)).toEqual({ quantity: '4', unit: null }))

  test('words alone are no quantity', () => expect(parseQuantity('each', false)).toBeNull())
})

test('units have one spelling', () => {
  expect(['Grams', 'ea.', 'Units', '', 'bottle'].map(normalUnit)).toEqual([
    'g',
    'each',
    'each',
    'each',
    'bottle',
  ])
})

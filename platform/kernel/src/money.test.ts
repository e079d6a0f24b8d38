import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { fromMinor, lineAmount, toMinor } from './money.ts'

describe('money', () => {
  it('rounds half to even at the line', () => {
    expect([toMinor('0.125'), toMinor('0.135'), toMinor('-0.125'), toMinor('0.001')]).toEqual([
      12, 14, -12, 0,
    ])
  })

  it('multiplies fractions of a cent exactly before rounding', () => {
    expect(lineAmount('3', '0.001')).toBe(0)
    expect(lineAmount('1000', '0.001')).toBe(100)
  })

  it('names the field of text that is no number', () => {
    expect(() => lineAmount('two', '1')).toThrow('The quantity "two" is not a number')
    expect(() => toMinor('Infinity')).toThrow('not a number')
  })

  it('gives back what it was given, for every whole number of cents', () => {
    fc.assert(fc.property(fc.integer(), (cents) => toMinor(fromMinor(cents)) === cents))
  })
})

import { describe, expect, it } from 'vitest'
import { clockText, spanText, valuesIn } from './drill-text'

describe('the clock of a recall', () => {
  it.each([
    [0, '0:00'],
    [2.4, '0:02'],
    [61, '1:01'],
    [3600, '1:00:00'],
    [3723.9, '1:02:03'],
    [-3, '0:00'],
  ])('%d seconds are %j', (seconds, text) => expect(clockText(seconds)).toBe(text))

  it('tells short steps to the tenth', () => {
    expect(spanText(2.4)).toBe('2.4 s')
    expect(spanText(75.2)).toBe('1:15')
  })
})

describe('pasted tags', () => {
  it('are taken apart, trimmed, and named once', () => {
    expect(valuesIn(' A1\nB2, A1;;\r\n C 3 ')).toEqual(['A1', 'B2', 'C 3'])
    expect(valuesIn(' \n , ')).toEqual([])
  })
})

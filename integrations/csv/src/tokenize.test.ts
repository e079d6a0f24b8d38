import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { RowTokenizer, tokenizeAll } from './tokenize.ts'

const inPieces = (
  text: string,
  cuts: readonly number[],
): { cells: string[]; line: number; unclosed: boolean }[] => {
  const tokenizer = new RowTokenizer(',')
  const rows: { cells: string[]; line: number; unclosed: boolean }[] = []
  const drain = () => {
    for (let cells = tokenizer.next(); cells !== null; cells = tokenizer.next())
      rows.push({ cells, line: tokenizer.line, unclosed: tokenizer.unclosedQuote })
  }
  const ends = [...new Set(cuts.map((cut) => cut % (text.length + 1)))].sort((a, b) => a - b)
  let from = 0
  for (const end of [...ends, text.length]) {
    tokenizer.push(text.slice(from, end))
    drain()
    from = end
  }
  tokenizer.end()
  drain()
  return rows
}

describe('rows', () => {
  test('line breaks of every kind', () => {
    for (const end of ['\n', '\r\n', '\r'])
      expect(tokenizeAll(`a,b${end}c,d${end}`, ',')).toEqual([
        ['a', 'b'],
        ['c', 'd'],
      ])
  })
  test('the last line may lack its break', () =>
    expect(tokenizeAll('a,b\nc', ',')).toEqual([['a', 'b'], ['c']]))
  test('quoted cells hold separators, quotes and line breaks', () =>
    expect(tokenizeAll('"a,b","say ""hi""","two\nlines"\r\nx,"",z\r\n', ',')).toEqual([
      ['a,b', 'say "hi"', 'two\nlines'],
      ['x', '', 'z'],
    ]))
  test('a quote inside a bare cell is a character', () =>
    expect(tokenizeAll('5" pipe,1\n', ',')).toEqual([['5" pipe', '1']]))
  test('text after a closing quote is kept', () =>
    expect(tokenizeAll('"a"b,c\n', ',')).toEqual([['ab', 'c']]))
  test('blank lines are rows of one empty cell', () =>
    expect(tokenizeAll('a\n\nb\n', ',')).toEqual([['a'], [''], ['b']]))
  test('line numbers count the lines inside quoted cells', () => {
    const rows = inPieces('h\n"a\nb"\nc\n', [])
    expect(rows.map((row) => row.line)).toEqual([1, 2, 4])
  })
  test('an unclosed quote costs its own line only', () => {
    const rows = inPieces('a,"b\nc,d\ne,f\n', [])
    expect(rows.map(({ cells, unclosed }) => [cells, unclosed])).toEqual([
      [['a', '"b'], true],
      [['c', 'd'], false],
      [['e', 'f'], false],
    ])
  })
  test('an unclosed quote far from the end does not swallow the file', () => {
    const lines = Array.from({ length: 20_000 }, (_, i) => `${i},x`)
    const rows = tokenizeAll(['h,"open', ...lines].join('\n'), ',')
    expect(rows).toHaveLength(20_001)
    expect(rows.at(-1)).toEqual(['19999', 'x'])
  })
  test('a line of over a million characters is no table', () =>
    expect(() => tokenizeAll('x'.repeat(1_100_000), ',')).toThrow(/does not look like a till export/))
})

test('where the text is cut makes no difference', () => {
  const soup = fc.string({
    unit: fc.constantFrom('a', 'b', ',', '"', '\n', '\r\n', '""', ' '),
    maxLength: 40,
  })
  fc.assert(
    fc.property(soup, fc.array(fc.nat(60), { maxLength: 12 }), (text, cuts) => {
      expect(inPieces(text, cuts)).toEqual(inPieces(text, []))
    }),
    { numRuns: 500 },
  )
})

import { createWriteStream } from 'node:fs'
import { pipeline } from 'node:stream/promises'
import fc from 'fast-check'
import { describe, expect, test, vi } from 'vitest'
import { guardText, streamXlsx, toCsv, type Column } from '../index.ts'
import { readSheet, withFile } from '../../test/book.ts'

const NOW = new Date('2026-03-20T12:00:00Z')

const written = <Row>(rows: AsyncIterable<Row> | Iterable<Row>, columns: readonly Column<Row>[]) =>
  withFile(async (path) => {
    await pipeline(streamXlsx(rows, columns, { sheet: 'Stock: 1/2', now: NOW }), createWriteStream(path))
    return readSheet(path)
  })

const text: Column<string> = { header: 'Text', value: (row) => row }

describe('a written workbook', () => {
  test('read again holds every text as it was, line breaks as blanks', async () =>
    await fc.assert(
      fc.asyncProperty(
        fc.array(
          fc.oneof(
            fc.string({ unit: 'binary', maxLength: 30 }),
            fc.constantFrom('=1+1', '_x0041_', '@x', ' a ', '<&>"'),
          ),
          {
            minLength: 1,
            maxLength: 20,
          },
        ),
        async (texts) => {
          const rows = await written(texts, [text, { ...text, header: 'End', value: () => '.' }])
          expect(
            Object.values(rows)
              .slice(1)
              .map(([first]) => first),
          ).toEqual(texts.map((value) => value.toWellFormed().replace(/[\r\n\t]+/g, ' ')))
        },
      ),
      { numRuns: 40 },
    ))
  test('numbers, days and moments are what they say', async () => {
    const columns: Column<readonly (string | number | bigint | null)[]>[] = [
      { header: 'Quantity (g)', type: 'number', value: ([a]) => a },
      { header: 'Day', type: 'day', value: ([, b]) => b },
      { header: 'At', type: 'moment', value: ([, , c]) => c },
      { header: 'Tag', value: ([, , , d]) => d },
    ]
    expect(
      await written(
        [
          ['12.5000', '2026-03-20', '2026-03-20 16:20:07', '=HYPERLINK("x")'],
          ['12345678901234567.5', 'never', null, 7],
          [-3, '1899-01-01', '2026-03-20', 9n],
        ],
        columns,
      ),
    ).toEqual({
      1: ['Quantity (g)', 'Day', 'At', 'Tag'],
      2: ['12.5000', '2026-03-20', '2026-03-20 16:20:07', '=HYPERLINK("x")'],
      3: ['12345678901234567.5', 'never', '', '7'],
      4: ['-3', '1899-01-01', '2026-03-20 00:00:00', '9'],
    })
  })
  test('an error of the rows breaks the file off instead of ending it', async () => {
    const broken = async function* (): AsyncGenerator<string> {
      yield 'a'
      await Promise.resolve()
      throw new Error('the query failed')
    }
    await expect(written(broken(), [text])).rejects.toThrow('the query failed')
  })
  test('a reader that goes away stops the rows', async () => {
    let stopped = false
    const endless = function* (): Generator<string> {
      try {
        for (let i = 0; ; i++) yield String(Math.sin(i)).repeat(20)
      } finally {
        stopped = true
      }
    }
    const stream = streamXlsx(endless(), [text], { sheet: 'x', now: NOW })
    let bytes = 0
    for await (const chunk of stream) {
      bytes += (chunk as Buffer).length
      if (bytes > 50_000) break
    }
    await vi.waitFor(() => expect(stopped).toBe(true))
  })
})

describe('guards in CSV', () => {
  test.each(['=1', '+1', '-1', '@x', '\tx', '\rx', '\nx', '＝1', "'=1"])('%j is guarded', (risky) =>
    expect(guardText(risky)).toBe(`'${risky}`),
  )
  test('a header is guarded too', () =>
    expect(toCsv([], [{ header: '=x', value: () => '' }], { bom: false })).toBe("'=x\r\n"))
})

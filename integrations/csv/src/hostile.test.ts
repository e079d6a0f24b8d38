import fc from 'fast-check'
import { parse } from 'csv-parse/sync'
import { isAppError } from '@suite/kernel'
import { expect, test } from 'vitest'
import { previewFile } from './preview.ts'
import { readWhole } from './reading.fixture.ts'
import { sniffFile } from './sniff.ts'
import { tokenizeAll } from './tokenize.ts'
import { toCsv } from './writer.ts'

const cell = fc.string({
  unit: fc.constantFrom('a', 'é', ',', ';', '"', '\n', '\r\n', '1', '-', ' '),
  maxLength: 12,
})

test('well-formed files are cut as csv-parse cuts them', () => {
  const table = fc.array(fc.array(cell, { minLength: 2, maxLength: 4 }), { minLength: 1, maxLength: 6 })
  fc.assert(
    fc.property(table, (rows) => {
      const columns = [0, 1, 2, 3].map((i) => ({ header: `h${i}`, value: (row: string[]) => row[i] ?? '' }))
      const text = toCsv(rows, columns, { bom: false })
      expect(tokenizeAll(text, ',')).toEqual(parse(text))
    }),
    { numRuns: 200 },
  )
})

const orAppError = <T>(act: () => T): T | null => {
  try {
    return act()
  } catch (error) {
    if (isAppError(error)) return null
    throw error
  }
}

test('no bytes whatever make it fail without words for a person', () => {
  const headers = fc.constantFrom(
    '',
    'Date,Product,Quantity,Price\n',
    'Order ID,Order Time,Product Name,Total Inventory Sold,Net Sales\n',
  )
  const soup = fc.string({
    unit: fc.constantFrom('1', '/', '.', '-', ',', '"', '\n', 'E', '+', '(', ' ', 'x', '\u0000', 'é'),
  })
  const bytes = fc.oneof(
    fc.uint8Array({ maxLength: 300 }),
    fc.tuple(headers, soup).map(([header, text]) => Buffer.from(header + text)),
  )
  fc.assert(
    fc.property(bytes, (sample) => {
      const layout = orAppError(() => sniffFile(sample))
      if (layout !== null) orAppError(() => previewFile(sample, layout, 5, { whole: true }))
    }),
    { numRuns: 500 },
  )
})

test('endless cells are refused, not pondered', async () => {
  const long = '1'.repeat(500_000)
  const { refused } = await readWhole(
    `Date,Product,Quantity,Price\n2026-03-20,A,${long}!,1\n${long}/1/1,A,1,1\n2026-03-20,${long},1,1\n2026-03-20,A,1,1\n`,
  )
  expect(refused.map(({ line, code }) => [line, code])).toEqual([
    [2, 'bad_number'],
    [3, 'not_a_date'],
    [4, 'too_long'],
  ])
})

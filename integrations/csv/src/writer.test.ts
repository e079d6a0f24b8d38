import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { guardText, readTable, streamCsv, toCsv, unguardText } from './writer.ts'

const columnsOf = (width: number) =>
  Array.from({ length: width }, (_, i) => ({
    header: `h${i}`,
    value: (row: readonly string[]) => row[i] ?? '',
  }))

const cell = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 20 }),
  fc.string({
    unit: fc.constantFrom('=', '+', '-', '@', "'", '\t', '\r', '\n', '"', ',', ';', 'a', '1', ' '),
  }),
)

test('reading what was written gives every cell back', () => {
  const table = fc
    .integer({ min: 1, max: 5 })
    .chain((width) => fc.array(fc.array(cell, { minLength: width, maxLength: width }), { maxLength: 8 }))
  fc.assert(
    fc.property(table, fc.constantFrom(',', ';', '\t', '|'), fc.boolean(), (rows, delimiter, bom) => {
      const columns = columnsOf(rows[0]?.length ?? 1)
      expect(readTable(toCsv(rows, columns, { delimiter, bom }), delimiter).slice(1)).toEqual(rows)
    }),
    { numRuns: 300 },
  )
})

test('no text cell starts a formula', () => {
  fc.assert(
    fc.property(cell, (text) => {
      expect(guardText(text)).not.toMatch(/^[=+\-@\t\r]/)
      expect(unguardText(guardText(text))).toBe(text)
    }),
  )
})

describe('cells', () => {
  const columns = [
    { header: 'Name', value: (row: { name: string; cost: string | null }) => row.name },
    { header: 'Cost', type: 'number' as const, value: (row: { cost: string | null }) => row.cost },
  ]
  test('numbers stay numbers, formulas do not run', () =>
    expect(toCsv([{ name: '=1+1', cost: '-3.20' }], columns, { bom: false })).toBe(
      "Name,Cost\r\n'=1+1,-3.20\r\n",
    ))
  test('a formula in a number column is guarded', () =>
    expect(toCsv([{ name: 'x', cost: '-1+cmd' }], columns, { bom: false })).toContain("x,'-1+cmd"))
  test('nothing is an empty cell', () =>
    expect(toCsv([{ name: '', cost: null }], columns, { bom: false })).toBe('Name,Cost\r\n,\r\n'))
  test('the mark for spreadsheets is written unless refused', () =>
    expect(toCsv([], columns).charCodeAt(0)).toBe(0xfeff))
  test('the streamed file is the same file', async () => {
    const rows = Array.from({ length: 5000 }, (_, i) => ({ name: `Item "${i}"`, cost: String(i) }))
    let streamed = ''
    for await (const piece of streamCsv(rows, columns)) streamed += piece
    expect(streamed).toBe(toCsv(rows, columns))
  })
})

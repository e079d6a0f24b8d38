import { createWriteStream } from 'node:fs'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { gzipSync } from 'node:zlib'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { streamXlsx, type Column } from '@suite/spreadsheet'
import { partsOf, writeZip } from '@suite/spreadsheet/testing'
import type { CanonicalRow } from './canonical.ts'
import { fileNotes, noneIgnored } from './notes.ts'
import { openFile, readSample } from './open-file.ts'
import { readRows } from './reader.ts'
import { NOW, readWhole } from './reading.fixture.ts'
import { sniffFile } from './sniff.ts'
import { tokenizeAll } from './tokenize.ts'

let folder = ''
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'workbook-text-'))
})
afterAll(() => rm(folder, { recursive: true, force: true }))

type Table = readonly (readonly string[])[]

/** A workbook whose rows are those of a table, its first row as the writer's header. */
const workbookOf = async (
  table: Table,
  types: readonly Column<readonly string[]>['type'][] = [],
): Promise<string> => {
  const width = Math.max(...table.map((row) => row.length))
  const columns = Array.from({ length: width }, (_, i): Column<readonly string[]> => ({
    header: table[0]?.[i] ?? '',
    value: (row) => row[i] ?? '',
    ...(types[i] === undefined ? {} : { type: types[i] }),
  }))
  const path = join(folder, 'book.xlsx')
  await pipeline(
    streamXlsx(table.slice(1), columns, { sheet: 'Sales', now: new Date(NOW) }),
    createWriteStream(path),
  )
  return path
}

const readFileWhole = async (path: string) => {
  const layout = sniffFile((await readSample(path)).bytes)
  const rows: CanonicalRow[] = []
  const { chunks, diskBytesRead, fileBytes } = await openFile(path)
  for await (const batch of readRows(chunks, layout, { now: NOW })) rows.push(...batch.rows)
  return { layout, rows, share: diskBytesRead() / fileBytes }
}

const DUTCHIE: Table = [
  ['Export Date:', '11/20/2026 9:12 AM'],
  ['From Date:', '11/01/2026'],
  ['To Date:', '11/19/2026'],
  ['Location:', 'Evergreen, Denver'],
  [
    'Order ID',
    'Order Time',
    'Product Name',
    'Category',
    'External Package ID',
    'Total Inventory Sold',
    'Gross Sales',
    'Net Sales',
  ],
  [
    '77',
    '2026-11-02 16:20:00',
    '"Blue" Dream, 1/8"',
    'Flower',
    '1A4060300003EE1000012345',
    '1',
    '24.10',
    '20.00',
  ],
  ['77', '2026-11-02 16:20:00', '=Cola\t1g', 'Pre-Roll', '1A4060300003EE1000012346', '2', '10', '10'],
]

describe('workbooks', () => {
  test('a Dutchie workbook gives the rows its CSV gives', async () => {
    const path = await workbookOf(DUTCHIE, [
      'number',
      'moment',
      undefined,
      undefined,
      undefined,
      'number',
      'number',
      'number',
    ])
    const book = await readFileWhole(path)
    const quoted = DUTCHIE.map((row) => row.map((cell) => `"${cell.replaceAll('"', '""')}"`).join(',')).join(
      '\r\n',
    )
    const csv = await readWhole(quoted)
    expect(book.layout).toMatchObject({ profile: 'dutchie-sales-by-item', headerRow: 4, encoding: 'utf-8' })
    expect(book.rows).toEqual(csv.rows)
    expect(book.rows).toHaveLength(2)
    expect(book.rows[1]).toMatchObject({
      line: 7,
      productName: '=Cola 1g',
      occurredAt: { value: '2026-11-02T16:20:00' },
    })
    expect(book.share).toBe(1)
  })
  test('cells of any text come out as they went in', async () =>
    await fc.assert(
      fc.asyncProperty(
        fc.array(
          fc.array(fc.string({ unit: fc.constantFrom('"', ',', ';', 'a', ' ', "'", '|', '\\') }), {
            minLength: 2,
            maxLength: 4,
          }),
          {
            minLength: 1,
            maxLength: 6,
          },
        ),
        async (rows) => {
          const table = [['a', 'b', 'c', 'end'], ...rows.map((row) => [...row, '.'])]
          const { bytes } = await readSample(await workbookOf(table))
          expect(tokenizeAll(Buffer.from(bytes).toString(), '\t')).toEqual([
            ['a', 'b', 'c', 'end', ...(rows.some((row) => row.length === 4) ? [''] : [])].slice(0, 4),
            ...rows.map((row) => [...row, '.']),
          ])
        },
      ),
      { numRuns: 25 },
    ))
  test('a large one comes in small batches', async () => {
    const lines = function* () {
      for (let i = 0; i < 60_000; i++)
        yield [String(i), '2026-03-20 10:00:00', `SKU-${i % 400}`, String(i % 7), '12.35']
    }
    const path = join(folder, 'large.xlsx')
    const columns = ['Receipt', 'Sale Time', 'SKU', 'Qty', 'Price'].map((header, i): Column<string[]> => ({
      header,
      type: i === 1 ? 'moment' : i === 2 ? 'text' : 'number',
      value: (row) => row[i] ?? '',
    }))
    await pipeline(streamXlsx(lines(), columns, { sheet: 'x', now: new Date(NOW) }), createWriteStream(path))
    const layout = sniffFile((await readSample(path)).bytes)
    let [rows, largest] = [0, 0]
    for await (const batch of readRows((await openFile(path)).chunks, layout, { now: NOW, batchRows: 500 })) {
      rows += batch.rows.length
      largest = Math.max(largest, batch.rows.length)
    }
    expect(rows).toBe(60_000)
    expect(largest).toBeLessThan(2_500)
  })
  const cell = (place: string, text: string) => `<c r="${place}" t="str"><v>${text}</v></c>`
  const table = `<row r="3">${cell('A3', 'SKU')}${cell('B3', 'Product')}</row><row r="5">${cell('A5', 'A')}${cell('B5', 'Apple')}</row>`
  const sampleOf = async (sheets: Record<string, string>) => {
    const path = join(folder, 'sheets.xlsx')
    await writeZip(path, partsOf({ sheets }))
    return readSample(path)
  }
  test('the first visible sheet with a table is read, at its own row numbers; the others are named', async () => {
    const { bytes, workbook } = await sampleOf({
      Cover: `<row r="1">${cell('A1', 'Inventory')}</row>`,
      '!Old': table,
      Empty: '',
      Stock: table,
      Lists: table,
    })
    expect(workbook).toEqual({ sheet: 'Stock', others: ['Lists'] })
    expect(Buffer.from(bytes).toString()).toBe('\n\nSKU\tProduct\n\nA\tApple\n')
    expect(sniffFile(bytes)).toMatchObject({ headerRow: 2, kind: 'products' })
  })
  test('a workbook without a table gives what it has; one with nothing is refused', async () => {
    expect((await sampleOf({ Empty: '', Cover: `<row r="1">${cell('A1', 'x')}</row>` })).workbook).toEqual({
      sheet: 'Cover',
      others: [],
    })
    await expect(sampleOf({ '!Old': table, Empty: '' })).rejects.toMatchObject({ code: 'empty_file' })
  })
  test('bytes that only look like a workbook are refused in words', async () => {
    const path = join(folder, 'broken.xlsx')
    await writeFile(path, 'PK\u0003\u0004 and nothing more')
    await expect(readSample(path)).rejects.toMatchObject({ code: 'damaged_workbook' })
  })
  test('text and gzip go their old way', async () => {
    const path = join(folder, 'plain.csv.gz')
    await writeFile(path, gzipSync('SKU,Product\nA,B\n'))
    expect(await readSample(path)).toMatchObject({ whole: true, workbook: null })
  })
})

test('notes say what was not as usual, and nothing else', () => {
  const usual = { encoding: 'utf-8', titleLines: 0, workbook: null, ignored: noneIgnored() } as const
  expect(fileNotes(usual)).toEqual([])
  expect(
    fileNotes({
      encoding: 'utf-16be',
      titleLines: 4,
      workbook: { sheet: 'Sales', others: ['Stock', 'Lists'] },
      ignored: { blank: 9, totals: 1, repeated_header: 2, remark: 1 },
    }),
  ).toEqual([
    'The sheet “Sales” was read. “Stock”, “Lists” was not: to import it, drag its tab to the front, save, and hand the file in again.',
    'The file is in UTF-16 and was read as such.',
    '4 lines stand above the header and were passed over.',
    '2 lines are the header once more and were passed over.',
    '1 line is a total and was not taken for data.',
    '1 line holds a remark only and was passed over.',
  ])
})

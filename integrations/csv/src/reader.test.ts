import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { fingerprint } from './fingerprint.ts'
import { previewFile } from './preview.ts'
import { decideDateOrder, readRows } from './reader.ts'
import { inChunks, NOW, readWhole, saleLines } from './reading.fixture.ts'
import { refusedCsv } from './refused.ts'
import { sniffFile } from './sniff.ts'
import { toCsv } from './writer.ts'

const HEADER = 'Receipt,Date,SKU,Product,Qty,Price\n'

describe('streaming', () => {
  test('where the bytes are cut makes no difference', async () => {
    const line = fc.constantFrom(
      '1,2026-03-20,A,Apple,1,2.50\n',
      '2,2026-03-20,B,"Piña, ""big""\nand red",2,0.001\r\n',
      '3,2026-02-30,C,Never,1,1\n',
      '4,2026-03-20,D,"open,1,1\n',
      '\n',
      'Total,,,,\n',
    )
    await fc.assert(
      fc.asyncProperty(
        fc.array(line, { maxLength: 12 }),
        fc.array(fc.integer({ min: 1, max: 40 }), { minLength: 1, maxLength: 5 }),
        async (lines, sizes) => {
          const file = Buffer.from(HEADER + lines.join(''))
          expect(await readWhole(file, {}, sizes)).toEqual(await readWhole(file))
        },
      ),
      { numRuns: 60 },
    )
  })
  test('every line comes out once, in batches', async () => {
    const file = Buffer.from(
      HEADER + Array.from({ length: 12_000 }, (_, i) => `${i},2026-03-20,A,Apple,1,2\n`).join(''),
    )
    const sizes: number[] = []
    let last = 0
    for await (const batch of readRows(inChunks(file, [7000]), sniffFile(file), { now: NOW })) {
      sizes.push(batch.rows.length)
      last = batch.linesRead
    }
    expect(sizes).toEqual([5000, 5000, 2000])
    expect(last).toBe(12_001)
  })
  test('an abort ends the reading with its reason', async () => {
    const file = Buffer.from(HEADER + '1,2026-03-20,A,Apple,1,2\n'.repeat(20_000))
    const stop = new AbortController()
    const reading = async () => {
      for await (const batch of readRows(inChunks(file, [1000]), sniffFile(file), {
        now: NOW,
        signal: stop.signal,
      }))
        if (batch.rows.length > 0) stop.abort(new Error('cancelled by a person'))
    }
    await expect(reading()).rejects.toThrow('cancelled by a person')
  })
  test('a layout of another file is refused', async () => {
    const layout = sniffFile(Buffer.from(HEADER))
    const other = Buffer.from('Receipt,Date,Product,SKU,Qty,Price\n1,2026-03-20,A,Apple,1,2\n')
    await expect(readRows(inChunks(other, [100]), layout, { now: NOW }).next()).rejects.toThrow(
      'Column 3 is called "Product"',
    )
  })
})

describe('the order of day and month', () => {
  const file = Buffer.from(HEADER + '1,3/4/2026,A,Apple,1,2\n'.repeat(4000) + '2,3/25/2026,A,Apple,1,2\n')
  const layout = { ...sniffFile(file.subarray(0, 2000)) }
  test('the sample leaves it open', () => expect(layout.dateOrder).toBe('auto'))
  test('the whole file settles it', async () =>
    expect(await decideDateOrder(inChunks(file, [5000]), layout)).toBe('mdy'))
})

test('any value survives writing and reading', async () => {
  const text = fc.string({
    unit: fc.constantFrom('=', '+', '-', '@', "'", '"', ',', ';', 'a', 'é', '1'),
    minLength: 1,
    maxLength: 12,
  })
  const amount = fc
    .tuple(fc.integer({ min: 1, max: 99_999_999 }), fc.integer({ min: 0, max: 6 }))
    .map(([n, scale]) => {
      const digits = String(n).padStart(scale + 1, '0')
      return scale === 0 ? digits : `${digits.slice(0, -scale)}.${digits.slice(-scale)}`.replace(/\.?0+$/, '')
    })
  const row = fc.record({
    name: text,
    quantity: amount.map((value) =>
      value.replace(/(\.\d{4})\d+$/, '$1').replace(/\.?0+$/, (end) => (end.startsWith('.') ? '' : end)),
    ),
    price: amount,
  })
  await fc.assert(
    fc.asyncProperty(fc.array(row, { minLength: 1, maxLength: 6 }), async (rows) => {
      const file = toCsv(rows, [
        { header: 'Receipt', value: () => 'R1' },
        { header: 'Date', value: () => '2026-03-20 10:00' },
        { header: 'SKU', value: () => 'A' },
        { header: 'Product', value: ({ name }) => name },
        { header: 'Qty', type: 'number', value: ({ quantity }) => quantity },
        { header: 'Price', type: 'number', value: ({ price }) => price },
      ])
      const read = await saleLines(file)
      expect(read.map((line) => [line.productName, line.unitPrice])).toEqual(
        rows.map(({ name, price }) => [name, price]),
      )
    }),
    { numRuns: 100 },
  )
})

describe('refused rows', () => {
  const file = `${HEADER}1,2026-02-30,A,Apple,1,2\n2,2026-03-20,B,=Bear,x,2\n3,2026-03-20,C,Cat,1,2\n4,2026-03-20,D,Dog, brown,1,2\n`
  test('are written with their header, cells, line and reason', async () => {
    const { refused } = await readWhole(file)
    let text = ''
    for await (const piece of refusedCsv(sniffFile(Buffer.from(file)), refused)) text += piece
    const lines = text.slice(1).split('\r\n')
    expect(lines[0]).toBe('Receipt,Date,SKU,Product,Qty,Price,refused_line,refused_reason')
    expect(lines[1]).toMatch(/^1,2026-02-30,A,Apple,1,2,2,"Column ""Date""/)
    expect(lines[2]).toMatch(/^2,2026-03-20,B,'=Bear,x,2,3,/)
    expect(lines[3]).toMatch(/^4,2026-03-20,D,Dog," brown","1,2",5,The row has 7 cells/)
  })
  test('come back mended, the two extra columns passed over', async () => {
    const { refused } = await readWhole(file)
    let text = ''
    for await (const piece of refusedCsv(sniffFile(Buffer.from(file)), refused.slice(0, 2))) text += piece
    const mended = text.replace('2026-02-30', '2026-02-28').replace(',x,', ',5,')
    const rows = await saleLines(mended)
    expect(rows.map(({ productName, quantity }) => [productName, quantity])).toEqual([
      ['Apple', '1'],
      ['=Bear', '5'],
    ])
  })
})

describe('preview', () => {
  const file = Buffer.from(
    `${HEADER}1,2026-03-20,A,Apple,2,2.50\n2,2026-03-20,A,Apple,-1,2.50\n3,never,A,Apple,1,1\n\n4,2026-03-2`,
  )
  test('shows rows, refusals, counts and sums, and leaves the cut line out', () => {
    const preview = previewFile(file, sniffFile(file), 1, { now: NOW })
    expect(preview.rows).toHaveLength(1)
    expect(preview.refused[0]).toMatchObject({ line: 4, code: 'not_a_date' })
    expect(preview.counts).toEqual({
      rows: 2,
      refused: 1,
      ignored: 1,
      ignoredBy: { blank: 1, totals: 0, repeated_header: 0, remark: 0 },
      kinds: { sale: 1, return: 1 },
    })
    expect(preview.sums).toEqual({ quantity: '1', net: '2.5' })
  })
  test('takes the last line of a whole file', () =>
    expect(
      previewFile(Buffer.from(`${HEADER}1,2026-03-20,A,Apple,2,2.50`), sniffFile(file), 5, { whole: true })
        .counts.rows,
    ).toBe(1))
})

describe('fingerprint', () => {
  const first = async (line: string) => {
    const [row] = await saleLines(HEADER + line)
    if (row === undefined) throw new Error('no row')
    return fingerprint(row)
  }
  test('is the same for the same line of another file, receipt and spelling', async () => {
    const print = await first('1,2026-03-20 10:00,A,Apple,1,2.50\n')
    expect(print).toMatch(/^[0-9a-f]{32}$/)
    expect(await first('\n77,2026-03-20T10:00:00,A,Red apple,1.0,$2.5\n')).toBe(print)
  })
  test.each(['B,Apple,1,2.50', 'A,Apple,2,2.50', 'A,Apple,1,2.51'])('differs for %s', async (rest) =>
    expect(await first(`1,2026-03-20 10:00,${rest}\n`)).not.toBe(
      await first('1,2026-03-20 10:00,A,Apple,1,2.50\n'),
    ),
  )
})

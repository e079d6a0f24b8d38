import { describe, expect, test } from 'vitest'
import { readWhole } from './reading.fixture.ts'

const reasons = async (file: string) => {
  const { ignored, rows, refused } = await readWhole(file)
  return {
    rows: rows.length,
    refused: refused.length,
    ignored: ignored.map(({ line, reason }) => [line, reason]),
  }
}
const SALES = 'Receipt,Date,SKU,Product,Qty,Price\n'
const LINE = '1,2026-03-20,A,Apple,1,2.00\n'

describe('files glued together', () => {
  test('the header again, also with other capitals and blank columns behind it', async () =>
    expect(await reasons(`${SALES}${LINE}RECEIPT,Date,sku,Product,Qty,Price,,\n${LINE}`)).toEqual({
      rows: 2,
      refused: 0,
      ignored: [[3, 'repeated_header']],
    }))
  test('the title lines above it come again too', async () => {
    const title = 'Export Date:,11/20/2026 9:12 AM\nBranch:,Denver\n\n'
    expect(await reasons(title + SALES + LINE + title + SALES + LINE)).toEqual({
      rows: 2,
      refused: 0,
      ignored: [
        [6, 'remark'],
        [7, 'remark'],
        [8, 'blank'],
        [9, 'repeated_header'],
      ],
    })
  })
  test('a product called like the first column is a product', async () =>
    expect((await reasons('Item,Qty,Room\nItem,3,Vault\n')).rows).toBe(1))
})

describe('totals', () => {
  test.each([
    'Total,,,,5,10.00',
    ',,,Total,5,10.00',
    'Grand Total:,,,,5,10.00',
    ',,,,5,$10.00',
    ',,,,,"(1,010.00)"',
  ])('%s', async (row) =>
    expect(await reasons(`${SALES}${LINE}${row}\n`)).toEqual({
      rows: 1,
      refused: 0,
      ignored: [[3, 'totals']],
    }),
  )
  test('a row without its product but with a date is refused, not dropped', async () =>
    expect(await reasons(`${SALES}${LINE},2026-03-20,,,5,10\n`)).toMatchObject({ refused: 1, ignored: [] }))
  test('a row of a package without product is refused, not dropped', async () =>
    expect(await reasons('Product,Package Tag,Available\n,1A4060300003EE1000012345,4\n')).toMatchObject({
      refused: 1,
      ignored: [],
    }))
})

describe('remarks', () => {
  test.each([
    'Generated 11/20/2026 by Ann',
    'Page 1 of 2',
    '"1,204 rows"',
    'End of report',
    '* returns included',
  ])('%s', async (remark) =>
    expect(await reasons(`${SALES}${LINE}${remark}\n`)).toEqual({
      rows: 1,
      refused: 0,
      ignored: [[3, 'remark']],
    }),
  )
  test('a line cut off in a download is refused', async () =>
    expect(await reasons(`${SALES}${LINE}77\n78,2026-03\n`)).toMatchObject({ refused: 2, ignored: [] }))
  test('a product of few words in a list of products is a product', async () =>
    expect(await reasons('SKU,Product,Brand,THC %\nA,B,C,20\n,Report cards,,\n')).toMatchObject({ rows: 2 }))
})

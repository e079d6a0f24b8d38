import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { streamXlsx } from '@suite/spreadsheet'
import { sql } from '@suite/db'
import { testShops, type Shop } from '../test/shop.ts'
import { importOf } from './queries/imports.ts'

let shops: Awaited<ReturnType<typeof testShops>>
let shop: Shop
beforeAll(async () => {
  shops = await testShops()
})
beforeEach(async () => {
  shop = await shops.open()
})
afterAll(() => shops.close())

const TABLE = [
  ['Sales by item', '', '', '', '', ''],
  ['Receipt ID', 'Date', 'SKU', 'Product Name', 'Quantity', 'Unit Price'],
  ['1001', '2026-03-20 16:20:00', 'BD', 'Blue Dream', '2', '25.10'],
  ['1002', '2026-03-21 09:05:00', 'GUM', 'Gummies', '1', '12.35'],
  ['Receipt ID', 'Date', 'SKU', 'Product Name', 'Quantity', 'Unit Price'],
  ['1003', '2026-03-21 10:00:00', 'BD', 'Blue Dream', '1', '25.10'],
  ['Total', '', '', '', '4', '87.65'],
]
const csv = TABLE.map((row) => row.join(',')).join('\r\n')

const workbook = async (): Promise<Buffer> => {
  const types = ['text', 'moment', 'text', 'text', 'number', 'number'] as const
  const columns = types.map((type, i) => ({
    header: TABLE[0]?.[i] ?? '',
    type,
    value: (row: readonly string[]) => row[i] ?? '',
  }))
  const stream = streamXlsx(TABLE.slice(1), columns, { sheet: 'March', now: new Date() })
  return Buffer.concat(await stream.toArray())
}

const lines = () =>
  shop.rows(sql`
    select r.external_id as receipt, p.sku, trim_scale(l.quantity) as quantity, l.gross_minor, r.occurred_at
    from receipt_lines l join receipts r on r.id = l.receipt_id join products p on p.id = l.product_id
    order by r.external_id`)
const notesOf = async (id: string) => (await shop.read((read) => importOf(read, id))).notes

const PASSED_OVER = [
  '1 line stands above the header and was passed over.',
  '1 line is the header once more and was passed over.',
  '1 line is a total and was not taken for data.',
]

describe('the same sales as CSV, as workbook and in UTF-16', () => {
  it('are the same rows, and what was passed over is told', async () => {
    const first = await shop.take(csv, 'march.csv')
    expect(await notesOf(first)).toEqual(PASSED_OVER)
    const stored = await lines()
    expect(stored).toHaveLength(3)
    const others = {
      'march.xlsx': await workbook(),
      'march-le.csv': Buffer.from(csv, 'utf16le'),
      'march-be.csv': Buffer.from(`\ufeff${csv}`, 'utf16le').swap16(),
    }
    for (const [name, bytes] of Object.entries(others)) {
      const id = await shop.take(bytes, name)
      expect(await shop.importOf(id)).toMatchObject({
        status: 'done',
        rows_added: 0,
        rows_known: 3,
        rows_refused: 0,
      })
      expect(await notesOf(id)).toEqual([
        name.endsWith('.xlsx')
          ? 'The sheet “March” was read.'
          : 'The file is in UTF-16 and was read as such.',
        ...PASSED_OVER,
      ])
      expect(await lines()).toEqual(stored)
    }
  })

  it('a workbook cut off in the middle changes nothing and says so', async () => {
    const whole = await workbook()
    await expect(shop.take(whole.subarray(0, whole.length - 200), 'march.xlsx')).rejects.toMatchObject({
      code: 'damaged_workbook',
    })
    expect(await lines()).toEqual([])
  })
})

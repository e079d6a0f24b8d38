import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import {
  layoutProblems,
  readRows,
  type CanonicalRow,
  type SaleLineRow,
  sniffFile,
  type StockRow,
} from '@suite/csv'
import { addDays, Decimal } from '@suite/kernel'
import { beforeAll, describe, expect, test } from 'vitest'
import { CATALOG } from './catalog.ts'
import { EVERGREEN, generateEvergreen, type EvergreenFile, type EvergreenOptions } from './generate.ts'

const END = '2026-10-31'
const SAMPLE: EvergreenOptions = { endDate: END, seed: 420, days: 8, stores: ['boulder'] }

const bytesOf = async ({ content }: EvergreenFile): Promise<Buffer> => {
  const chunks: Uint8Array[] = []
  for await (const chunk of content) chunks.push(chunk)
  return Buffer.concat(chunks)
}

async function* once(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes
}

interface ReadFile {
  readonly fileName: string
  readonly kind: string
  readonly rows: CanonicalRow[]
}

/** Reads a file as an import would: sniffed, nothing mapped by hand; any refusal is an error. */
const importFile = async (file: EvergreenFile): Promise<ReadFile> => {
  const bytes = await bytesOf(file)
  const layout = sniffFile(bytes.subarray(0, 256 * 1024))
  expect([file.fileName, layout.kind, ...layoutProblems(layout)]).toEqual([file.fileName, file.kind])
  const rows: CanonicalRow[] = []
  for await (const batch of readRows(once(bytes), layout, { now: `${addDays(END, 1)}T12:00:00Z` })) {
    expect([...batch.refused, ...batch.ignored]).toEqual([])
    rows.push(...batch.rows)
  }
  return { fileName: file.fileName, kind: file.kind, rows }
}

describe('the committed samples', () => {
  test.each(generateEvergreen(SAMPLE).map((file) => [file.fileName, file] as const))(
    '%s is what the generator writes',
    async (fileName, file) => {
      const committed = await readFile(join(import.meta.dirname, 'samples', fileName))
      expect(committed.equals(await bytesOf(file))).toBe(true)
    },
  )
})

describe('a whole history of one store', () => {
  const options: EvergreenOptions = { endDate: END, seed: 420, stores: ['boulder'] }
  let files: ReadFile[] = []
  let sales: SaleLineRow[] = []
  let stock: StockRow[] = []

  beforeAll(async () => {
    for (const file of generateEvergreen(options)) files.push(await importFile(file))
    const rowsOf = (name: string) => files.find(({ fileName }) => fileName === name)?.rows ?? []
    sales = rowsOf('boulder-sales-by-item.csv').filter((row) => row.type === 'sale_line')
    stock = rowsOf('boulder-inventory.csv').filter((row) => row.type === 'stock')
  }, 60_000)

  const unitsOn = (day: string): number =>
    sales
      .filter((row) => row.occurredAt.value.startsWith(day))
      .reduce((sum, row) => sum + Number(row.quantity), 0)

  test('products and stock carry the codes sales fall back to', () => {
    const codes = new Set(CATALOG.map(({ sku }) => sku))
    expect(codes.size).toBe(CATALOG.length)
    expect([...sales, ...stock].filter(({ productCode }) => !codes.has(productCode))).toEqual([])
  })
  test('all eight categories sell', () => expect(new Set(sales.map((row) => row.category)).size).toBe(8))
  test('money adds up: gross less discounts is net, line by line in the file', () => {
    const net = sales.reduce((sum, row) => sum.plus(row.grossAmount ?? 0).minus(row.discount), new Decimal(0))
    expect(net.toNumber()).toBeGreaterThan(500_000)
    expect(net.decimalPlaces()).toBeLessThanOrEqual(2)
    expect(
      sales.every((row) => new Decimal(row.quantity).times(row.unitPrice).eq(row.grossAmount ?? 'NaN')),
    ).toBe(true)
  })
  test('it ends on the last day and is fifteen months long', () => {
    const days = sales.map((row) => row.occurredAt.value.slice(0, 10)).sort()
    expect([days[0], days.at(-1)]).toEqual([addDays(END, -456), END])
  })
  test('April 20 and Green Wednesday stand out', () => {
    const ordinary = (unitsOn('2026-04-07') + unitsOn('2026-05-05')) / 2
    expect(unitsOn('2026-04-20')).toBeGreaterThan(ordinary * 1.7)
    expect(unitsOn('2025-11-26')).toBeGreaterThan(unitsOn('2025-11-19') * 1.4)
  })
  test('there are returns, voids and identical lines', () => {
    const voided = files.find(({ fileName }) => fileName === 'boulder-voided-orders.csv')?.rows ?? []
    expect(voided.length).toBeGreaterThan(50)
    expect(voided.every((row) => row.type === 'sale_line' && row.kind === 'void')).toBe(true)
    expect(sales.filter((row) => row.kind === 'return').length).toBeGreaterThan(50)
    const keys = sales.map((row) => `${row.receiptId}/${row.productCode}/${row.quantity}/${row.discount}`)
    expect(keys.length - new Set(keys).size).toBeGreaterThan(20)
  })
  test('the shelf shows stock-outs, expiring lots, new and slow products', () => {
    const onHand = new Map<string, number>()
    for (const row of stock)
      onHand.set(row.productCode, (onHand.get(row.productCode) ?? 0) + Number(row.quantity))
    expect([...onHand.values()].filter((units) => units === 0).length).toBeGreaterThan(0)
    const soon = addDays(END, 40)
    expect(
      stock.filter((row) => (row.expiresOn ?? '') < soon && Number(row.quantity) > 0).length,
    ).toBeGreaterThan(3)
    const first = new Map<string, string>()
    for (const row of sales) if (!first.has(row.productCode)) first.set(row.productCode, row.occurredAt.value)
    expect([...first.values()].filter((day) => day > addDays(END, -30)).length).toBeGreaterThan(2)
  })
  test('package tags are the state’s 24 characters and lots carry cost, price and room', () => {
    expect(sales.every((row) => row.packageTag?.length === 24)).toBe(true)
    expect(
      stock.every((row) => row.packageTag?.length === 24 && row.unitCost !== null && row.room !== null),
    ).toBe(true)
    expect(stock[0]?.countedAt).toEqual({ kind: 'local', value: `${END}T21:15:00` })
  })
})

test('the store in New Mexico sells the best of each range, under barcodes of 16 digits', async () => {
  const files: ReadFile[] = []
  for (const file of generateEvergreen({ endDate: END, seed: 420, days: 30, stores: ['santa-fe'] }))
    files.push(await importFile(file))
  const rows = files
    .flatMap((file) => file.rows)
    .filter((row) => row.type === 'sale_line' || row.type === 'stock')
  const best = new Set(CATALOG.filter(({ place }) => place < 2).map(({ sku }) => sku))
  const seen = new Set(rows.flatMap((row) => row.productCode ?? []))
  expect([...seen].filter((sku) => !best.has(sku))).toEqual([])
  expect(seen.size).toBeGreaterThan(best.size * 0.8)
  expect(rows.filter(({ packageTag }) => !/^9146304\d{9}$/.test(packageTag ?? ''))).toEqual([])
})

test('vendors cover the catalogue and cannot be written to by mistake', () => {
  const names = new Set(EVERGREEN.vendors.map(({ name }) => name))
  expect(CATALOG.filter(({ vendor }) => !names.has(vendor))).toEqual([])
  expect(EVERGREEN.vendors.every(({ email }) => email.endsWith('@example.com'))).toBe(true)
})

test('a history that cannot be made is refused', () => {
  expect(() => generateEvergreen({ endDate: END, seed: 1, days: 3 })).toThrow('cannot be made')
  expect(() => generateEvergreen({ endDate: '2026-02-30', seed: 1 })).toThrow('not a calendar day')
})

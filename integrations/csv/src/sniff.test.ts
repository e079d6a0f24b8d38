import { describe, expect, test } from 'vitest'
import type { FileLayout } from './canonical.ts'
import { headerSignature, layoutProblems, withSavedLayout } from './layout.ts'
import { dutchieFile, uciFile } from './reading.fixture.ts'
import { sniffFile } from './sniff.ts'

const sniff = (text: string, encoding: BufferEncoding = 'utf8'): FileLayout =>
  sniffFile(Buffer.from(text, encoding))
const fieldsOf = (layout: FileLayout): Record<string, string> =>
  Object.fromEntries(layout.columns.flatMap(({ header, field }) => (field === null ? [] : [[field, header]])))

describe('known exports', () => {
  test('Dutchie sales by item, header on row 5', () => {
    const layout = sniff(
      dutchieFile('1,11/02/2026 4:20 PM,S,A,Rec,V,Blue Dream,Flower,P,B,T,1,1,1,10,5,0,0,10,,,,P,5'),
    )
    expect(layout).toMatchObject({
      profile: 'dutchie-sales-by-item',
      kind: 'sales',
      headerRow: 4,
      dateOrder: 'mdy',
    })
    expect(fieldsOf(layout)).toMatchObject({
      receiptId: 'Order ID',
      occurredAt: 'Order Time',
      quantity: 'Total Inventory Sold',
      cost: 'Inventory Cost',
      packageTag: 'External Package ID',
      brand: 'Producer',
      channel: 'Customer Type',
    })
    expect(layoutProblems(layout)).toEqual([])
  })
  test.each(['Major Category', 'Product Category Name'])(
    'older Dutchie files call the category %s',
    (name) => {
      const layout = sniff(
        `Order ID,Order Time,Product Name,${name},Total Inventory Sold,Gross Sales,Net Sales\n`,
      )
      expect(layout.profile).toBe('dutchie-sales-by-item')
      expect(fieldsOf(layout)['category']).toBe(name)
    },
  )
  test('Dutchie inventory audit', () =>
    expect(
      sniff(
        'Id,Package ID,External Package ID,Label Source,Brand,Product Name,Counted On,Note,Expected Qty,Counted Qty,Adjustment Reason\r\n',
      ),
    ).toMatchObject({ profile: 'dutchie-inventory-audit', kind: 'stock' }))
  test('UCI Online Retail, both editions', () => {
    expect(sniff(uciFile('1,A,x,1,2010-12-01 08:26:00,1.0,,UK'))).toMatchObject({
      profile: 'uci-online-retail',
      dateOrder: 'ymd',
    })
    const second = sniff('Invoice,StockCode,Description,Quantity,InvoiceDate,Price,Customer ID,Country\n')
    expect(second.profile).toBe('uci-online-retail')
    expect(layoutProblems(second)).toEqual([])
  })
  test('Metrc packages', () => {
    const layout = sniff(
      'Tag,Source Harvest(s),Location,Item,Category,Item Strain,Quantity,Unit Of Measure,Lab Test Status\n',
    )
    expect(layout).toMatchObject({ profile: 'metrc-packages', kind: 'stock' })
    expect(fieldsOf(layout)).toMatchObject({
      packageTag: 'Tag',
      productName: 'Item',
      room: 'Location',
      unit: 'Unit Of Measure',
    })
  })
})

describe('unknown exports', () => {
  test.each([',', ';', '\t', '|'])('separator %j, title lines above', (delimiter) => {
    const rows = [
      ['Sales report'],
      [''],
      ['Ticket No', 'Sale Date', 'Item Name', 'Qty Sold', 'Unit Price'],
      ['1', '2026-03-20', 'Apple, red; big', '1', '2.00'],
    ]
    const layout = sniff(rows.map((row) => row.map((cell) => `"${cell}"`).join(delimiter)).join('\n'))
    expect(layout).toMatchObject({ profile: 'generic-sales', kind: 'sales', delimiter, headerRow: 2 })
    expect(layoutProblems(layout)).toEqual([])
  })
  test('kinds are told apart', () => {
    expect(
      sniff('SKU,Product,Category,Brand,Vendor,THC %,Price,Cost,Case Pack,MOQ\nA,B,C,D,E,20,1,1,1,1\n').kind,
    ).toBe('products')
    expect(sniff('SKU,Product,On Hand,Room,Lot,Expiration Date,Cost\nA,B,1,C,D,2027-01-01,1\n').kind).toBe(
      'stock',
    )
    expect(sniff('Date,Product,Quantity,Price\n2026-03-20,A,1,2\n').kind).toBe('sales')
  })
  test('German files: decimal commas, semicolons, Latin-1', () => {
    const layout = sniff(
      'Belegnummer;Datum;Artikel;Menge;Preis\n1;20.03.2026;Blüte;1;12,50\n2;1.4.2026;Öl;2;1.114,35\n',
      'latin1',
    )
    expect(layout).toMatchObject({ encoding: 'latin1', delimiter: ';', decimalComma: true, kind: 'sales' })
    expect(layoutProblems(layout)).toEqual([])
  })
  test('a column "Type" is what was sold or what was done, by its values', () => {
    const typed = (value: string) =>
      fieldsOf(sniff(`Receipt,Date,SKU,Qty,Price,Type\n1,2026-03-20,A,1,2,${value}\n`))
    expect(typed('Flower')).toMatchObject({ category: 'Type' })
    expect(typed('Return')).toMatchObject({ status: 'Type' })
  })
  test('headers nobody knows are left to a person', () => {
    const layout = sniff('Foo,Bar,Baz\n1,2,3\n4,5,6\n')
    expect(layout.columns.map(({ header, field }) => [header, field])).toEqual([
      ['Foo', null],
      ['Bar', null],
      ['Baz', null],
    ])
    expect(layoutProblems(layout).join(' ')).toContain('No column is chosen for the product')
  })
  test('missing money is said in words', () =>
    expect(layoutProblems(sniff('Date,Product,Qty Sold\n2026-03-20,A,1\n'))).toEqual([
      'No column is chosen for the money (unit price, gross sales or net sales). Choose the column that holds it.',
    ]))
  test('an open date order is a question', () =>
    expect(layoutProblems(sniff('Date,Product,Quantity,Price\n3/4/2026,A,1,2\n')).join()).toContain(
      'March 4',
    ))
  test('an empty file is refused', () => expect(() => sniff(' \n')).toThrow(/empty/))
})

describe('saved mappings', () => {
  const saved = sniff('Foo,Bar,Baz,When\n1,2,3,2026-03-20\n')
  const chosen: FileLayout = {
    ...saved,
    kind: 'sales',
    columns: saved.columns.map((column, i) => ({
      ...column,
      field: (['productName', 'quantity', 'unitPrice', 'date'] as const)[i] ?? null,
    })),
  }
  test('are found again under another delimiter and below a title', () => {
    const next = sniff('Export\n\nFoo;Bar;Baz;When\n1;2;3;2026-03-21\n')
    expect(headerSignature(next)).toBe(headerSignature(saved))
    const layout = withSavedLayout(next, chosen)
    expect(layout).toMatchObject({ kind: 'sales', delimiter: ';', headerRow: 2 })
    expect(layoutProblems(layout)).toEqual([])
  })
  test('fit the refused-rows file of the same export', () => {
    const mended = sniff('Foo,Bar,Baz,When,refused_line,refused_reason\n1,2,3,2026-03-20,7,why\n')
    expect(headerSignature(mended)).toBe(headerSignature(saved))
    expect(withSavedLayout(mended, chosen).columns.at(-1)?.field).toBeNull()
  })
  test('choosing one field twice is a problem', () => {
    const twice = { ...chosen, columns: chosen.columns.map((c) => ({ ...c, field: 'quantity' as const })) }
    expect(layoutProblems(twice).join()).toContain('are chosen for the same thing')
  })
})

import { type CsvColumn, streamCsv } from '@suite/csv'
import { type Day, fromMinor } from '@suite/kernel'
import { CATALOG, type DemoProduct } from './catalog.ts'
import type { EvergreenStore } from './evergreen.ts'
import type { DemoLot } from './shelf.ts'
import { clock, type DemoSaleLine, type DemoStoreHistory, type Span, usDate } from './simulate.ts'

const text = <Row>(header: string, value: (row: Row) => string): CsvColumn<Row> => ({ header, value })
const number = <Row>(header: string, value: (row: Row) => string | number): CsvColumn<Row> => ({
  header,
  type: 'number',
  value,
})

const gross = (line: DemoSaleLine): number => line.product.priceCents * line.units
const net = (line: DemoSaleLine): number => gross(line) - line.discountCents - line.loyaltyCents
const cost = (line: DemoSaleLine): number => line.product.costCents * line.units
const blank = (): string => ''

/** Dutchie's 24 columns, in its order. */
const SALES_BY_ITEM: readonly CsvColumn<DemoSaleLine>[] = [
  number('Order ID', (line) => line.orderId),
  text('Order Time', (line) => line.orderedAt),
  text('Budtender Name', (line) => line.budtender),
  text('Customer Name', (line) => line.customer),
  text('Customer Type', (line) => (line.medical ? 'Medical' : 'Recreational')),
  text('Vendor Name', (line) => line.product.vendor),
  text('Product Name', (line) => line.product.name),
  text('Category', (line) => line.product.category),
  text('Package ID', (line) => line.lot.tag),
  text('Batch ID', (line) => line.lot.batch),
  text('External Package ID', (line) => line.lot.tag),
  number('Total Inventory Sold', (line) => line.units),
  number('Unit Weight Sold', (line) => line.product.grams),
  number('Total Weight Sold', (line) => line.product.grams * line.units),
  number('Gross Sales', (line) => fromMinor(gross(line))),
  number('Inventory Cost', (line) => fromMinor(cost(line))),
  number('Discounted Amount', (line) => fromMinor(line.discountCents)),
  number('Loyalty as Discount', (line) => fromMinor(line.loyaltyCents)),
  number('Net Sales', (line) => fromMinor(net(line))),
  text('Return Date', (line) => line.returnedAt ?? ''),
  text('UPC GTIN (Canada)', blank),
  text('Provincial SKU (Canada)', blank),
  text('Producer', (line) => line.product.brand),
  number('Order Profit', (line) => fromMinor(net(line) - cost(line))),
]

const VOIDED_COLUMNS: readonly CsvColumn<DemoSaleLine>[] = [
  ...SALES_BY_ITEM.slice(0, 8),
  ...SALES_BY_ITEM.slice(10, 12),
  ...SALES_BY_ITEM.filter(({ header }) => ['Gross Sales', 'Discounted Amount', 'Net Sales'].includes(header)),
  text('Status', () => 'Voided'),
]

/** Dutchie's sales by item: four rows of preamble, the header on row 5. */
export const salesByItem = (store: EvergreenStore, span: Span, history: DemoStoreHistory) =>
  withPreamble(store, span, streamCsv(history.lines, SALES_BY_ITEM, { bom: false }))

/** Orders struck out, which the sales report leaves out. */
export const voidedOrders = (store: EvergreenStore, span: Span, history: DemoStoreHistory) =>
  withPreamble(store, span, streamCsv(history.voided, VOIDED_COLUMNS, { bom: false }))

async function* withPreamble(
  store: EvergreenStore,
  { firstDay, lastDay }: Span,
  table: AsyncIterable<string>,
): AsyncGenerator<Uint8Array> {
  const preamble = [
    `Export Date:,${clock(lastDay, store.closes * 60 + 20)}`,
    `From Date:,${usDate(firstDay)}`,
    `To Date:,${usDate(lastDay)}`,
    `Location:,${store.name}`,
    '',
  ]
  yield Buffer.from(preamble.join('\r\n'))
  yield* encoded(table)
}

async function* encoded(table: AsyncIterable<string>): AsyncGenerator<Uint8Array> {
  for await (const piece of table) yield Buffer.from(piece)
}

interface InventoryLine {
  readonly product: DemoProduct
  readonly lot: DemoLot
}

const inventoryColumns = (countedAt: string): readonly CsvColumn<InventoryLine>[] => [
  text('Product Name', ({ product }) => product.name),
  text('SKU', ({ product }) => product.sku),
  text('Category', ({ product }) => product.category),
  text('Brand', ({ product }) => product.brand),
  text('Vendor', ({ product }) => product.vendor),
  text('Strain', ({ product }) => product.strain),
  text('Strain Type', ({ product }) => product.strainType),
  text('External Package ID', ({ lot }) => lot.tag),
  text('Batch', ({ lot }) => lot.batch),
  text('Room', ({ lot }) => lot.room),
  number('Available', ({ lot }) => lot.left),
  text('Unit', () => 'each'),
  number('Unit Cost', ({ product }) => fromMinor(product.costCents)),
  number('Retail Price', ({ product }) => fromMinor(product.priceCents)),
  text('Expiration Date', ({ lot }) => usDate(lot.expiresOn)),
  text('Snapshot Date', () => countedAt),
]

/** What stands on a store's shelves after closing on the last day, lot by lot. */
export const inventory = (store: EvergreenStore, lastDay: Day, history: DemoStoreHistory) => {
  const lines = history.shelves.flatMap((shelf) =>
    shelf.listed().map((lot) => ({ product: shelf.product, lot })),
  )
  const countedAt = clock(lastDay, store.closes * 60 + 15)
  return encoded(streamCsv(lines, inventoryColumns(countedAt), { bom: false }))
}

const PRODUCT_COLUMNS: readonly CsvColumn<DemoProduct>[] = [
  text('SKU', (product) => product.sku),
  text('Product Name', (product) => product.name),
  text('Category', (product) => product.category),
  text('Brand', (product) => product.brand),
  text('Vendor', (product) => product.vendor),
  text('Strain', (product) => product.strain),
  text('Strain Type', (product) => product.strainType),
  number('THC %', (product) => product.thcPercent),
  number('CBD %', (product) => product.cbdPercent),
  text('Unit', () => 'each'),
  number('Retail Price', (product) => fromMinor(product.priceCents)),
  number('Unit Cost', (product) => fromMinor(product.costCents)),
  number('Case Pack', (product) => product.casePack),
  number('MOQ', (product) => product.moq),
  text('UPC', (product) => product.upc),
]

/** The assortment with its vendors. */
export const productList = () => encoded(streamCsv(CATALOG, PRODUCT_COLUMNS, { bom: false }))

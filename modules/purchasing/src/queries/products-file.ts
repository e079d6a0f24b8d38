import { fromMinor } from '@suite/kernel'
import type { Read } from '@suite/db'
import type { ProductItem, ProductsQuery } from '../contract.ts'
import type { CsvColumn, CsvWriter } from '../ports.ts'
import { products } from './products.ts'

const PAGE = 500

const COLUMNS: readonly CsvColumn<ProductItem>[] = [
  { header: 'SKU', value: (row) => row.sku },
  { header: 'Product', value: (row) => row.name },
  { header: 'Category', value: (row) => row.category },
  { header: 'Brand', value: (row) => row.brand },
  { header: 'Strain', value: (row) => row.strain },
  { header: 'Vendor', value: (row) => row.vendorName },
  { header: 'Unit', value: (row) => row.unit },
  { header: 'Price', value: (row) => row.price, type: 'number' },
  { header: 'Cost', value: (row) => row.cost, type: 'number' },
  { header: 'On hand', value: (row) => row.onHand, type: 'number' },
  { header: 'On order', value: (row) => row.onOrder, type: 'number' },
  { header: 'Units a day', value: (row) => row.unitsPerDay?.toFixed(2) ?? null, type: 'number' },
  { header: 'Days of supply', value: (row) => row.daysOfSupply?.toFixed(1) ?? null, type: 'number' },
  { header: 'Status', value: (row) => row.stockStatus },
  { header: 'Runs out on', value: (row) => row.stockOutOn },
  { header: 'At risk', value: (row) => fromMinor(row.atRiskMinor), type: 'number' },
  { header: 'Sold in 30 days', value: (row) => row.soldLast30, type: 'number' },
]

/** The whole product list as a CSV file, filtered and sorted as on screen. Unknown figures are left empty. */
export const productsFile = async (
  read: Read,
  query: Omit<ProductsQuery, 'limit' | 'cursor'>,
  csv: CsvWriter,
): Promise<string> => {
  const rows: ProductItem[] = []
  let cursor: string | undefined
  do {
    const page = await products(read, { ...query, limit: PAGE, cursor })
    rows.push(...page.items)
    cursor = page.nextCursor ?? undefined
  } while (cursor !== undefined)
  return csv(rows, COLUMNS)
}

import { get } from '@/lib/api'
import type { ProductItem } from '@/lib/contract'
import { saveText, toCsv } from '@/lib/csv'
import { categoryName, STOCK_STATUS } from '@/lib/words'
import { productsQuery, type ProductFilters } from './queries'

const COLUMNS: readonly (readonly [string, (product: ProductItem) => string | number | null])[] = [
  ['SKU', (p) => p.sku],
  ['Product', (p) => p.name],
  ['Category', (p) => categoryName(p.category)],
  ['Brand', (p) => p.brand],
  ['Strain', (p) => p.strain],
  ['Vendor', (p) => p.vendorName],
  ['Unit', (p) => p.unit],
  ['Price', (p) => p.price],
  ['Cost', (p) => p.cost],
  ['On hand', (p) => p.onHand],
  ['On order', (p) => p.onOrder],
  ['Units a day', (p) => p.unitsPerDay],
  ['Days of supply', (p) => p.daysOfSupply],
  ['Status', (p) => STOCK_STATUS[p.stockStatus].label],
  ['At risk', (p) => (p.atRiskMinor / 100).toFixed(2)],
  ['Runs out on', (p) => p.stockOutOn],
  ['Sold in 30 days', (p) => p.soldLast30],
]

/** Saves every product the filters leave as a CSV file. */
export const downloadProducts = async (
  filters: ProductFilters,
  storeId: string | undefined,
): Promise<void> => {
  const products: ProductItem[] = []
  let cursor: string | null = null
  do {
    const page: { items: ProductItem[]; nextCursor: string | null } = await get('/products', {
      query: { ...productsQuery(filters, storeId), limit: 500, cursor },
    })
    products.push(...page.items)
    cursor = page.nextCursor
  } while (cursor !== null)
  const rows = products.map((product) => COLUMNS.map(([, value]) => value(product)))
  saveText('products.csv', toCsv([COLUMNS.map(([header]) => header), ...rows]))
}

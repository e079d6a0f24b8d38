import {
  inventoryRow,
  isSale,
  order,
  readRows,
  toPackages,
  toProducts,
  toSale,
  type ProductNumber,
  type RefusedRow,
} from '@suite/flowhub'
import { isAppError } from '@suite/kernel'
import type { CanonicalPage, PosSale, RefusedVendorRow } from '../canonical.ts'
import type { KeptPage } from './pull.ts'

/** Reads a kept page of Flowhub rows. A row unlike what is known of it is refused by itself; the others are taken. */
export const readFlowhub = (stream: string, text: string, by: ProductNumber): CanonicalPage => {
  const page = JSON.parse(text) as KeptPage
  if (stream !== 'products' && stream !== 'inventory') return salesOf(page, by)
  const { rows, refused } = readRows(inventoryRow, page.rows, 'sku')
  return stream === 'products'
    ? { products: toProducts(rows, by), refused: refused.map(unlike) }
    : { stock: toPackages(rows, by), refused: refused.map(unlike) }
}

const salesOf = (page: KeptPage, by: ProductNumber): CanonicalPage => {
  const { rows, refused } = readRows(order, page.rows, 'id')
  const sales: PosSale[] = []
  const out: RefusedVendorRow[] = refused.map(unlike)
  for (const row of rows.filter((each) => isSale(each)))
    try {
      sales.push(toSale(row, page, by))
    } catch (error) {
      if (!isAppError(error)) throw error
      out.push({ externalId: row.id, code: error.code, reason: error.message })
    }
  return { sales, refused: out }
}

const unlike = ({ externalId, reason }: RefusedRow): RefusedVendorRow => ({
  externalId,
  code: 'unlike_documentation',
  reason: `Flowhub sent a row unlike what is known of it: ${reason}.`,
})

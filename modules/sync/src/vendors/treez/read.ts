import { isAppError } from '@suite/kernel'
import {
  inventoryPackage,
  isSale,
  product,
  readRows,
  ticket,
  toPackages,
  toProduct,
  toSale,
  type RefusedRow,
} from '@suite/treez'
import type { CanonicalPage, PosSale, RefusedVendorRow } from '../canonical.ts'
import type { KeptPage } from './pull.ts'

/** Reads a kept page of Treez rows. A row unlike what is known of it is refused by itself; the others are taken. */
export const readTreez = (stream: string, text: string): CanonicalPage => {
  const page = JSON.parse(text) as KeptPage
  if (stream === 'products') {
    const { rows, refused } = readRows(product, page.rows, 'product_id')
    return { products: rows.map((row) => toProduct(row)), refused: refused.map(unlike) }
  }
  if (stream === 'inventory') {
    const { rows, refused } = readRows(inventoryPackage, page.rows, 'id')
    return { stock: toPackages(rows, page.units), refused: refused.map(unlike) }
  }
  return salesOf(page)
}

const salesOf = (page: KeptPage): CanonicalPage => {
  const { rows, refused } = readRows(ticket, page.rows, 'ticket_id')
  const sales: PosSale[] = []
  const out: RefusedVendorRow[] = refused.map(unlike)
  for (const row of rows.filter((each) => isSale(each)))
    try {
      sales.push(toSale(row, page))
    } catch (error) {
      if (!isAppError(error)) throw error
      out.push({ externalId: row.ticket_id, code: error.code, reason: error.message })
    }
  return { sales, refused: out }
}

const unlike = ({ externalId, reason }: RefusedRow): RefusedVendorRow => ({
  externalId,
  code: 'unlike_documentation',
  reason: `Treez sent a row unlike what is known of it: ${reason}.`,
})

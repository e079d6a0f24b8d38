import {
  detailedProduct,
  readRows,
  salesInvoice,
  toPackages,
  toProduct,
  toSale,
  type RefusedRow,
} from '@suite/cova'
import { isAppError } from '@suite/kernel'
import type { CanonicalPage, PosSale, RefusedVendorRow } from '../canonical.ts'
import type { KeptPage } from './pull.ts'

/** Reads a kept page of Cova rows. A row unlike what is known of it is refused by itself; the others are taken. */
export const readCova = (stream: string, text: string, locationId: number): CanonicalPage => {
  const page = JSON.parse(text) as KeptPage
  if (stream === 'invoices') return salesOf(page)
  const { rows, refused } = readRows(detailedProduct, page.rows, 'ProductId')
  return stream === 'products'
    ? { products: rows.map((row) => toProduct(row, locationId)), refused: refused.map(unlike) }
    : { stock: rows.flatMap((row) => toPackages(row, locationId)), refused: refused.map(unlike) }
}

const salesOf = (page: KeptPage): CanonicalPage => {
  const { rows, refused } = readRows(salesInvoice, page.rows, 'Id')
  const sales: PosSale[] = []
  const out: RefusedVendorRow[] = refused.map(unlike)
  for (const row of rows)
    try {
      sales.push(toSale(row))
    } catch (error) {
      if (!isAppError(error)) throw error
      out.push({ externalId: row.Id, code: error.code, reason: error.message })
    }
  return { sales, refused: out }
}

const unlike = ({ externalId, reason }: RefusedRow): RefusedVendorRow => ({
  externalId,
  code: 'unlike_documentation',
  reason: `Cova sent a row unlike what is known of it: ${reason}.`,
})

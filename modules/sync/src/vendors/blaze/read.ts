import {
  batch,
  isSale,
  product,
  readRows,
  toPackage,
  toProduct,
  toSale,
  transaction,
  type RefusedRow,
} from '@suite/blaze'
import { isAppError } from '@suite/kernel'
import type { CanonicalPage, PosSale, RefusedVendorRow } from '../canonical.ts'
import type { KeptPage } from './pull.ts'

/** Reads a kept page of BLAZE rows. A row unlike what is known of it is refused by itself; the others are taken. */
export const readBlaze = (stream: string, text: string): CanonicalPage => {
  const page = JSON.parse(text) as KeptPage
  if (stream === 'products') {
    const { rows, refused } = readRows(product, page.rows, 'id')
    const standing = rows.filter((row) => !row.deleted)
    return { products: standing.map((row) => toProduct(row)), refused: refused.map(unlike) }
  }
  if (stream === 'inventory') {
    const { rows, refused } = readRows(batch, page.rows, 'id')
    const stock = rows.map((row) => toPackage(row, page.units)).filter((row) => row !== null)
    return { stock, refused: refused.map(unlike) }
  }
  return salesOf(page)
}

const salesOf = (page: KeptPage): CanonicalPage => {
  const { rows, refused } = readRows(transaction, page.rows, 'id')
  const sales: PosSale[] = []
  const out: RefusedVendorRow[] = refused.map(unlike)
  for (const row of rows.filter((each) => isSale(each)))
    try {
      sales.push(toSale(row, page))
    } catch (error) {
      if (!isAppError(error)) throw error
      out.push({ externalId: row.id, code: error.code, reason: error.message })
    }
  return { sales, refused: out }
}

const unlike = ({ externalId, reason }: RefusedRow): RefusedVendorRow => ({
  externalId,
  code: 'unlike_documentation',
  reason: `BLAZE sent a row unlike what is known of it: ${reason}.`,
})

import {
  inventory,
  isRetail,
  products,
  readRows,
  reports,
  toPackage,
  toProduct,
  toSale,
  unitsById,
  type RefusedRow,
} from '@suite/dutchie'
import { isAppError } from '@suite/kernel'
import type { CanonicalPage, PosSale, RefusedVendorRow } from '../canonical.ts'
import type { KeptPage } from './pull.ts'

/** Reads a kept page of Dutchie rows. A row unlike the documentation is refused by itself; the others are taken. */
export const readDutchie = (stream: string, text: string, timeZone: string): CanonicalPage => {
  const page = JSON.parse(text) as KeptPage
  if (stream === 'products') {
    const { rows, refused } = readRows(products.reporting, page.rows)
    return {
      products: rows.filter((row) => !row.isCoupon).map((row) => toProduct(row)),
      refused: refused.map(unlike),
    }
  }
  if (stream === 'inventory') {
    const { rows, refused } = readRows(inventory.reporting, page.rows)
    return { stock: rows.map((row) => toPackage(row)), refused: refused.map(unlike) }
  }
  return salesOf(page, timeZone)
}

const salesOf = (page: KeptPage, timeZone: string): CanonicalPage => {
  const { rows, refused } = readRows(reports.transactions, page.rows)
  const facts = { timeZone, units: unitsById(readRows(products.units, page.units ?? []).rows) }
  const sales: PosSale[] = []
  const out: RefusedVendorRow[] = refused.map(unlike)
  for (const row of rows.filter((each) => isRetail(each)))
    try {
      sales.push(toSale(row, facts))
    } catch (error) {
      if (!isAppError(error)) throw error
      out.push({ externalId: String(row.transactionId), code: error.code, reason: error.message })
    }
  return { sales, refused: out }
}

const unlike = ({ externalId, reason }: RefusedRow): RefusedVendorRow => ({
  externalId,
  code: 'unlike_documentation',
  reason: `Dutchie sent a row unlike its documentation: ${reason}.`,
})

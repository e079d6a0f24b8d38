import {
  inventory,
  isRetail,
  products,
  readRows,
  reports,
  toPackage,
  toProduct,
  toSale,
  unitNamed,
  unitsById,
  type RefusedRow,
  type wire,
} from '@suite/dutchie'
import { isAppError } from '@suite/kernel'
import type { CanonicalPage, PosProduct, PosSale, RefusedVendorRow } from '../canonical.ts'
import { readOrders } from './orders.ts'
import { readCustomers, readVendors } from './people.ts'
import type { KeptPage } from './pull.ts'

/** Reads a kept page of Dutchie rows. A row unlike the documentation is refused by itself; the others are taken. */
export const readDutchie = (stream: string, text: string, timeZone: string): CanonicalPage => {
  const page = JSON.parse(text) as KeptPage
  const { missing } = page
  if (missing !== undefined) return { refused: [notAllowed(missing)] }
  if (stream === 'products') {
    const { rows, refused } = readRows(products.reporting, page.rows)
    return {
      products: rows
        .filter((row) => !row.isCoupon)
        .map((row) => ({ ...toProduct(row), ...netWeightOf(row) })),
      refused: refused.map(unlike),
    }
  }
  if (stream === 'inventory') {
    const { rows, refused } = readRows(inventory.reporting, page.rows)
    return { stock: rows.map((row) => toPackage(row)), refused: refused.map(unlike) }
  }
  if (stream === 'vendors') {
    const { vendors, refused } = readVendors(page.rows)
    return { vendors, refused: refused.map(unlike) }
  }
  if (stream === 'customers') {
    const { customers, refused } = readCustomers(page.rows)
    return { customers, refused: refused.map(unlike) }
  }
  if (stream === 'purchaseOrders') {
    const { orders, refused } = readOrders(page.rows, timeZone)
    return { orders, refused: refused.map(unlike) }
  }
  return salesOf(page, timeZone)
}

const notAllowed = (permission: string): RefusedVendorRow => ({
  externalId: 'permission',
  code: 'permission_missing',
  reason: `The key may not read them. Give it the permission “${permission}” in Dutchie Backoffice, or ask your Dutchie contact for it; the next pull takes them.`,
})

const MASS: ReadonlySet<string> = new Set(['mg', 'g', 'kg', 'oz', 'lb'])

/** Zero is what the till writes where nobody entered a weight; without a unit it means grams, as weights do there. */
const netWeightOf = ({ netWeight, netWeightUnit }: wire.WireProduct): Pick<PosProduct, 'netWeight'> => {
  const unit = unitNamed(netWeightUnit) ?? 'g'
  return netWeight !== null && Number(netWeight) > 0 && MASS.has(unit)
    ? { netWeight: { amount: netWeight, unit } }
    : {}
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

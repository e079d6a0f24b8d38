import { Decimal } from '@suite/kernel'
import type { WireInventoryRow } from '../wire/inventory.ts'
import { productOf, type ProductNumber } from './goods.ts'
import { atMost, fromCents, unitNamed } from './names.ts'

/** A product as the till knows it. Prices and costs are decimal strings of currency units; potency in percent. */
export interface FlowhubProduct {
  readonly externalId: string
  readonly sku: string | null
  readonly name: string
  readonly category: string | null
  readonly brand: string | null
  readonly vendor: string | null
  readonly strain: string | null
  readonly strainType: 'indica' | 'sativa' | 'hybrid' | null
  readonly thc: string | null
  readonly cbd: string | null
  readonly unit: string
  /** Before taxes. */
  readonly price: string | null
  readonly cost: string | null
  readonly barcode: string | null
}

/**
 * The products behind rows of stock: Flowhub has no list of them. Each is told by its newest row. A SKU is that of one
 * delivery, so a product of several has none.
 */
export const toProducts = (rows: readonly WireInventoryRow[], by: ProductNumber): FlowhubProduct[] => {
  const newest = new Map<string, WireInventoryRow>()
  for (const row of rows) {
    const number = productOf(row, by)
    if (number === null) continue
    const held = newest.get(number)
    if (held === undefined || orderOf(held) <= orderOf(row)) newest.set(number, row)
  }
  return [...newest].map(([number, row]) => productFrom(row, number, by))
}

/** By age, then by what the row says, so that the order of an answer decides nothing. */
const orderOf = (row: WireInventoryRow): string =>
  `${row.createdAt?.toISOString() ?? ''} ${row.sku ?? ''} ${row.productId ?? ''}`

const productFrom = (row: WireInventoryRow, number: string, by: ProductNumber): FlowhubProduct => ({
  externalId: number,
  sku: by === 'productId' ? row.sku : null,
  name: row.productName ?? row.parentProductName ?? `Product ${number}`,
  category: row.category ?? row.customCategoryName,
  brand: row.brand,
  vendor: row.supplierName,
  strain: row.strainName,
  strainType: strainTypeOf(row.speciesName),
  thc: percentOf(row, 'thc'),
  cbd: percentOf(row, 'cbd'),
  unit: unitNamed(row.inventoryUnitOfMeasure),
  price: moneyOf(row.preTaxPriceInPennies ?? row.priceInMinorUnits),
  cost: moneyOf(row.costInMinorUnits),
  barcode: row.upc,
})

const moneyOf = (cents: string | null): string | null => (cents === null ? null : atMost(fromCents(cents), 6))

/** The upper end of a range in percent; contents in milligrams are doses, not shares. Nothing measured is told as zero. */
const percentOf = (row: WireInventoryRow, name: string): string | null => {
  const found = row.cannabinoidInformation.find(
    (each) => each.name?.toLowerCase() === name && /%|percent/i.test(each.unitOfMeasure ?? ''),
  )
  const value = found?.upperRange ?? found?.lowerRange ?? null
  if (value === null || !new Decimal(value).isPositive() || Number(value) === 0 || Number(value) > 100)
    return null
  return atMost(value, 4)
}

/** Halves and blends are hybrids; what only leans to one side counts to it. */
const strainTypeOf = (species: string | null): FlowhubProduct['strainType'] => {
  const word = species?.toLowerCase() ?? ''
  if (/^50\s*\/\s*50$|hybrid/.test(word)) return 'hybrid'
  const named = (['indica', 'sativa'] as const).filter((type) => word.includes(type))
  return named.length > 1 ? 'hybrid' : (named[0] ?? null)
}

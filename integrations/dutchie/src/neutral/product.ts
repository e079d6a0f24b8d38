import type { WireProduct } from '../wire/catalog.ts'
import { atMost, trimmed, unitNamed } from './names.ts'

/** A product as the till knows it. Prices and costs are decimal strings of currency units; potency in percent. */
export interface DutchieProduct {
  readonly externalId: string
  readonly sku: string | null
  readonly name: string
  readonly category: string | null
  readonly masterCategory: string | null
  readonly brand: string | null
  readonly vendor: string | null
  readonly strain: string | null
  readonly strainType: 'indica' | 'sativa' | 'hybrid' | null
  readonly thc: string | null
  readonly cbd: string | null
  readonly unit: string
  readonly price: string | null
  readonly cost: string | null
  readonly barcode: string | null
  readonly isCannabis: boolean
  readonly isCoupon: boolean
  /** Null when the till does not say. */
  readonly isActive: boolean | null
  readonly lastModified: string | null
}

/** Maps a product. The price is the common one, else adult use, else medical. */
export const toProduct = (row: WireProduct): DutchieProduct => ({
  externalId: String(row.productId),
  sku: trimmed(row.sku),
  name: trimmed(row.productName) ?? trimmed(row.internalName) ?? `Product ${row.productId}`,
  category: trimmed(row.category) ?? trimmed(row.masterCategory),
  masterCategory: trimmed(row.masterCategory),
  brand: trimmed(row.brandName),
  vendor: trimmed(row.vendorName) ?? trimmed(row.producerName),
  strain: trimmed(row.strain),
  strainType: strainTypeOf(row.strainType),
  thc: percentOf(row.thcContent, row.thcContentUnit),
  cbd: percentOf(row.cbdContent, row.cbdContentUnit),
  unit: unitNamed(row.defaultUnit) ?? unitNamed(row.unitType) ?? 'each',
  price: priceOf([row.price, row.recPrice, row.medPrice]),
  cost: row.unitCost === null ? null : atMost(row.unitCost, 6),
  barcode: trimmed(row.upc),
  isCannabis: row.isCannabis,
  isCoupon: row.isCoupon,
  isActive: row.isActive,
  lastModified: row.lastModifiedDateUTC?.toISOString() ?? null,
})

const STRAIN_TYPES = ['indica', 'sativa', 'hybrid'] as const

/** Blends such as "Indica-Hybrid" are hybrids; "CBD" is none of the three. */
const strainTypeOf = (value: string | null): DutchieProduct['strainType'] => {
  const text = value?.toLowerCase() ?? ''
  const named = STRAIN_TYPES.filter((type) => text.includes(type))
  return named.length > 1 ? 'hybrid' : (named[0] ?? null)
}

/** Contents in milligrams are doses, not shares: they say nothing of percent. */
const percentOf = (content: string | null, unit: string | null): string | null => {
  if (content === null) return null
  const isPercent = unit === null || unit.trim() === '' || unit.includes('%') || /percent/i.test(unit)
  const value = Number(content)
  return isPercent && value >= 0 && value <= 100 ? atMost(content, 4) : null
}

/** The first price above zero; zero only when nothing else is said. */
const priceOf = (prices: readonly (string | null)[]): string | null => {
  const said = prices.filter((price) => price !== null)
  const price = said.find((each) => Number(each) > 0) ?? said[0]
  return price === undefined ? null : atMost(price, 6)
}

import type { WireProduct } from '../wire/stock.ts'
import { atMost, unitNamed } from './names.ts'

/** A product as the till knows it. Prices are decimal strings of currency units; potency in percent. */
export interface BlazeProduct {
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
  readonly price: string | null
  /** Costs are those of batches. */
  readonly cost: null
  readonly barcode: string | null
}

/** Maps a product. */
export const toProduct = (row: WireProduct): BlazeProduct => ({
  externalId: row.id,
  sku: row.sku,
  name: row.name ?? `Product ${row.id}`,
  category: row.category?.name ?? null,
  brand: row.brand?.name ?? row.brandName,
  vendor: row.vendor?.name ?? null,
  strain: row.genetics,
  strainType: strainTypeOf(row.flowerType),
  thc: percentOf(row.thc),
  cbd: percentOf(row.cbd),
  unit: unitNamed(row.category?.unitType ?? null),
  price: row.unitPrice === null ? null : atMost(row.unitPrice, 6),
  cost: null,
  barcode: row.upcCode,
})

/** Nothing measured is told as zero. */
const percentOf = (value: string): string | null =>
  Number(value) > 0 && Number(value) <= 100 ? atMost(value, 4) : null

const strainTypeOf = (value: string | null): BlazeProduct['strainType'] => {
  const named = (['indica', 'sativa', 'hybrid'] as const).filter((type) =>
    value?.toLowerCase().includes(type),
  )
  return named.length > 1 ? 'hybrid' : (named[0] ?? null)
}

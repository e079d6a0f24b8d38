import type { WireProduct } from '../wire/product.ts'
import { atMost, unitNamed } from './names.ts'

/** A product as the till knows it. Prices and costs are decimal strings of currency units; potency in percent. */
export interface CovaProduct {
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
  readonly cost: string | null
  readonly barcode: string | null
}

/**
 * Maps a product. The price is that of the location without a tier, else of the whole company; the cost that of its newest
 * stock here. Brand, strain and potency are free properties in Cova: taken by the names that shops give them.
 */
export const toProduct = (row: WireProduct, locationId: number): CovaProduct => ({
  externalId: row.ProductId,
  sku: row.CatalogSku,
  name: row.Name ?? row.MasterProductName ?? `Product ${row.ProductId}`,
  category: row.ClassificationName,
  brand: property(row, /^brand$/i)?.text ?? row.Manufacturer,
  vendor: row.SupplierSkus[0]?.Supplier ?? null,
  strain: property(row, /^strain( name)?$/i)?.text ?? null,
  strainType: strainTypeOf(property(row, /^(strain type|plant type|species|dominance)$/i)?.text ?? null),
  thc: percentOf(row, /^thc( ?%| max| content| percentage)?$/i),
  cbd: percentOf(row, /^cbd( ?%| max| content| percentage)?$/i),
  unit: unitNamed(row.MeasurementType),
  price: priceOf(row, locationId),
  cost: costOf(row, locationId),
  barcode: barcodeOf(row),
})

const property = (row: WireProduct, name: RegExp): { text: string; unit: string | null } | null => {
  const found = row.ProductSpecifications.find(({ DisplayName }) => name.test(DisplayName ?? ''))
  const text = String(found?.Value ?? '').trim()
  return found === undefined || text === '' ? null : { text, unit: found.Unit }
}

/** Contents in milligrams are doses, not shares: they say nothing of percent. */
const percentOf = (row: WireProduct, name: RegExp): string | null => {
  const found = property(row, name)
  const value = Number(found?.text.replace(/%$/, '').trim() ?? Number.NaN)
  const isPercent = found !== null && (found.unit === null || /%|percent/i.test(found.unit))
  return isPercent && value >= 0 && value <= 100 ? atMost(String(value), 4) : null
}

/** Blends such as "Indica-dominant hybrid" are hybrids. */
const strainTypeOf = (value: string | null): CovaProduct['strainType'] => {
  const named = (['indica', 'sativa', 'hybrid'] as const).filter((type) =>
    value?.toLowerCase().includes(type),
  )
  return named.length > 1 ? 'hybrid' : (named[0] ?? null)
}

const priceOf = (row: WireProduct, locationId: number): string | null => {
  const here = row.Prices.find(({ LocationId, TierId }) => LocationId === locationId && TierId === null)
  const price = here?.Price ?? row.CompanyLevelRegularPrice?.Price ?? null
  return price === null ? null : atMost(price, 6)
}

const costOf = (row: WireProduct, locationId: number): string | null => {
  const newest = row.Availability.filter(
    ({ LocationId, UnitCost }) => LocationId === locationId && UnitCost !== null,
  )
    .toSorted((one, other) => (one.ReceivedDate?.getTime() ?? 0) - (other.ReceivedDate?.getTime() ?? 0))
    .at(-1)
  return newest?.UnitCost == null ? null : atMost(newest.UnitCost, 6)
}

const barcodeOf = (row: WireProduct): string | null => {
  const [first] = row.Upcs
  if (first === undefined) return null
  return typeof first === 'string' ? first : (first.UPC ?? first.Value)
}

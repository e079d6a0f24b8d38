import type { WireProduct } from '../wire/product.ts'
import { atMost } from './names.ts'

/** A product as the till knows it. The price is a decimal string of currency units; potency in percent. */
export interface TreezProduct {
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
 * Maps a product. Treez tells neither the cost nor the supplier nor the strain with it; prices by tiers are no single price.
 */
export const toProduct = (row: WireProduct): TreezProduct => {
  const { name, brand, classification } = row.product_configurable_fields
  const barcode = barcodeOf(row)
  return {
    externalId: row.product_id,
    sku: barcode,
    name: name ?? `Product ${row.product_id}`,
    category: row.category_type,
    brand,
    vendor: null,
    strain: null,
    strainType: strainTypeOf(classification),
    thc: percentOf(row, 'THC'),
    cbd: percentOf(row, 'CBD'),
    unit: unitOf(row),
    price: row.pricing?.price_sell == null ? null : atMost(row.pricing.price_sell, 6),
    cost: null,
    barcode,
  }
}

/**
 * What its quantities count: pieces, or grams of what is weighed at the till. Treez does not say which; taken to be weighed is
 * a product of one gram that is sold in bulk or priced by weight (unverified).
 */
export const unitOf = ({ product_configurable_fields: fields, pricing }: WireProduct): 'g' | 'each' => {
  const isOneGram = /^grams?$/i.test(fields.uom ?? '') && fields.amount === '1'
  const byWeight = /bulk/i.test(fields.subtype ?? '') || /^weight/i.test(pricing?.tier_method ?? '')
  return isOneGram && byWeight ? 'g' : 'each'
}

/** `S/I` and `I/S` are blends. */
const strainTypeOf = (classification: string | null): TreezProduct['strainType'] => {
  const word = classification?.toLowerCase() ?? ''
  if (word === 'hybrid' || word === 'i/s' || word === 's/i') return 'hybrid'
  return word === 'indica' || word === 'sativa' ? word : null
}

const percentOf = (row: WireProduct, type: string): string | null => {
  const found = row.lab_results.find(
    ({ result_type, amount_type }) =>
      result_type?.toUpperCase() === type && /^percent|^%$/i.test(amount_type ?? ''),
  )
  const value = found?.amount?.maximum_value ?? found?.amount?.minimum_value ?? null
  return value !== null && Number(value) >= 0 && Number(value) <= 100 ? atMost(value, 4) : null
}

const barcodeOf = (row: WireProduct): string | null => {
  for (const each of row.product_barcodes) {
    const word = typeof each === 'string' ? each.trim() : (each.sku ?? each.barcode ?? '')
    if (word !== '') return word
  }
  return null
}

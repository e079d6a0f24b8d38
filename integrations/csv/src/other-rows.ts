import type { ProductRow, StockRow } from './canonical.ts'
import { normalUnit } from './numbers.ts'
import { RowRefusal, type RowSource } from './row-source.ts'

/** Builds one stock row; throws `RowRefusal`. A blank quantity is refused: unknown is not zero. */
export const makeStockRow = (source: RowSource, line: number): StockRow => {
  const read = source.quantity()
  if (read === null)
    throw new RowRefusal('missing_quantity', 'The row has no quantity. Fill it in, 0 if there is none.')
  const expiresOn = source.dayOrNull('expiresOn')
  return {
    type: 'stock',
    line,
    ...source.product(),
    quantity: read.quantity,
    unit: source.has('unit') ? normalUnit(source.raw('unit')) : (read.unit ?? 'each'),
    countedAt: source.timeOrNull('countedAt'),
    room: source.textOrNull('room'),
    packageTag: source.idOrNull('packageTag'),
    lot: source.idOrNull('lot'),
    expiresOn,
    unitCost: source.decimal('unitCost', 6),
    unitPrice: source.decimal('unitPrice', 6),
    ...descriptionOf(source),
  }
}

/** Builds one product row; throws `RowRefusal`. */
export const makeProductRow = (source: RowSource, line: number): ProductRow => ({
  type: 'product',
  line,
  ...source.product(),
  ...descriptionOf(source),
  strainType: readStrainType(source.raw('strainType')),
  thcPercent: readPercent(source, 'thcPercent'),
  cbdPercent: readPercent(source, 'cbdPercent'),
  unit: normalUnit(source.raw('unit')),
  unitPrice: source.decimal('unitPrice', 6),
  unitCost: source.decimal('unitCost', 6),
  casePack: source.decimal('casePack', 4),
  moq: source.decimal('moq', 4),
  barcode: source.idOrNull('barcode'),
})

const descriptionOf = (source: RowSource) => ({
  category: source.textOrNull('category'),
  brand: source.textOrNull('brand'),
  vendor: source.textOrNull('vendor'),
  strain: source.textOrNull('strain'),
})

const readStrainType = (raw: string): ProductRow['strainType'] => {
  const text = raw.toLowerCase()
  if (text.includes('hybrid')) return 'hybrid'
  if (text.includes('indica')) return text.includes('sativa') ? 'hybrid' : 'indica'
  return text.includes('sativa') ? 'sativa' : null
}

/** A percentage; potency in milligrams, or none written, is no percentage and left out. */
const readPercent = (source: RowSource, field: 'thcPercent' | 'cbdPercent'): string | null =>
  /mg|^\s*(?:n\/?a|-+|tbd)?\s*$/i.test(source.raw(field)) ? null : source.decimal(field, 3)

import type { BulkSession } from '@suite/db'
import { copyRow, stagingTable } from './copy-text.ts'

/** Master data of one product as a file states it; null is "not said". */
export interface ProductLine {
  readonly line: number
  readonly productCode: string
  readonly productName: string
  readonly category: string | null
  readonly brand: string | null
  readonly vendor: string | null
  readonly strain: string | null
  readonly strainType: string | null
  readonly thcPercent: string | null
  readonly cbdPercent: string | null
  readonly unit: string
  readonly unitPrice: string | null
  readonly unitCost: string | null
  readonly casePack: string | null
  readonly moq: string | null
  readonly barcode: string | null
}

/** The temporary table product lines are copied into. */
export const STAGED_PRODUCTS = 'staged_products'
const COLUMNS = {
  line: 'bigint',
  code: 'text',
  name: 'text',
  source_category: 'text',
  brand: 'text',
  vendor: 'text',
  strain: 'text',
  strain_type: 'text',
  thc_percent: 'numeric',
  cbd_percent: 'numeric',
  unit: 'text',
  price: 'numeric',
  cost: 'numeric',
  case_pack: 'numeric',
  moq: 'numeric',
  barcode: 'text',
} as const

/** Makes the session's empty staging table and copies chunks of `stagedProduct` texts into it. */
export const copyProducts = async (session: BulkSession, chunks: AsyncIterable<string>): Promise<void> => {
  await session.prepare(stagingTable(STAGED_PRODUCTS, COLUMNS))
  await session.copyInto(STAGED_PRODUCTS, Object.keys(COLUMNS), chunks)
}

/** One product line in COPY's text format. */
export const stagedProduct = (row: ProductLine): string =>
  copyRow([
    row.line,
    row.productCode,
    row.productName,
    row.category,
    row.brand,
    row.vendor,
    row.strain,
    row.strainType,
    row.thcPercent,
    row.cbdPercent,
    row.unit,
    row.unitPrice,
    row.unitCost,
    row.casePack,
    row.moq,
    row.barcode,
  ])

import type { BulkSession } from '@suite/db'
import { copyRow, stagingTable } from './copy-text.ts'

/** Stock of one product, or of one of its lots, as a file states it. Quantities and money are decimal strings. */
export interface CountLine {
  readonly line: number
  readonly productCode: string
  readonly productName: string
  readonly quantity: string
  readonly unit: string
  readonly countedAt: { readonly kind: 'local' | 'instant'; readonly value: string } | null
  readonly room: string | null
  readonly packageTag: string | null
  readonly lot: string | null
  readonly expiresOn: string | null
  readonly unitCost: string | null
  readonly unitPrice: string | null
  readonly category: string | null
  readonly brand: string | null
  readonly vendor: string | null
  readonly strain: string | null
}

/** The temporary table stock lines are copied into. */
export const STAGED_COUNTS = 'staged_counts'
const COLUMNS = {
  line: 'bigint',
  code: 'text',
  name: 'text',
  quantity: 'numeric',
  unit: 'text',
  local_at: 'timestamp',
  instant_at: 'timestamptz',
  room: 'text',
  package_tag: 'text',
  lot: 'text',
  expires_on: 'date',
  unit_cost: 'numeric',
  price: 'numeric',
  source_category: 'text',
  brand: 'text',
  vendor: 'text',
  strain: 'text',
} as const

/** Makes the session's empty staging table and copies chunks of `stagedCount` texts into it. */
export const copyCounts = async (session: BulkSession, chunks: AsyncIterable<string>): Promise<void> => {
  await session.prepare(stagingTable(STAGED_COUNTS, COLUMNS))
  await session.copyInto(STAGED_COUNTS, Object.keys(COLUMNS), chunks)
}

/** One stock line in COPY's text format. */
export const stagedCount = (row: CountLine): string =>
  copyRow([
    row.line,
    row.productCode,
    row.productName,
    row.quantity,
    row.unit,
    row.countedAt?.kind === 'local' ? row.countedAt.value : null,
    row.countedAt?.kind === 'instant' ? row.countedAt.value : null,
    row.room,
    row.packageTag,
    row.lot,
    row.expiresOn,
    row.unitCost,
    row.unitPrice,
    row.category,
    row.brand,
    row.vendor,
    row.strain,
  ])

import type { z } from 'zod'
import { VendorShapeError } from '@suite/outbound'

/** A row that is not what the documentation says. */
export interface RefusedRow {
  readonly index: number
  /** What tells it apart, as far as it could be read. */
  readonly externalId: string
  readonly reason: string
}

/** The readable rows with what they were read from, and the others by name. */
export interface ReadRows<Row> {
  readonly rows: readonly Row[]
  readonly raw: readonly unknown[]
  readonly refused: readonly RefusedRow[]
}

interface RowsOf<Row> {
  readonly path: string
  readonly row: z.ZodType<Row>
  readonly key: string
}

/** Reads every row. @throws VendorShapeError naming the rows that are not what the documentation says */
export const everyRow = <Row>(endpoint: RowsOf<Row>, raw: readonly unknown[]): readonly Row[] => {
  const { rows, refused } = readRows(endpoint, raw)
  if (refused.length === 0) return rows
  throw new VendorShapeError(
    'Dutchie',
    `GET ${endpoint.path}`,
    refused.map(({ index, reason }) => ({ path: `row ${index + 1}`, message: reason })),
  )
}

/**
 * Reads rows one by one, so that a strange one does not cost the others. Pure: what was kept can be read again later. In a
 * list that says what exists (stock, catalogue) a refused row exists all the same.
 */
export const readRows = <Row>(
  endpoint: Pick<RowsOf<Row>, 'row' | 'key'>,
  raw: readonly unknown[],
): ReadRows<Row> => {
  const rows: Row[] = []
  const kept: unknown[] = []
  const refused: RefusedRow[] = []
  for (const [index, row] of raw.entries()) {
    const read = endpoint.row.safeParse(row)
    if (read.success) {
      rows.push(read.data)
      kept.push(row)
      continue
    }
    const issues = read.error.issues.slice(0, 3).map(({ path, message }) => `${path.join('.')}: ${message}`)
    refused.push({ index, externalId: keyOf(row, endpoint.key), reason: issues.join('; ') })
  }
  return { rows, raw: kept, refused }
}

/** What tells a row apart, as text; `unknown` where it has none. */
export const keyOf = (row: unknown, key: string): string => {
  const value: unknown = typeof row === 'object' && row !== null ? Reflect.get(row, key) : undefined
  return typeof value === 'string' || typeof value === 'number' ? String(value) : 'unknown'
}

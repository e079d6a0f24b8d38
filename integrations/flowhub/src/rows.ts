import type { z } from 'zod'

/** A row that is not what is known of it, by itself: the others are taken. */
export interface RefusedRow {
  readonly externalId: string
  readonly reason: string
}

export interface ReadRows<Row> {
  readonly rows: readonly Row[]
  readonly refused: readonly RefusedRow[]
}

const NAMED_FIELDS = 3

/** Reads each row by a shape. `key` is the field that names a row in its refusal. */
export const readRows = <T extends z.ZodType>(
  shape: T,
  raw: readonly unknown[],
  key: string,
): ReadRows<z.output<T>> => {
  const rows: z.output<T>[] = []
  const refused: RefusedRow[] = []
  for (const row of raw) {
    const read = shape.safeParse(row)
    if (read.success) rows.push(read.data)
    else
      refused.push({
        externalId: keyOf(row, key),
        reason: read.error.issues
          .slice(0, NAMED_FIELDS)
          .map(({ path, message }) => `${path.join('.')}: ${message}`)
          .join('; '),
      })
  }
  return { rows, refused }
}

const keyOf = (row: unknown, key: string): string => {
  const value =
    typeof row === 'object' && row !== null ? (row as Readonly<Record<string, unknown>>)[key] : undefined
  return typeof value === 'string' || typeof value === 'number' ? String(value) : 'unknown'
}

import type { z } from 'zod'

/** A row unlike the documentation, with the fields that are missing or mistyped. */
export interface RefusedRow {
  readonly raw: unknown
  readonly fields: readonly { readonly path: string; readonly message: string }[]
}

/** Rows of a list: as they were sent, as they were read, and those that could not be read. */
export interface Rows<Row> {
  readonly rows: readonly Row[]
  readonly raw: readonly unknown[]
  readonly refused: readonly RefusedRow[]
}

/** Reads each row by itself, so that an odd one does not hide the others. */
export const readRows = <Row>(shape: z.ZodType<Row>, raw: readonly unknown[]): Rows<Row> => {
  const rows: Row[] = []
  const refused: RefusedRow[] = []
  for (const each of raw) {
    const read = shape.safeParse(each)
    if (read.success) rows.push(read.data)
    else
      refused.push({
        raw: each,
        fields: read.error.issues.map(({ path, message }) => ({ path: path.join('.'), message })),
      })
  }
  return { rows, raw, refused }
}

/** The newest of each row: answers may hold one twice, and lists may overlap. */
export const newestOf = <Row>(
  rows: readonly Row[],
  key: (row: Row) => string,
  version: (row: Row) => number,
): Row[] => {
  const newest = new Map<string, Row>()
  for (const row of rows) {
    const held = newest.get(key(row))
    if (held === undefined || version(held) < version(row)) newest.set(key(row), row)
  }
  return [...newest.values()]
}

import { z } from 'zod'
import { invalid } from '@suite/kernel'

/** Query fields of every list: a page size and the cursor the page before gave. */
export const pageQuery = z.object({
  limit: z.coerce.number().int().min(1).max(500).default(50),
  cursor: z.string().max(500).optional(),
})

/** Reply shape of every list. */
export const pageOf = <T extends z.ZodType>(item: T) =>
  z.object({ items: z.array(item), nextCursor: z.string().nullable() })

/** Packs the sort key of a page's last row. */
export const encodeCursor = (key: readonly (string | number | null)[]): string =>
  Buffer.from(JSON.stringify(key)).toString('base64url')

/** Unpacks a cursor; @throws AppError `bad_cursor` when it is not one of ours. */
export const decodeCursor = (cursor: string, length: number): (string | number | null)[] => {
  try {
    const key: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'))
    if (Array.isArray(key) && key.length === length) return key as (string | number | null)[]
  } catch {
    // falls through to the message below
  }
  throw invalid('bad_cursor', 'The page cursor is not valid. Start again from the first page.', [
    { path: 'cursor', message: 'not a cursor of this list' },
  ])
}

/** Cuts `limit + 1` fetched rows to a page and its next cursor. */
export const toPage = <T>(
  rows: readonly T[],
  limit: number,
  keyOf: (row: T) => readonly (string | number | null)[],
) => {
  const items = rows.slice(0, limit)
  const last = items.at(-1)
  return { items, nextCursor: rows.length > limit && last !== undefined ? encodeCursor(keyOf(last)) : null }
}

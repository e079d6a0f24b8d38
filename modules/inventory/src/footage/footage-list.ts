import { sql, type Read } from '@suite/db'
import { decodeCursor, toPage } from '@suite/http'

/** Where footage of something is found. Instants are ISO text. */
export interface FootageItem {
  readonly id: string
  readonly storeId: string
  readonly subjectType: string
  readonly subjectId: string
  readonly camera: string
  readonly beganAt: string
  readonly endedAt: string
  /** When a recorder overwrites it, unless it was saved. */
  readonly keptUntil: string
  readonly savedAs: string | null
}

interface Row extends Omit<FootageItem, 'beganAt' | 'endedAt' | 'keptUntil'> {
  readonly beganAt: Date
  readonly endedAt: Date
  readonly keptUntil: Date
  readonly exactly: string
}

const COLUMNS = sql`
  id, store_id as "storeId", subject_type as "subjectType", subject_id as "subjectId", camera, began_at as "beganAt",
  ended_at as "endedAt", kept_until as "keptUntil", saved_as as "savedAs", kept_until::text as exactly`

/** Footage that nobody has saved and that will be overwritten before `until`, soonest first; what is lost already included. */
export const footageEnding = async (
  read: Read,
  input: { until: Date; storeId?: string | undefined; limit: number; cursor?: string | undefined },
) => {
  const after = input.cursor === undefined ? null : decodeCursor(input.cursor, 2)
  const { rows } = await sql<Row>`
    select ${COLUMNS} from video_references
    where saved_at is null and kept_until < ${input.until}
      and ${input.storeId === undefined ? sql`true` : sql`store_id = ${input.storeId}`}
      and ${after === null ? sql`true` : sql`(kept_until, id) > (${after[0]}::timestamptz, ${after[1]}::uuid)`}
    order by kept_until, id limit ${input.limit + 1}`.execute(read.db)
  const page = toPage(rows, input.limit, (row) => [row.exactly, row.id])
  return { items: page.items.map(item), nextCursor: page.nextCursor }
}

/** Footage of one count, movement or recall. */
export const footageOf = async (read: Read, type: string, id: string): Promise<FootageItem[]> => {
  const { rows } = await sql<Row>`
    select ${COLUMNS} from video_references where subject_type = ${type} and subject_id = ${id}
    order by began_at, id`.execute(read.db)
  return rows.map(item)
}

const item = ({ exactly: _, beganAt, endedAt, keptUntil, ...rest }: Row): FootageItem => ({
  ...rest,
  beganAt: beganAt.toISOString(),
  endedAt: endedAt.toISOString(),
  keptUntil: keptUntil.toISOString(),
})

import { notFound } from '@suite/kernel'
import { sql, type Read } from '@suite/db'
import { product } from '../queries/product.ts'
import type { MergeReply, PreviewReply } from './contract.ts'
import type { Merge, MergeFollower, Moving } from './port.ts'
import { mergeRefusal } from './refusal.ts'

interface Row {
  id: string
  keptId: string
  keptName: string
  mergedId: string
  mergedName: string
  madeAt: Date
  undoneAt: Date | null
  moved: Moving
}

const COLUMNS = sql`id, kept_id as "keptId", kept_name as "keptName", merged_id as "mergedId", merged_name as "mergedName",
  made_at as "madeAt", undone_at as "undoneAt", moved`

const toReply = (row: Row): MergeReply => ({
  ...row,
  madeAt: row.madeAt.toISOString(),
  undoneAt: row.undoneAt?.toISOString() ?? null,
  moved: listOf(row.moved),
})

/** Counts as a list, without the zeros. */
const listOf = (moving: Moving): { what: string; count: number }[] =>
  Object.entries(moving)
    .filter(([, count]) => count > 0)
    .map(([what, count]) => ({ what, count }))

/** One merge. @throws AppError `not_found` */
export const mergeOf = async (read: Read, id: string): Promise<MergeReply> => {
  const { rows } = await sql<Row>`select ${COLUMNS} from product_merges where id = ${id}`.execute(read.db)
  if (rows[0] === undefined) throw notFound('merge')
  return toReply(rows[0])
}

/** The merges a product took part in on either side, newest first. @throws AppError `not_found` */
export const mergesOf = async (read: Read, productId: string): Promise<{ items: MergeReply[] }> => {
  await product(read, productId)
  const { rows } = await sql<Row>`
    select ${COLUMNS} from product_merges where kept_id = ${productId} or merged_id = ${productId}
    order by made_at desc, id desc limit 100`.execute(read.db)
  return { items: rows.map((row) => toReply(row)) }
}

/** What a merge would move, and why it cannot be done if so. @throws AppError `not_found` */
export const previewMerge = async (
  read: Read,
  pair: Omit<Merge, 'mergeId'>,
  followers: readonly MergeFollower[],
): Promise<PreviewReply> => {
  const refusal = await mergeRefusal(read, pair, followers)
  const moves: Record<string, number> = {}
  for (const follower of followers) Object.assign(moves, await follower.preview(read, pair.mergedId))
  return { refusal, moves: listOf(moves) }
}

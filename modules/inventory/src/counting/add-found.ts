import { conflict, invalid, newId } from '@suite/kernel'
import { sql, type Tx } from '@suite/db'
import { lockSession, openPassOf, type CountSession } from './session.ts'

/** Something on the shelf that the sheet does not have: a package by its tag, or loose units of a product. */
export interface Found {
  readonly sessionId: string
  readonly packageTag?: string | undefined
  /** Needed for loose units and for a tag no package here carries. */
  readonly productId?: string | undefined
  readonly room?: string | undefined
}

/**
 * Adds a line for what was found, or gives the line that has it already. Every walk of the session covers it.
 * @throws AppError `no_open_pass`; `product_needed` for an unknown tag without a product; `tag_needed` for loose units
 * in a session by room, where units without a tag cannot be told from those elsewhere; `recount_only` in a recount
 */
export const addFound = async (tx: Tx, input: Found): Promise<{ lineId: string }> => {
  const session = await lockSession(tx, input.sessionId, ['counting'])
  const pass = await openPassOf(tx, session.id)
  if (pass.pass > session.people)
    throw conflict(
      'recount_only',
      'A recount covers its own lines only. Note what you found for the reviewer.',
    )
  const line = await identify(tx, session, input)
  const { rows } = await sql<{ id: string }>`
    insert into count_lines (organization_id, id, session_id, position, product_id, lot_id, package_tag, lot_code, room, found)
    values (${tx.context.organizationId}, ${newId()}, ${session.id},
      (select coalesce(max(position), 0) + 1 from count_lines where session_id = ${session.id}), ${line.productId},
      ${line.lotId}, ${line.packageTag}, ${line.lotCode}, ${input.room ?? null}, true)
    on conflict (organization_id, session_id, product_id, lot_id, package_tag) do update set room = count_lines.room
    returning id`.execute(tx.db)
  return { lineId: rows[0]?.id ?? '' }
}

interface Identified {
  readonly productId: string
  readonly lotId: string | null
  readonly packageTag: string | null
  readonly lotCode: string
}

const identify = async (tx: Tx, session: CountSession, input: Found): Promise<Identified> => {
  if (session.by === 'package' && input.packageTag !== undefined) {
    const { rows } = await sql<Identified>`
      select product_id as "productId", id as "lotId", package_tag as "packageTag", lot_code as "lotCode" from lots
      where store_id = ${session.storeId} and package_tag = ${input.packageTag}`.execute(tx.db)
    if (rows[0] !== undefined) return rows[0]
  }
  if (input.productId === undefined)
    throw invalid('product_needed', 'No package here carries this tag. Say which product it holds.', [
      { path: 'productId', message: 'needed' },
    ])
  const packageTag = session.by === 'package' ? (input.packageTag ?? null) : null
  if (packageTag === null && session.scope.kind === 'room')
    throw invalid('tag_needed', 'In a count by room every find needs its package tag.', [
      { path: 'packageTag', message: 'needed' },
    ])
  return { productId: input.productId, lotId: null, packageTag, lotCode: '' }
}

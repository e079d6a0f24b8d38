import { invalid, newId, notFound } from '@suite/kernel'
import { recordAudit } from '@suite/audit'
import { sql, type Tx } from '@suite/db'
import { recordFootage, type Footage } from '../footage/record-footage.ts'
import { sequentialIds } from '../sequential-ids.ts'
import { countSuggestions } from './count-suggestions.ts'
import type { CountScope } from './session.ts'
import { sheetLines, type SheetRequest } from './sheet-sql.ts'

/** Lines one session may have: what a person can walk, and one transaction post, in one go. */
export const LONGEST_SHEET = 5000

/** How a count is to be done. */
export interface NewSession {
  readonly storeId: string
  readonly name: string
  readonly scope: CountScope
  /** Counters are not told what is expected. Default: true. */
  readonly blind?: boolean | undefined
  /** 2: two people count on their own, and what differs is counted again. Default: 1. */
  readonly people?: 1 | 2 | undefined
  /** A line for each package (default), or one for each product. */
  readonly by?: 'package' | 'product' | undefined
  /** Whoever counted may not sign. Default: as `blind`. */
  readonly separateReviewer?: boolean | undefined
  readonly footage?: Footage | undefined
}

/**
 * Starts a count: writes the sheet down as the shelves should be walked, room by room.
 * @throws AppError `not_found`, `room_by_package` when a room is to be counted by product, `nothing_to_count`,
 * `scope_too_wide` past `LONGEST_SHEET` lines
 */
export const openCountSession = async (
  tx: Tx,
  input: NewSession,
): Promise<{ sessionId: string; lines: number }> => {
  const { by = 'package', blind = true, people = 1 } = input
  if (by === 'product' && input.scope.kind === 'room')
    throw invalid('room_by_package', 'A room holds packages: count it by package.', [
      { path: 'by', message: 'must be package for a room' },
    ])
  const { rows: stores } = await sql`select from stores where id = ${input.storeId}`.execute(tx.db)
  if (stores.length === 0) throw notFound('store')
  const sessionId = newId()
  await sql`
    insert into count_sessions (organization_id, id, store_id, name, status, blind, people, by, separate_reviewer, scope,
      created_by, created_at)
    values (${tx.context.organizationId}, ${sessionId}, ${input.storeId}, ${input.name}, 'counting', ${blind}, ${people},
      ${by}, ${input.separateReviewer ?? blind}, ${JSON.stringify(input.scope)}::jsonb, ${tx.context.actor.id},
      clock_timestamp())`.execute(tx.db)
  const scope = await withoutRisk(tx, input)
  const lines = await writeSheet(tx, sessionId, { storeId: input.storeId, by, scope })
  if (input.footage !== undefined)
    await recordFootage(tx, {
      ...input.footage,
      storeId: input.storeId,
      subject: { type: 'count_session', id: sessionId },
    })
  await recordAudit(tx, {
    eventType: 'count.opened',
    resourceType: 'count_session',
    resourceId: sessionId,
    action: 'create',
    risk: 'medium',
    after: { ...input, lines },
  })
  return { sessionId, lines }
}

const withoutRisk = async (tx: Tx, { storeId, scope }: NewSession): Promise<SheetRequest['scope']> => {
  if (scope.kind !== 'risk') return scope
  const ranked = await countSuggestions(tx, { storeId, take: scope.take })
  return { kind: 'products', productIds: ranked.map((each) => each.productId) }
}

const writeSheet = async (tx: Tx, sessionId: string, request: SheetRequest): Promise<number> => {
  const lines = sheetLines(request)
  const { rows } = await sql<{ lines: number }>`
    select count(*) as lines from (select from (${lines}) s limit ${LONGEST_SHEET + 1}) s`.execute(tx.db)
  const size = rows[0]?.lines ?? 0
  if (size === 0)
    throw invalid('nothing_to_count', 'Nothing in this store falls under that. Choose something else.', [
      { path: 'scope', message: 'covers nothing' },
    ])
  if (size > LONGEST_SHEET)
    throw invalid('scope_too_wide', `That is more than ${LONGEST_SHEET} lines. Count by room or category.`, [
      { path: 'scope', message: 'covers too much' },
    ])
  await sql`
    insert into count_lines (organization_id, id, session_id, position, product_id, lot_id, package_tag, lot_code, room)
    select ${tx.context.organizationId}::uuid, ${sequentialIds()(sql`n`)}, ${sessionId}::uuid, n, product_id, lot_id,
      package_tag, lot_code, room
    from (select *, row_number() over (order by room nulls last, name, product_id, leaves_on nulls last, received_at, lot_id)
      as n from (${lines}) s) s`.execute(tx.db)
  return size
}

import { conflict } from '@suite/kernel'
import { sql, type Read } from '@suite/db'
import type { Fragment } from '../ledger-sql.ts'
import type { SessionStatus } from './session.ts'

/**
 * Refuses to show expectations while people are counting, and for a blind count that was called off, since it could be
 * called off in order to look. @throws AppError `still_counting`, `counted_blind`
 */
export const requireRevealed = (session: { status: SessionStatus; blind: boolean }): void => {
  if (session.status === 'counting')
    throw conflict(
      'still_counting',
      'This count is still going on. Its figures show once all have handed in.',
    )
  if (session.status === 'cancelled' && session.blind)
    throw conflict('counted_blind', 'This blind count was called off. Its figures stay unseen.')
}

/** A query of `store_id, product_id` of what this person is counting blind right now. */
export const countedBlindBy = (actorId: string): Fragment => sql`
  select s.store_id, c.product_id
  from count_passes k
  join count_sessions s on s.organization_id = k.organization_id and s.id = k.session_id
  join count_lines c on c.organization_id = s.organization_id and c.session_id = s.id
  where k.counter = ${actorId} and k.submitted_at is null and s.blind and s.status = 'counting'`

/**
 * Refuses somebody who is counting blind the stock of what they count: of the product, of the store, or of any.
 * Every answer that tells stock should ask this first.
 * @throws AppError `counting_blind`
 */
export const requireNotCountingBlind = async (
  read: Read,
  about: { storeId?: string | undefined; productId?: string | undefined } = {},
): Promise<void> => {
  const { rows } = await sql`
    select from (${countedBlindBy(read.context.actor.id)}) b
    where ${about.storeId === undefined ? sql`true` : sql`b.store_id = ${about.storeId}`}
      and ${about.productId === undefined ? sql`true` : sql`b.product_id = ${about.productId}`}
    limit 1`.execute(read.db)
  if (rows.length > 0)
    throw conflict(
      'counting_blind',
      'You are counting this without being told what is expected. Its stock shows once you have handed in.',
    )
}

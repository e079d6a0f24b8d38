import { conflict, notFound } from '@suite/kernel'
import { sql, type Tx } from '@suite/db'

/** What is counted in a session. */
export type CountScope =
  | { readonly kind: 'all' }
  | { readonly kind: 'room'; readonly rooms: string[] }
  | { readonly kind: 'category'; readonly categories: string[] }
  | { readonly kind: 'products'; readonly productIds: string[] }
  /** The `take` products whose count is worth most; see `rankByRisk`. */
  | { readonly kind: 'risk'; readonly take: number }

/** counting: people are at the shelf · review: all have handed in · posted, cancelled: over. */
export type SessionStatus = 'counting' | 'review' | 'posted' | 'cancelled'

/** A count session as its commands need it. */
export interface CountSession {
  readonly id: string
  readonly storeId: string
  readonly name: string
  readonly status: SessionStatus
  readonly blind: boolean
  readonly people: number
  readonly by: 'package' | 'product'
  readonly separateReviewer: boolean
  readonly scope: CountScope
  readonly createdAt: Date
}

/** One person's walk along the sheet. */
export interface CountPass {
  readonly pass: number
  readonly counter: string
  readonly startedAt: Date
  readonly submittedAt: Date | null
}

/**
 * Reads a session and keeps it until the transaction ends, so that two people do not move it at once.
 * @throws AppError `not_found`; `wrong_status` unless it is in one of `allowed`
 */
export const lockSession = async (
  tx: Tx,
  id: string,
  allowed: readonly SessionStatus[],
): Promise<CountSession> => {
  const { rows } = await sql<CountSession>`
    select id, store_id as "storeId", name, status, blind, people, by, separate_reviewer as "separateReviewer", scope,
      created_at as "createdAt"
    from count_sessions where id = ${id} for update`.execute(tx.db)
  const session = rows[0]
  if (session === undefined) throw notFound('count session')
  if (!allowed.includes(session.status)) throw conflict('wrong_status', WHY[session.status])
  return session
}

const WHY: Readonly<Record<SessionStatus, string>> = {
  counting: 'This count is still going on. Wait until everybody has handed in.',
  review: 'This count was handed in and waits for review. Ask for a recount to count again.',
  posted: 'This count was posted. Start a new one to count again.',
  cancelled: 'This count was called off. Start a new one.',
}

/** The walks of a session so far, first to last. */
export const passesOf = async (tx: Tx, sessionId: string): Promise<CountPass[]> => {
  const { rows } = await sql<CountPass>`
    select pass, counter, started_at as "startedAt", submitted_at as "submittedAt" from count_passes
    where session_id = ${sessionId} order by pass`.execute(tx.db)
  return rows
}

/**
 * The caller's walk that is not handed in yet.
 * @throws AppError `no_open_pass` when there is none
 */
export const openPassOf = async (tx: Tx, sessionId: string): Promise<CountPass> => {
  const passes = await passesOf(tx, sessionId)
  const mine = passes.find((pass) => pass.counter === tx.context.actor.id && pass.submittedAt === null)
  if (mine === undefined)
    throw conflict('no_open_pass', 'You are not counting in this session. Start counting first.')
  return mine
}

/** Moves a session to another status. */
export const setStatus = (tx: Tx, id: string, status: SessionStatus): Promise<unknown> =>
  sql`update count_sessions set status = ${status}, version = version + 1 where id = ${id}`.execute(tx.db)

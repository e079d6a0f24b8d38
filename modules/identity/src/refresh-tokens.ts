import { createHash, randomBytes } from 'node:crypto'
import type pg from 'pg'
import { AppError, newId } from '@suite/kernel'

const LIFETIME_DAYS = 30
/** Parallel tabs may present the same token at the same moment; a token shown again later than this was stolen. */
const GRACE_SECONDS = 30

/** Who a refresh token stands for. */
export interface RefreshGrant {
  readonly token: string
  readonly userId: string
  readonly organizationId: string
}

interface Row {
  id: string
  family_id: string
  user_id: string
  organization_id: string
  expires_at: Date
  revoked_at: Date | null
  rotated_ago: number | null
}

const hashOf = (token: string): string => createHash('sha256').update(token).digest('hex')

const sessionEnded = (): AppError =>
  new AppError('unauthenticated', 'session_ended', 'Your session has ended. Sign in again.')

/** Starts a session: a new family of rotating tokens. */
export const startSession = (
  pool: pg.Pool,
  who: { userId: string; organizationId: string; ip: string; userAgent: string },
): Promise<RefreshGrant> => insert(pool, { ...who, familyId: newId() })

/**
 * Swaps a refresh token for its successor. A token used a second time after the grace ends its whole family (RFC 9700,
 * refresh token rotation). `organizationId` switches to another organisation of the same person.
 * @throws AppError `session_ended`
 */
export const rotateSession = async (
  pool: pg.Pool,
  token: string,
  facts: { ip: string; userAgent: string; organizationId?: string },
): Promise<RefreshGrant> => {
  const { rows } = await pool.query<Row>(
    `select id, family_id, user_id, organization_id, expires_at, revoked_at, extract(epoch from now() - rotated_at)::float8 as rotated_ago
     from refresh_tokens where token_hash = $1`,
    [hashOf(token)],
  )
  const row = rows[0]
  if (row === undefined || row.revoked_at !== null || row.expires_at.getTime() < Date.now())
    throw sessionEnded()
  if (row.rotated_ago !== null && row.rotated_ago > GRACE_SECONDS) {
    await pool.query(
      'update refresh_tokens set revoked_at = now() where family_id = $1 and revoked_at is null',
      [row.family_id],
    )
    throw sessionEnded()
  }
  await pool.query('update refresh_tokens set rotated_at = now() where id = $1 and rotated_at is null', [
    row.id,
  ])
  return insert(pool, {
    userId: row.user_id,
    organizationId: facts.organizationId ?? row.organization_id,
    ip: facts.ip,
    userAgent: facts.userAgent,
    familyId: row.family_id,
  })
}

/** Ends the session a token belongs to; unknown tokens are ignored. */
export const endSession = async (pool: pg.Pool, token: string): Promise<void> => {
  await pool.query(
    `update refresh_tokens set revoked_at = now()
     where revoked_at is null and family_id = (select family_id from refresh_tokens where token_hash = $1)`,
    [hashOf(token)],
  )
}

const insert = async (
  pool: pg.Pool,
  who: { userId: string; organizationId: string; ip: string; userAgent: string; familyId: string },
): Promise<RefreshGrant> => {
  const token = randomBytes(32).toString('base64url')
  await pool.query(
    `insert into refresh_tokens (id, family_id, user_id, organization_id, token_hash, expires_at, ip, user_agent)
     values ($1, $2, $3, $4, $5, now() + make_interval(days => $6), $7, $8)`,
    [
      newId(),
      who.familyId,
      who.userId,
      who.organizationId,
      hashOf(token),
      LIFETIME_DAYS,
      who.ip,
      who.userAgent,
    ],
  )
  return { token, userId: who.userId, organizationId: who.organizationId }
}

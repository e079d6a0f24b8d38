import type { Database } from '@suite/db'
import { sql } from '@suite/db'
import type { Caller } from '@suite/http'
import { AppError } from '@suite/kernel'
import type { AccessTokens } from './access-tokens.ts'
import type { Accounts } from './accounts.ts'
import { endSession, rotateSession, startSession, type RefreshGrant } from './refresh-tokens.ts'

/** An organisation a person belongs to, as sign-in offers it. */
export interface Membership {
  readonly organizationId: string
  readonly membershipId: string
  readonly role: string
  readonly name: string
  readonly slug: string
  readonly readOnly: boolean
}

/** A signed-in session: what the cookies carry. */
export interface Session {
  readonly accessToken: string
  readonly expiresAt: Date
  readonly refreshToken: string
  readonly caller: Caller
}

interface Facts {
  readonly ip: string
  readonly userAgent: string
}

/** Everything about being signed in. */
export interface Sessions {
  open(userId: string, organizationId: string | undefined, facts: Facts): Promise<Session>
  refresh(refreshToken: string, facts: Facts, organizationId?: string): Promise<Session>
  end(refreshToken: string): Promise<void>
  memberships(userId: string): Promise<Membership[]>
  readonly authenticate: (accessToken: string) => Promise<Caller | null>
}

/** Binds accounts, memberships and tokens together. */
export const createSessions = (deps: {
  accounts: Accounts
  database: Database
  tokens: AccessTokens
}): Sessions => {
  const { accounts, database, tokens } = deps
  const grant = async (refresh: RefreshGrant): Promise<Session> => {
    const membership = pick(await membershipsOf(database, refresh.userId), refresh.organizationId)
    const caller: Caller = {
      userId: refresh.userId,
      organizationId: membership.organizationId,
      membershipId: membership.membershipId,
      role: membership.role,
      readOnly: membership.readOnly,
    }
    const { token, expiresAt } = await tokens.issue(caller)
    return { accessToken: token, expiresAt, refreshToken: refresh.token, caller }
  }
  return {
    open: async (userId, organizationId, facts) => {
      const membership = pick(await membershipsOf(database, userId), organizationId)
      return grant(
        await startSession(accounts.pool, { userId, organizationId: membership.organizationId, ...facts }),
      )
    },
    refresh: async (refreshToken, facts, organizationId) =>
      grant(
        await rotateSession(
          accounts.pool,
          refreshToken,
          organizationId === undefined ? facts : { ...facts, organizationId },
        ),
      ),
    end: (refreshToken) => endSession(accounts.pool, refreshToken),
    memberships: (userId) => membershipsOf(database, userId),
    authenticate: tokens.read,
  }
}

const pick = (memberships: readonly Membership[], organizationId: string | undefined): Membership => {
  const found =
    organizationId === undefined
      ? memberships[0]
      : memberships.find((m) => m.organizationId === organizationId)
  if (found === undefined)
    throw new AppError(
      'forbidden',
      'no_membership',
      'You do not belong to this organisation any more. Ask its owner for an invitation.',
    )
  return found
}

/** The organisations a person belongs to, by the one look-up that may run before a tenant is known. */
export const membershipsOf = async (database: Database, userId: string): Promise<Membership[]> => {
  const { rows } = await sql<{
    organization_id: string
    membership_id: string
    role: string
    name: string
    slug: string
    trial_ends_at: Date | null
    plan_tier: string
  }>`select * from memberships_of_user(${userId}::uuid)`.execute(database.untenanted)
  return rows.map((row) => ({
    organizationId: row.organization_id,
    membershipId: row.membership_id,
    role: row.role,
    name: row.name,
    slug: row.slug,
    readOnly: row.trial_ends_at !== null && row.trial_ends_at.getTime() < Date.now(),
  }))
}

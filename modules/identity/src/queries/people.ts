import type { Read } from '@suite/db'

/** The people of the organisation by name. */
export const people = async (read: Read) => {
  const rows = await read.db
    .selectFrom('memberships')
    .select(['id', 'display_name', 'email', 'role', 'active'])
    .orderBy('display_name')
    .limit(500)
    .execute()
  return rows.map((row) => ({
    membershipId: row.id,
    name: row.display_name,
    email: row.email,
    role: row.role,
    active: row.active,
  }))
}

/** Names of everybody who is or was of the organisation, by user id: what records call "who". */
export const names = async (read: Read): Promise<{ userId: string; name: string }[]> => {
  const rows = await read.db
    .selectFrom('memberships')
    .select(['user_id', 'display_name'])
    .orderBy('display_name')
    .limit(2000)
    .execute()
  return rows.map((row) => ({ userId: row.user_id, name: row.display_name }))
}

/** Invitations that can still be accepted. */
export const openInvitations = async (read: Read) => {
  const rows = await read.db
    .selectFrom('invitations')
    .select(['id', 'email', 'role', 'created_at', 'expires_at'])
    .where('accepted_at', 'is', null)
    .where('revoked_at', 'is', null)
    .where('expires_at', '>', new Date())
    .orderBy('created_at', 'desc')
    .limit(200)
    .execute()
  return rows.map((row) => ({
    id: row.id,
    email: row.email,
    role: row.role,
    createdAt: row.created_at.toISOString(),
    expiresAt: row.expires_at.toISOString(),
  }))
}

import { createHash, randomBytes } from 'node:crypto'
import type { Database, Tx } from '@suite/db'
import { sql } from '@suite/db'
import { recordAudit } from '@suite/audit'
import { AppError, newId, notFound } from '@suite/kernel'
import type { Accounts } from '../accounts.ts'
import type { Role } from '../permissions.ts'

const VALID_DAYS = 7
const hashOf = (token: string): string => createHash('sha256').update(token).digest('hex')

/** Invites a person by e-mail; gives the token once, only its hash is kept. */
export const invite = async (
  tx: Tx,
  input: { email: string; role: Role },
): Promise<{ id: string; token: string }> => {
  const id = newId()
  const token = randomBytes(24).toString('base64url')
  await tx.db
    .insertInto('invitations')
    .values({
      organization_id: tx.context.organizationId,
      id,
      email: input.email.toLowerCase(),
      role: input.role,
      token_hash: hashOf(token),
      invited_by: tx.context.actor.id,
      expires_at: new Date(Date.now() + VALID_DAYS * 86_400_000),
    })
    .execute()
  await recordAudit(tx, {
    eventType: 'invitation.created',
    resourceType: 'invitation',
    resourceId: id,
    action: 'create',
    risk: 'high',
    after: { role: input.role },
  })
  return { id, token }
}

/** Takes an invitation back. */
export const revokeInvitation = async (tx: Tx, id: string): Promise<void> => {
  const revoked = await tx.db
    .updateTable('invitations')
    .set({ revoked_at: new Date() })
    .where('id', '=', id)
    .where('accepted_at', 'is', null)
    .returning('id')
    .executeTakeFirst()
  if (revoked === undefined) throw notFound('invitation')
  await recordAudit(tx, {
    eventType: 'invitation.revoked',
    resourceType: 'invitation',
    resourceId: id,
    action: 'update',
    risk: 'medium',
  })
}

/**
 * Accepts an invitation with a new account, or with the password of the account that has this e-mail.
 * @throws AppError `invitation_over` · `wrong_credentials`
 */
export const acceptInvitation = async (
  deps: { database: Database; accounts: Accounts },
  input: { token: string; name: string; password: string },
): Promise<{ userId: string; organizationId: string }> => {
  const { rows } = await sql<{ organization_id: string; invitation_id: string; email: string; role: string }>`
    select * from invitation_by_token(${hashOf(input.token)})`.execute(deps.database.untenanted)
  const found = rows[0]
  if (found === undefined)
    throw new AppError(
      'not_found',
      'invitation_over',
      'This invitation was used, taken back or has expired. Ask for a new one.',
    )
  const account = await accountFor(deps.accounts, found.email, input)
  const context = { organizationId: found.organization_id, actor: { kind: 'user' as const, id: account.id } }
  await deps.database.withTenant(context, async (tx) => {
    await tx.db
      .insertInto('memberships')
      .values({
        organization_id: found.organization_id,
        id: newId(),
        user_id: account.id,
        display_name: account.name,
        email: found.email,
        role: found.role,
      })
      .onConflict((c) =>
        c.columns(['organization_id', 'user_id']).doUpdateSet({ role: found.role, active: true }),
      )
      .execute()
    await tx.db
      .updateTable('invitations')
      .set({ accepted_at: new Date() })
      .where('id', '=', found.invitation_id)
      .execute()
    await recordAudit(tx, {
      eventType: 'invitation.accepted',
      resourceType: 'invitation',
      resourceId: found.invitation_id,
      action: 'update',
      risk: 'high',
      after: { role: found.role },
    })
  })
  return { userId: account.id, organizationId: found.organization_id }
}

const accountFor = async (accounts: Accounts, email: string, input: { name: string; password: string }) => {
  try {
    return await accounts.create({ name: input.name, email, password: input.password })
  } catch (error) {
    if (!(error instanceof AppError) || error.code !== 'email_taken') throw error
    return accounts.verify({ email, password: input.password })
  }
}

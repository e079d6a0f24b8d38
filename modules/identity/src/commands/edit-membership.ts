import type { Tx } from '@suite/db'
import { recordAudit } from '@suite/audit'
import { conflict, notFound } from '@suite/kernel'
import type { Role } from '../permissions.ts'

/**
 * Changes a person's role or takes their access away.
 * @throws AppError `last_owner` when nobody would be left to manage the organisation
 */
export const editMembership = async (
  tx: Tx,
  id: string,
  change: { role?: Role | undefined; active?: boolean | undefined },
): Promise<void> => {
  const before = await tx.db
    .selectFrom('memberships')
    .select(['role', 'active'])
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst()
  if (before === undefined) throw notFound('person')
  const after = { role: change.role ?? before.role, active: change.active ?? before.active }
  const losesOwner = before.role === 'owner' && before.active && (after.role !== 'owner' || !after.active)
  if (losesOwner) await requireAnotherOwner(tx, id)
  await tx.db.updateTable('memberships').set(after).where('id', '=', id).execute()
  await recordAudit(tx, {
    eventType: 'membership.changed',
    resourceType: 'membership',
    resourceId: id,
    action: 'update',
    risk: 'high',
    before,
    after,
  })
}

const requireAnotherOwner = async (tx: Tx, id: string): Promise<void> => {
  const others = await tx.db
    .selectFrom('memberships')
    .select('id')
    .where('role', '=', 'owner')
    .where('active', '=', true)
    .forUpdate()
    .execute()
  if (others.every((owner) => owner.id === id))
    throw conflict('last_owner', 'This is the only owner. Make someone else an owner first.')
}

import type { Tx } from '@suite/db'
import { recordAudit } from '@suite/audit'

/** Renames the organisation; its slug stays, since addresses point at it. */
export const editOrganization = async (tx: Tx, change: { name: string }): Promise<void> => {
  const before = await tx.db.selectFrom('organizations').select('name').executeTakeFirstOrThrow()
  await tx.db.updateTable('organizations').set({ name: change.name }).execute()
  await recordAudit(tx, {
    eventType: 'organization.changed',
    resourceType: 'organization',
    resourceId: tx.context.organizationId,
    action: 'update',
    risk: 'medium',
    before,
    after: change,
  })
}

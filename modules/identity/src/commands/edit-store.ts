import type { Tx } from '@suite/db'
import { recordAudit } from '@suite/audit'
import { notFound } from '@suite/kernel'
import { requireFreeName, requireTimeZone, type StoreInput } from './add-store.ts'

/** Changes a store's facts; sales already booked keep their business day. */
export const editStore = async (
  tx: Tx,
  id: string,
  change: Partial<StoreInput> & { active?: boolean },
): Promise<void> => {
  const before = await tx.db.selectFrom('stores').selectAll().where('id', '=', id).executeTakeFirst()
  if (before === undefined) throw notFound('store')
  if (change.timeZone !== undefined) requireTimeZone(change.timeZone)
  if (change.name !== undefined) await requireFreeName(tx, change.name, id)
  const after = {
    name: change.name ?? before.name,
    licence_number: change.licenceNumber ?? before.licence_number,
    state: change.state ?? before.state,
    time_zone: change.timeZone ?? before.time_zone,
    cut_off_minutes: change.cutOffMinutes ?? before.cut_off_minutes,
    active: change.active ?? before.active,
  }
  await tx.db.updateTable('stores').set(after).where('id', '=', id).execute()
  await recordAudit(tx, {
    eventType: 'store.changed',
    resourceType: 'store',
    resourceId: id,
    action: 'update',
    risk: 'medium',
    before,
    after,
  })
}

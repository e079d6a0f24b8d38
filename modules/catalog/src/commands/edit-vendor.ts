import { conflict } from '@suite/kernel'
import { recordAudit } from '@suite/audit'
import { publish } from '@suite/events'
import { sql, type Tx } from '@suite/db'
import type { VendorEdit, VendorReply } from '../contract.ts'
import { vendor } from '../queries/vendors.ts'
import { changesOf } from '../rules/changes.ts'

/**
 * Changes a vendor's address, lead time, review rhythm or minimum. Publishes `vendor.changed` v1.
 * @throws AppError `not_found`; `vendor_changed` when `version` is given and no longer the present one; `vendor_exists`
 */
export const editVendor = async (
  tx: Tx,
  input: VendorEdit & { readonly id: string },
): Promise<VendorReply> => {
  await tx.db.selectFrom('vendors').select('id').where('id', '=', input.id).forUpdate().execute()
  const before = await vendor(tx, input.id)
  if (input.version !== undefined && before.version !== input.version)
    throw conflict(
      'vendor_changed',
      `"${before.name}" was changed by someone else since you opened it. Load it again, check the new values and repeat your change.`,
    )
  const { id, version: _, ...edit } = input
  const changes = changesOf(before, edit)
  if (changes === null) return before
  await requireFreeName(tx, id, edit.name)
  await tx.db
    .updateTable('vendors')
    .set({
      name: edit.name,
      email: edit.email,
      licence_number: edit.licenceNumber,
      lead_time_days: edit.leadTimeDays,
      lead_time_spread_days: edit.leadTimeSpreadDays,
      review_days: edit.reviewDays,
      order_weekdays: edit.orderWeekdays,
      minimum_order_minor: edit.minimumOrderMinor,
      takes_returns: edit.takesReturns,
      active: edit.active,
    })
    .where('id', '=', id)
    .execute()
  await sql`update vendors set version = version + 1 where id = ${id}`.execute(tx.db)
  await recordAudit(tx, {
    eventType: 'vendor.edited',
    resourceType: 'vendor',
    resourceId: id,
    action: 'update',
    // where orders are mailed to is worth a second look
    risk: 'email' in changes.after ? 'medium' : 'low',
    ...changes,
  })
  await publish(tx, { type: 'vendor.changed', version: 1, payload: { vendorId: id } })
  return vendor(tx, id)
}

const requireFreeName = async (tx: Tx, id: string, name: string | undefined): Promise<void> => {
  if (name === undefined) return
  const other = await tx.db
    .selectFrom('vendors')
    .select('id')
    .where('name', '=', name)
    .where('id', '<>', id)
    .executeTakeFirst()
  if (other !== undefined)
    throw conflict('vendor_exists', `A vendor named "${name}" exists already. Choose another name.`)
}

import { conflict, newId } from '@suite/kernel'
import { recordAudit } from '@suite/audit'
import type { Tx } from '@suite/db'
import type { NewVendor, VendorReply } from '../contract.ts'
import { vendor } from '../queries/vendors.ts'

/** Adds a vendor. @throws AppError `vendor_exists` when the name is taken */
export const createVendor = async (tx: Tx, input: NewVendor): Promise<VendorReply> => {
  const id = newId()
  const added = await tx.db
    .insertInto('vendors')
    .values({
      organization_id: tx.context.organizationId,
      id,
      name: input.name,
      email: input.email,
      licence_number: input.licenceNumber,
      lead_time_days: input.leadTimeDays,
      lead_time_spread_days: input.leadTimeSpreadDays,
      review_days: input.reviewDays,
      order_weekdays: input.orderWeekdays,
      minimum_order_minor: input.minimumOrderMinor,
      takes_returns: input.takesReturns,
      active: input.active,
    })
    .onConflict((on) => on.columns(['organization_id', 'name']).doNothing())
    .executeTakeFirst()
  if (added.numInsertedOrUpdatedRows !== 1n)
    throw conflict('vendor_exists', `A vendor named "${input.name}" exists already. Open it instead.`)
  await recordAudit(tx, {
    eventType: 'vendor.created',
    resourceType: 'vendor',
    resourceId: id,
    action: 'create',
    risk: 'low',
    after: input,
  })
  return vendor(tx, id)
}

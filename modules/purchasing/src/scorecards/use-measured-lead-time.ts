import { editVendor } from '@suite/catalog'
import type { Tx } from '@suite/db'
import { leadTimeFromHistory } from '../rules/lead-time-from-history.ts'
import { scorecardOf } from '../rules/scorecard.ts'
import { ordersOfVendors } from './orders-of-vendors.ts'

/**
 * Sets a vendor's lead time and spread to what its deliveries of the last 365 days took, over all stores; its products are
 * planned again. Audited by the catalog as any change of a vendor.
 * @throws AppError `not_found`, `vendor_changed`, `too_few_deliveries`, `lead_time_too_long`
 */
export const useMeasuredLeadTime = async (
  tx: Tx,
  { id, version, now }: { readonly id: string; readonly version: number; readonly now: Date },
): Promise<void> => {
  // its version first: a vendor that is not there, or changed, says so before its deliveries do
  await editVendor(tx, { id, version })
  const measured = leadTimeFromHistory(scorecardOf(await ordersOfVendors(tx, { vendorId: id, now })))
  await editVendor(tx, { id, version, ...measured })
}

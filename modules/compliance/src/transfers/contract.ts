import { z } from 'zod'
import { dayShape, decimalShape, idShape, instantShape, pageOf, pageQuery } from '@suite/http'

/** Where a delivery stands at the state. `overdue`: expected before now, and nobody has answered it. */
export const TRANSFER_STANDINGS = ['expected', 'overdue', 'received', 'partly_rejected', 'rejected'] as const
export type TransferStanding = (typeof TRANSFER_STANDINGS)[number]

/**
 * What is to be looked at. `short`, `over`: received at the state against shipped; `not_on_shelf`: accepted, but we have no
 * such package; `taken_early`: on our shelf before the state shows it received; `shelf_differs`: taken in here with another
 * quantity than the state's; `no_expiry`, `no_certificate`, `not_tested`: papers still missing.
 */
export const TRANSFER_CONCERNS = [
  'short',
  'over',
  'not_on_shelf',
  'taken_early',
  'shelf_differs',
  'no_expiry',
  'no_certificate',
  'not_tested',
] as const
export type TransferConcern = (typeof TRANSFER_CONCERNS)[number]

export const transferPackage = z.object({
  tag: z.string(),
  itemName: z.string(),
  /** As the manifest has it: Shipped, Accepted, Rejected, Returned. */
  state: z.string(),
  unit: z.string(),
  shipped: decimalShape,
  receivedAtState: decimalShape.nullable(),
  /** What people or orders took in here under this tag, in our unit; null: no delivery was recorded. */
  takenIn: decimalShape.nullable(),
  shelfUnit: z.string().nullable(),
  onHand: decimalShape.nullable(),
  /** Printed on our lot, else as the manifest says. */
  expiresOn: dayShape.nullable(),
  labState: z.string().nullable(),
  /** Number of the lab certificate kept for it. */
  certificate: z.string().nullable(),
  concerns: z.array(z.enum(TRANSFER_CONCERNS)),
})
export type TransferPackage = z.output<typeof transferPackage>

export const transferItem = z.object({
  connectionId: idShape,
  externalId: z.string(),
  storeId: idShape,
  storeName: z.string(),
  manifest: z.string(),
  shipperLicence: z.string(),
  shipperName: z.string(),
  standing: z.enum(TRANSFER_STANDINGS),
  expectedAt: instantShape.nullable(),
  receivedAt: instantShape.nullable(),
  /** When it must be accepted or rejected, counted from its arrival; null once it is, or where no arrival is stated. */
  dueAt: instantShape.nullable(),
  dueBasis: z.enum(['rule', 'none']).nullable(),
  dueReason: z.string().nullable(),
  packages: z.array(transferPackage),
  /** Packages with something to look at. */
  concerning: z.int(),
})
export type TransferItem = z.output<typeof transferItem>
export const transferPage = pageOf(transferItem)

export const transfersQuery = pageQuery.extend({
  storeId: idShape.optional(),
  /** `coming`: not received, the first expected first; `received`: the last received first. */
  show: z.enum(['coming', 'received']).default('coming'),
})
export type TransfersQuery = z.output<typeof transfersQuery>

import { z } from 'zod'
import { dayShape, decimalShape, idShape, instantShape, pageOf, pageQuery } from '@suite/http'

/** Where a delivery stands at the state. `overdue`: expected before now, and nobody has answered it. */
export const TRANSFER_STANDINGS = ['expected', 'overdue', 'received', 'partly_rejected', 'rejected'] as const
export type TransferStanding = (typeof TRANSFER_STANDINGS)[number]

/**
 * What is to be looked at. `short`, `over`: received at the state against shipped; `not_on_shelf`: accepted, but we have no
 * such package; `taken_early`: on our shelf before the state shows it received; `shelf_differs`: taken in here with another
 * quantity than the state's; `no_expiry`, `no_certificate`, `not_tested`: papers still missing; `counted_short`,
 * `counted_over`: counted on arrival against shipped; `count_differs_at_state`: the state was told another quantity than was
 * counted; `rejected_here`: it goes back.
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
  'counted_short',
  'counted_over',
  'count_differs_at_state',
  'rejected_here',
] as const
export type TransferConcern = (typeof TRANSFER_CONCERNS)[number]

/** What a person found when the package arrived; quantities in the manifest's unit. */
export const arrivalShape = z.object({
  counted: decimalShape,
  /** Counted less shipped. */
  difference: decimalShape,
  rejected: z.boolean(),
  rejectReason: z.string().nullable(),
  productId: idShape.nullable(),
  productName: z.string().nullable(),
  productUnit: z.string().nullable(),
  unitCost: decimalShape.nullable(),
  lotCode: z.string(),
  expiresOn: dayShape.nullable(),
  certificate: z.string(),
  lab: z.string(),
  testedOn: dayShape.nullable(),
  note: z.string(),
  countedBy: z.string(),
  countedAt: instantShape,
  takenAt: instantShape.nullable(),
})
export type Arrival = z.output<typeof arrivalShape>

/** A product a package is probably of, and why it is thought so. */
export const suggestedProduct = z.object({
  productId: idShape,
  name: z.string(),
  unit: z.string(),
  cost: decimalShape.nullable(),
  because: z.enum(['same_tag', 'same_item_before', 'same_name']),
})

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
  arrival: arrivalShape.nullable(),
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

/** A delivery with what counting it needs. */
export const transferDetail = transferItem.extend({
  /** The till brings stock in by itself: receive there, and only papers are kept here. */
  tillBringsStock: z.boolean(),
  suggestions: z.record(z.string(), suggestedProduct),
})
export type TransferDetail = z.output<typeof transferDetail>

export const transferKey = z.object({
  connectionId: idShape,
  externalId: z.string().min(1).max(120),
})
export type TransferKey = z.output<typeof transferKey>

const text = (longest: number) => z.string().trim().max(longest)
export const arrivalInput = transferKey.extend({
  tag: text(120).min(1),
  /** In the manifest's unit. */
  counted: decimalShape,
  /** Why it goes back; absent for what stays. */
  rejectReason: text(500).min(1).optional(),
  productId: idShape.optional(),
  unitCost: decimalShape.optional(),
  lotCode: text(120).default(''),
  expiresOn: dayShape.optional(),
  certificate: text(100).default(''),
  lab: text(200).default(''),
  testedOn: dayShape.optional(),
  note: text(1000).default(''),
})
export type ArrivalInput = z.output<typeof arrivalInput>

/** What became of each counted package. `at_till`: the till has not brought it in yet. */
export const TAKEN = ['taken', 'already_here', 'at_till', 'rejected', 'nothing'] as const
export const takenReply = z.object({
  packages: z.array(z.object({ tag: z.string(), outcome: z.enum(TAKEN) })),
})
export type TakenReply = z.output<typeof takenReply>

export const transfersQuery = pageQuery.extend({
  storeId: idShape.optional(),
  /** `coming`: not received, the first expected first; `received`: the last received first. */
  show: z.enum(['coming', 'received']).default('coming'),
})
export type TransfersQuery = z.output<typeof transfersQuery>

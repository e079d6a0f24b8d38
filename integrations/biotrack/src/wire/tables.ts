import { z } from 'zod'
import { decimal, flag, identifier, identifiers, optional, text, unixTime, whole, word } from './fields.ts'

/**
 * What every row of a sync table has. A change gives the row a new `transactionid` and leaves the original (inferred from
 * a public simulator's rows); who was never told an original is its own.
 */
const version = {
  transactionid: whole,
  transactionid_original: optional(whole),
  sessiontime: optional(unixTime),
  location: text,
  deleted: flag,
}

/** A package (BioTrack: inventory). Quantities are in the unit of its type. */
export const inventoryRow = z.looseObject({
  ...version,
  id: identifier,
  inventorytype: word,
  strain: text,
  productname: text,
  remaining_quantity: decimal,
  usable_weight: optional(decimal),
  net_package: optional(decimal),
  currentroom: text,
  inventoryparentid: identifiers,
  parentid: identifiers,
  source_id: text,
  inventorystatus: text,
  inventorystatustime: optional(unixTime),
  is_sample: flag,
  seized: flag,
})
export type InventoryRow = z.output<typeof inventoryRow>

/** One line of a sale. Lines of one sale share their original transaction (inferred). Refunds have negative prices. */
export const saleRow = z.looseObject({
  ...version,
  inventoryid: identifier,
  itemnumber: optional(whole),
  quantity: decimal,
  price: decimal,
  terminal_id: text,
  /** Not in every state's rows; without it the time of the record stands for the sale's. */
  sale_time: optional(unixTime),
})
export type SaleRow = z.output<typeof saleRow>

export const adjustmentRow = z.looseObject({
  ...version,
  inventoryid: identifier,
  atype: text,
  previous_quantity: decimal,
  new_quantity: decimal,
  reason: text,
})

/** A room. Its number is `roomid` in real answers, `id` in simulators, and has been seen null. */
export const roomRow = z
  .looseObject({ ...version, roomid: text, id: text, name: text, quarantine: flag })
  .transform((row) => ({ ...row, room: row.roomid ?? row.id }))
export type RoomRow = z.output<typeof roomRow>

/** A licensed location; `ubi` is its company. */
export const vendorRow = z.looseObject({
  ...version,
  ubi: word,
  location: word,
  name: text,
  locationtype: text,
  address1: text,
  address2: text,
  city: text,
  state: text,
  zip: text,
  producer: flag,
  processor: flag,
  retail: flag,
  medical: flag,
})
export type VendorRow = z.output<typeof vendorRow>

/** A sample sent to a laboratory: of `parentid`, with result −1 failed, 0 pending, 1 passed, 2 rejected (public client). */
export const sampleRow = z.looseObject({
  ...version,
  inventoryid: identifier,
  parentid: identifiers,
  lab_license: text,
  quantity: optional(decimal),
  result: text,
})
export type SampleRow = z.output<typeof sampleRow>

/** A package received from another licensee. */
export const inboundRow = z.looseObject({
  ...version,
  inventoryid: identifier,
  inventorytype: text,
  strain: text,
  manifestid: text,
  manifest_stop: text,
  outbound_license: text,
  price: optional(decimal),
  quantity: decimal,
  is_refund: flag,
})
export type InboundRow = z.output<typeof inboundRow>

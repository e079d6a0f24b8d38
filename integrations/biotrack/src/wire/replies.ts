import { z } from 'zod'
import {
  day,
  decimal,
  flag,
  identifier,
  identifiers,
  optional,
  text,
  unixTime,
  whole,
  word,
} from './fields.ts'

/** What every write answers; what it made is in `barcode_id`. */
export const writeReply = z
  .looseObject({ transactionid: whole, sessiontime: optional(unixTime), barcode_id: identifiers })
  .transform(({ transactionid, sessiontime, barcode_id }) => ({
    transactionId: transactionid,
    at: sessiontime,
    barcodes: barcode_id,
  }))
export type WriteReply = z.output<typeof writeReply>

export const loginReply = z.looseObject({
  sessionid: word.refine((value) => /^\w{8,}$/.test(value), { error: 'is no session' }),
  time: optional(unixTime),
  admin: flag,
})

/** `sum` adds up the transaction ids of the table in the range asked for, so 0 means that there is nothing. */
export const syncCheckReply = z.looseObject({
  summary: z.array(z.looseObject({ table: word, match: flag, sum: optional(decimal) })),
})

const listOf = <Row extends z.ZodType>(row: Row) => z.looseObject({ data: z.array(row).default([]) })

/** A manifest that was sent to this location. */
export const incomingManifest = z.looseObject({
  manifest_id: identifier,
  license_number: text,
  trade_name: text,
  item_count: optional(whole),
  transfer_date: optional(day),
})
export type IncomingManifest = z.output<typeof incomingManifest>
export const manifestLookupReply = listOf(incomingManifest)

/** A package on its way to this location. */
export const incomingItem = z.looseObject({
  barcode_id: identifier,
  inventorytype: text,
  product: text,
  description: text,
  strain: text,
  quantity: decimal,
  usableweight: optional(decimal),
  sample_id: text,
  is_return: flag,
  is_sample: flag,
  is_medical: flag,
})
export type IncomingItem = z.output<typeof incomingItem>
export const transferLookupReply = listOf(incomingItem)

/** What the state knows of a package, whoever holds it. */
export const checkedItem = z.looseObject({
  barcode_id: identifier,
  invtype: text,
  quantity: decimal,
  usableweight: optional(decimal),
  strain: text,
  product: text,
})
export const inventoryCheckReply = listOf(checkedItem)

/** Results of one sample. Each test has a `type` (1 moisture, 2 potency, 3 foreign matter, 4 microbes, 5 solvents). */
export const labResult = z.looseObject({
  sample_id: text,
  barcode_id: text,
  parent_id: text,
  lab_license: text,
  result: text,
  test: z.array(z.looseObject({ type: word })).default([]),
})

/** One result under `data`, several, or the fields themselves: all three were seen or described. */
export const labReply = z.union([
  z.looseObject({ data: z.array(labResult) }).transform(({ data }) => data),
  z.looseObject({ data: labResult }).transform(({ data }) => [data]),
  labResult.transform((one) => [one]),
])

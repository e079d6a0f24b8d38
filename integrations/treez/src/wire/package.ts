import { z } from 'zod'
import { decimal, id, listOf, text } from '../fields.ts'

/** What lies of a package in one place. `total` counts what is reserved and packed too. */
const part = z.object({
  id,
  batchId: text,
  location: text,
  quantity: z.object({ total: decimal }),
})

/** A row of `packages` (OpenAPI of the store API, 3.1). `packageLabel` is the state's tag. */
export const inventoryPackage = z.object({
  id,
  packageLabel: text,
  productId: id,
  /** What is scanned when it is sold: tickets name these. */
  barcodes: listOf(text),
  receivedDate: text,
  expirationDate: text,
  inventory: listOf(part),
})

export type WirePackage = z.output<typeof inventoryPackage>

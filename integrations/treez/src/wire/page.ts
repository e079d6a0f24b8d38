import { z } from 'zod'
import { optional } from '../fields.ts'

/** A page of a list: its rows as they came, and how many the whole list holds as far as it says so. */
export interface Page {
  readonly rows: readonly unknown[]
  readonly total: number | null
}

const rows = z
  .array(z.unknown())
  .nullable()
  .transform((list) => list ?? [])
const count = optional(z.number())

/** Of `product/product_list`. */
export const productPage = z
  .object({ data: z.object({ product_list: rows, total_count: count }) })
  .transform(({ data }): Page => ({ rows: data.product_list, total: data.total_count }))

/** Of `packages`; the only list outside the usual envelope. Its total is needed to know that none is missing. */
export const packagePage = z
  .object({ data: rows, total: z.number() })
  .transform(({ data, total }): Page => ({ rows: data, total }))

/** Of lists under `data`. */
export const rowPage = z
  .object({ data: rows, totalElements: count })
  .transform(({ data, totalElements }): Page => ({ rows: data, total: totalElements }))

/** Of tickets: under `ticketList`, or under `data` as some clients met it. */
export const ticketPage = z.union([
  z
    .object({ ticketList: rows, totalElements: count })
    .transform(({ ticketList, totalElements }): Page => ({ rows: ticketList, total: totalElements })),
  rowPage,
])

import { z } from 'zod'
import { decimal, id, instant, listOf, optional, text } from '../fields.ts'

const discount = z.object({ discount_id: text, savings: optional(decimal) })

/** What was sold of a product (OpenAPI of the store API, 3.1). */
const item = z.object({
  id,
  product_id: id,
  inventory_barcodes: listOf(text),
  product_size_name: text,
  product_type: text,
  product_subtype: text,
  quantity: decimal,
  /** Of the whole line: after discounts, before taxes. */
  price_sell: decimal,
  discounts: listOf(discount),
  POS_discounts: listOf(discount),
  tax: listOf(z.object({ tax_name: text, amount: decimal })),
})

/** A sale, an order on its way to become one, or a refund. Money in currency units. */
export const ticket = z.object({
  ticket_id: id,
  /** What customers read on their receipt. */
  order_number: text,
  order_status: text,
  created_by_employee: optional(z.object({ name: text })),
  customer_id: optional(id),
  ticket_patient_type: text,
  date_created: optional(instant),
  date_closed: optional(instant),
  last_updated_at: optional(instant),
  /** After discounts, before taxes. */
  sub_total: optional(decimal),
  tax_total: optional(decimal),
  /** Of a refund: the sale whose goods came back. */
  original_ticket_id: text,
  items: listOf(item),
  payments: listOf(z.object({ payment_method: text, amount_paid: decimal })),
})

export type WireTicket = z.output<typeof ticket>
export type WireItem = WireTicket['items'][number]

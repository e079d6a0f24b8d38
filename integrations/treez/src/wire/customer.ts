import { z } from 'zod'
import { id, text } from '../fields.ts'

/** A customer of the store (OpenAPI of the store API, 3.1). */
export const customer = z.object({
  customer_id: id,
  first_name: text,
  last_name: text,
  email: text,
  phone: text,
})

export type WireCustomer = z.output<typeof customer>

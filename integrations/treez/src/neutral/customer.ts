import type { WireCustomer } from '../wire/customer.ts'

/** A customer as the till knows them. */
export interface TreezCustomer {
  readonly externalId: string
  readonly firstName: string | null
  readonly lastName: string | null
  readonly email: string | null
  readonly phone: string | null
}

/** Maps a customer. */
export const toCustomer = (row: WireCustomer): TreezCustomer => ({
  externalId: row.customer_id,
  firstName: row.first_name,
  lastName: row.last_name,
  email: row.email,
  phone: row.phone,
})

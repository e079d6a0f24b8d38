import type { WireCustomer } from '../wire/customer.ts'

/** A customer as the till knows them. */
export interface CovaCustomer {
  readonly externalId: string
  readonly firstName: string | null
  readonly lastName: string | null
  readonly email: string | null
  readonly phone: string | null
}

/** Maps a customer. */
export const toCustomer = (row: WireCustomer): CovaCustomer => ({
  externalId: row.Id,
  firstName: row.FirstName,
  lastName: row.LastName,
  email: row.Email,
  phone: row.Phone,
})

import type { WireMember } from '../wire/transaction.ts'

/** A customer as the till knows them. */
export interface BlazeCustomer {
  readonly externalId: string
  readonly firstName: string | null
  readonly lastName: string | null
  readonly email: string | null
  readonly phone: string | null
}

/** Maps a member. */
export const toCustomer = (row: WireMember): BlazeCustomer => ({
  externalId: row.id,
  firstName: row.firstName,
  lastName: row.lastName,
  email: row.email,
  phone: row.primaryPhone,
})

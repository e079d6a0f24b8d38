import type { WireCustomer } from '../wire/inventory.ts'

/** A customer as the till knows them. Flowhub has one field for the whole name. */
export interface FlowhubCustomer {
  readonly externalId: string
  readonly name: string | null
  readonly email: string | null
  readonly phone: string | null
  readonly isMedical: boolean | null
  /** Consent to promotion by mail and by text message, each by itself. */
  readonly consentsToEmail: boolean
  readonly consentsToSms: boolean
}

/** Maps a customer. */
export const toCustomer = (row: WireCustomer): FlowhubCustomer => ({
  externalId: row.id,
  name: row.name,
  email: row.email,
  phone: row.phone,
  isMedical: row.type === null ? null : isMedical(row.type),
  consentsToEmail: row.consentsToPromotionalEmail,
  consentsToSms: row.consentsToPromotionalSMS,
})

/** `medCustomer` or `recCustomer`. */
export const isMedical = (type: string): boolean => /^med/i.test(type)

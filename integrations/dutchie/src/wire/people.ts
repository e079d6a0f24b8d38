import { z } from 'zod'
import { amount, day, flag, id, listOf, maybeFlag, maybeId, optional, text, utcTime } from './fields.ts'

/** A customer. Follow `mergedIntoCustomerId`; marketing consent is one flag for every channel. */
export const customer = z.object({
  customerId: id,
  uniqueId: text,
  name: text,
  firstName: text,
  lastName: text,
  middleName: text,
  address1: text,
  address2: text,
  city: text,
  state: text,
  postalCode: text,
  phone: text,
  cellPhone: text,
  emailAddress: text,
  status: text,
  customerType: text,
  mmjidNumber: text,
  mmjidExpirationDate: optional(day),
  dateOfBirth: optional(day),
  creationDate: optional(utcTime),
  lastModifiedDateUTC: optional(utcTime),
  externalCustomerId: text,
  isAnonymous: flag,
  isLoyaltyMember: maybeFlag,
  loyaltyTier: text,
  optedIntoMarketing: maybeFlag,
  discountGroups: listOf(z.string()),
  mergedIntoCustomerId: maybeId,
})
export type WireCustomer = z.output<typeof customer>

/** `/reporting/loyalty-snapshot`: as of last night. */
export const loyaltySnapshot = z.object({
  customerId: id,
  loyaltyBalance: amount,
  loyaltySpent: amount,
  loyaltyEarned: amount,
})
export type WireLoyaltySnapshot = z.output<typeof loyaltySnapshot>

/** `/employees`. */
export const employee = z.object({
  userId: id,
  loginId: text,
  fullName: text,
  defaultLocation: text,
  status: text,
  stateId: text,
  groups: text,
})
export type WireEmployee = z.output<typeof employee>

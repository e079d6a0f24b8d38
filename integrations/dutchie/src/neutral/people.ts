import type { WireCustomer } from '../wire/people.ts'
import type { WireVendor } from '../wire/purchasing.ts'
import { trimmed } from './names.ts'

/** A customer as the till knows them. */
export interface DutchieCustomer {
  readonly externalId: string
  readonly firstName: string | null
  readonly lastName: string | null
  readonly email: string | null
  /** The mobile number where there is one. */
  readonly phone: string | null
  readonly birthDate: string | null
  readonly address: string | null
  readonly city: string | null
  readonly region: string | null
  readonly postalCode: string | null
  readonly isMedical: boolean
  readonly medicalCard: string | null
  readonly medicalCardExpiresOn: string | null
  readonly isAnonymous: boolean
  /** One flag for every channel; null when never asked. */
  readonly marketingConsent: boolean | null
  readonly isLoyaltyMember: boolean | null
  readonly loyaltyTier: string | null
  readonly groups: readonly string[]
  readonly status: string | null
  /** Another customer who took over this one's record: follow it. */
  readonly mergedInto: string | null
  readonly createdAt: string | null
  readonly lastModified: string | null
}

/** Maps a customer. */
export const toCustomer = (row: WireCustomer): DutchieCustomer => ({
  externalId: String(row.customerId),
  ...namesOf(row),
  email: trimmed(row.emailAddress),
  phone: trimmed(row.cellPhone) ?? trimmed(row.phone),
  birthDate: row.dateOfBirth,
  address:
    [row.address1, row.address2]
      .map(trimmed)
      .filter((part) => part !== null)
      .join(', ') || null,
  city: trimmed(row.city),
  region: trimmed(row.state),
  postalCode: trimmed(row.postalCode),
  isMedical: trimmed(row.mmjidNumber) !== null || /medical|patient/i.test(row.customerType ?? ''),
  medicalCard: trimmed(row.mmjidNumber),
  medicalCardExpiresOn: row.mmjidExpirationDate,
  isAnonymous: row.isAnonymous,
  marketingConsent: row.optedIntoMarketing,
  isLoyaltyMember: row.isLoyaltyMember,
  loyaltyTier: trimmed(row.loyaltyTier),
  groups: row.discountGroups,
  status: trimmed(row.status),
  mergedInto: row.mergedIntoCustomerId === null ? null : String(row.mergedIntoCustomerId),
  createdAt: row.creationDate?.toISOString() ?? null,
  lastModified: row.lastModifiedDateUTC?.toISOString() ?? null,
})

/** `name` is what older records have instead of its parts. */
const namesOf = (row: WireCustomer): { firstName: string | null; lastName: string | null } => {
  const [first, last] = [trimmed(row.firstName), trimmed(row.lastName)]
  if (first !== null || last !== null) return { firstName: first, lastName: last }
  const [given = null, ...family] = trimmed(row.name)?.split(/\s+/) ?? []
  return { firstName: given, lastName: family.join(' ') || null }
}

/** A supplier as the till knows it. */
export interface DutchieVendor {
  readonly externalId: string
  readonly name: string
  readonly licence: string | null
  readonly contactName: string | null
  readonly email: string | null
  readonly phone: string | null
  readonly address: string | null
  readonly city: string | null
  readonly region: string | null
  readonly postalCode: string | null
}

/** Maps a supplier; null for one without an id, which cannot be referred to. */
export const toVendor = (row: WireVendor): DutchieVendor | null =>
  row.vendorId === null
    ? null
    : {
        externalId: String(row.vendorId),
        name: trimmed(row.vendorName) ?? `Vendor ${row.vendorId}`,
        licence: trimmed(row.licenseNumber),
        contactName: trimmed(row.contactName),
        email: trimmed(row.contactEmail),
        phone: trimmed(row.contactPhone),
        address: trimmed(row.address),
        city: trimmed(row.city),
        region: trimmed(row.state),
        postalCode: trimmed(row.postalCode),
      }

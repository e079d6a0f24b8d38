import type { WireFacility } from '../wire/facilities.ts'

/** A facility with what its licence may do, as the product asks it. */
export interface StateFacility {
  readonly licence: string
  readonly name: string
  readonly licenceType: string | null
  readonly licenceEndsOn: string | null
  /** Words for `SalesCustomerType` this facility may use. */
  readonly customerTypes: readonly string[]
  readonly salesByApi: boolean
  readonly requiresPatientNumber: boolean
  readonly requiresCaregiverNumber: boolean
  readonly requiresCaregiverPatientNumber: boolean
  readonly delivers: boolean
  readonly retailerDelivery: boolean
  readonly sublocations: boolean
  readonly externalIds: boolean
  readonly retailId: boolean
  /** Every flag that is on, by Metrc's name; the names grow with the years. */
  readonly flags: ReadonlySet<string>
}

/** Capability flag → customer type it allows (facility flags of February 2026). */
const CUSTOMER_TYPES: readonly (readonly [flag: string, type: string])[] = [
  ['CanSellToConsumers', 'Consumer'],
  ['CanSellToPatients', 'Patient'],
  ['CanSellToCaregivers', 'Caregiver'],
  ['CanSellToExternalPatients', 'ExternalPatient'],
  ['RetailSalesToNonResidentConsumer', 'NonResidentConsumer'],
]

/** Maps a facility. What it may do is decided by its flags, never by the name of its state. */
export const toStateFacility = (row: WireFacility): StateFacility => {
  const flags = new Set(Object.keys(row.FacilityType).filter((flag) => row.FacilityType[flag] === true))
  const has = (flag: string): boolean => flags.has(flag)
  return {
    licence: row.License.Number,
    name: row.DisplayName ?? row.Name ?? row.License.Number,
    licenceType: row.License.LicenseType,
    licenceEndsOn: row.License.EndDate,
    customerTypes: CUSTOMER_TYPES.filter(([flag]) => has(flag)).map(([, type]) => type),
    salesByApi: has('AdvancedSales'),
    requiresPatientNumber: has('SalesRequirePatientNumber'),
    requiresCaregiverNumber: has('SalesRequireCaregiverNumber'),
    requiresCaregiverPatientNumber: has('SalesRequireCaregiverPatientNumber'),
    delivers: has('CanDeliverSalesToConsumers') || has('CanDeliverSalesToPatients'),
    retailerDelivery: has('RetailerDelivery'),
    sublocations: has('EnableSublocations'),
    externalIds: has('EnableExternalIdentifier'),
    retailId: has('CanReceiveAssociateProductLabel') || has('CanDownloadProductLabel'),
    flags,
  }
}

import { customers, readRows, toCustomer, toVendor, vendors, type RefusedRow } from '@suite/dutchie'
import type { PosCustomer, PosVendor } from '../canonical.ts'

/** The fields of a customer that are kept. */
const KEPT = [
  'customerId',
  'customerType',
  'creationDate',
  'lastModifiedDateUTC',
  'isAnonymous',
  'mergedIntoCustomerId',
  'optedIntoMarketing',
] as const
const CARD = 'mmjidNumber'

/**
 * A customer without what tells who they are, before anything is kept: names, addresses, birth dates and numbers stay in the
 * till. Of a patient's card only that there is one.
 */
export const withoutPerson = (row: unknown): unknown => {
  if (typeof row !== 'object' || row === null) return null
  const fields = row as Readonly<Record<string, unknown>>
  const kept = Object.fromEntries(KEPT.flatMap((name) => (name in fields ? [[name, fields[name]]] : [])))
  const card = fields[CARD]
  return typeof card === 'string' && card.trim() !== '' ? { ...kept, [CARD]: 'on file' } : kept
}

/** Reads kept customers. Those who never gave themselves to be known are no one to keep. */
export const readCustomers = (
  rows: readonly unknown[],
): { customers: PosCustomer[]; refused: readonly RefusedRow[] } => {
  const read = readRows(customers.reporting, rows)
  return {
    customers: read.rows
      .filter(({ isAnonymous }) => !isAnonymous)
      .map((row) => toCustomer(row))
      .map(({ externalId, isMedical, marketingConsent, mergedInto, createdAt, lastModified }) => ({
        externalId,
        isMedical,
        marketingConsent,
        mergedInto,
        createdAt,
        lastModified: lastModified ?? createdAt,
      })),
    refused: read.refused,
  }
}

/** Reads kept vendors; one without a number cannot be referred to and is passed over. */
export const readVendors = (
  rows: readonly unknown[],
): { vendors: PosVendor[]; refused: readonly RefusedRow[] } => {
  const read = readRows(vendors, rows)
  return {
    vendors: read.rows
      .map((row) => toVendor(row))
      .filter((vendor) => vendor !== null)
      .map(({ externalId, name, licence, email }) => ({ externalId, name, licence, email })),
    refused: read.refused,
  }
}

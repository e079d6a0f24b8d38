import { Decimal } from '@suite/kernel'
import type { TransactionRow } from './blank-sale.ts'
import { packageByTag } from './build.ts'
import { numberOf, rowFault, rowsOf, textOf, type FacilityCall } from './http.ts'
import { unitNamed } from './reference-data.ts'
import type { MetrcState, SimFacility } from './state.ts'
import { inUnitOf, movable, moveQuantity } from './stock.ts'

type Body = Readonly<Record<string, unknown>>

/** Customer type → flag that allows it. */
const TYPE_FLAGS: Readonly<Record<string, string>> = {
  Consumer: 'CanSellToConsumers',
  Patient: 'CanSellToPatients',
  Caregiver: 'CanSellToCaregivers',
  ExternalPatient: 'CanSellToExternalPatients',
  NonResidentConsumer: 'RetailSalesToNonResidentConsumer',
}

/** The customer's type with the numbers the facility's flags demand, checked. */
export const customerOf = ({ facility }: { readonly facility: SimFacility }, body: Body) => {
  const wanted = textOf(body, 'SalesCustomerType')
  const type = Object.keys(TYPE_FLAGS).find((name) => name.toLowerCase() === wanted.toLowerCase())
  if (type === undefined || !facility.flags.has(TYPE_FLAGS[type] ?? ''))
    return rowFault(`Sales Customer Type "${wanted}" is not valid for this facility.`)
  const field = (name: string): string | null => {
    const value = body[name]
    return typeof value === 'string' && value !== '' ? value : null
  }
  const patient = field('PatientLicenseNumber')
  if (type === 'Patient' && facility.flags.has('SalesRequirePatientNumber') && patient === null)
    return rowFault('The Patient License Number is required.')
  const caregiver = field('CaregiverLicenseNumber')
  if (type === 'Caregiver' && facility.flags.has('SalesRequireCaregiverNumber') && caregiver === null)
    return rowFault('The Caregiver License Number is required.')
  return { SalesCustomerType: type, PatientLicenseNumber: patient, CaregiverLicenseNumber: caregiver }
}

/** Sells the lines of a body: each takes its quantity from its package. */
export const sellLines = (call: FacilityCall, body: Body): TransactionRow[] => {
  const lines = rowsOf(body, 'Transactions')
  if (lines.length === 0) return rowFault('At least one transaction is required.')
  return lines.map((line) => sellLine(call, line))
}

const sellLine = (call: FacilityCall, line: Body): TransactionRow => {
  const { state, facility, at } = call
  const row = movable(state, facility.licence, textOf(line, 'PackageLabel'))
  const quantity = numberOf(line, 'Quantity')
  if (quantity <= 0) return rowFault('The quantity must be greater than zero.')
  const unit = textOf(line, 'UnitOfMeasure')
  const taken = inUnitOf(row, quantity, unit)
  const after = moveQuantity(state, row, -taken, at)
  if (after.Quantity < 0 && !state.settings.oversell)
    return rowFault(`Package "${row.Label}" does not have enough quantity.`)
  return soldLine(row, { quantity, unit, taken, amount: numberOf(line, 'TotalAmount') })
}

/** A line as it is kept. */
export const soldLine = (
  row: {
    readonly Id: number
    readonly Label: string
    readonly Item: { Name: string; ProductCategoryName: string }
  },
  sold: { readonly quantity: number; readonly unit: string; readonly taken: number; readonly amount: number },
): TransactionRow => ({
  PackageId: row.Id,
  PackageLabel: row.Label,
  ProductName: row.Item.Name,
  ProductCategoryName: row.Item.ProductCategoryName,
  QuantitySold: sold.quantity,
  UnitOfMeasureName: unitNamed(sold.unit)?.name ?? sold.unit,
  UnitOfMeasureAbbreviation: unitNamed(sold.unit)?.short ?? '',
  TotalPrice: sold.amount,
  SalesDeliveryState: null,
  ArchivedDate: null,
  $taken: sold.taken,
})

/** Puts the quantities of lines back into their packages. */
export const putBack = (state: MetrcState, lines: readonly TransactionRow[], at: Date): void => {
  for (const line of lines) {
    const row = packageByTag(state, line.PackageLabel)
    if (row !== undefined) moveQuantity(state, row, line.$taken, at)
  }
}

/** The totals a receipt or delivery shows. */
export const totalsOf = (lines: readonly TransactionRow[]) => ({
  TotalPackages: new Set(lines.map(({ PackageLabel }) => PackageLabel)).size,
  TotalPrice: lines.reduce((sum, { TotalPrice }) => sum.plus(TotalPrice), new Decimal(0)).toNumber(),
})

import { Decimal, fromMinor, invalid, toMinor } from '@suite/kernel'
import type { NewReceipt, NewTransaction } from '../endpoints/sale-bodies.ts'
import { fromLocalTime, toLocalTime } from '../local-time.ts'
import type { WireReceipt } from '../wire/sales.ts'

/** A receipt as the state holds it. Amounts are cents, instants UTC. */
export interface StateReceipt {
  readonly stateId: number
  readonly externalNumber: string | null
  /** Null when Metrc sent its empty time. */
  readonly soldAt: Date | null
  readonly customerType: string
  readonly totalMinor: number
  readonly packageCount: number
  /** Empty from a list (they send none): read the receipt by id. */
  readonly lines: readonly StateReceiptLine[]
  readonly final: boolean
  readonly voided: boolean
  readonly recordedAt: Date | null
  readonly lastModified: Date | null
}

export interface StateReceiptLine {
  readonly tag: string
  readonly itemName: string | null
  /** Decimal string in `unit`. */
  readonly quantity: string
  readonly unit: string
  readonly totalMinor: number
}

/**
 * Maps a receipt; `zone` is the facility's, because sale times have none.
 * @throws AppError `bad_time_zone`, `bad_amount`
 */
export const toStateReceipt = (row: WireReceipt, zone: string): StateReceipt => ({
  stateId: row.Id,
  externalNumber: row.ExternalReceiptNumber,
  soldAt: row.SalesDateTime === null ? null : fromLocalTime(row.SalesDateTime, zone),
  customerType: row.SalesCustomerType,
  totalMinor: toMinor(row.TotalPrice),
  packageCount: row.TotalPackages,
  lines: row.Transactions.filter(({ ArchivedDate }) => ArchivedDate === null).map((line) => ({
    tag: line.PackageLabel,
    itemName: line.ProductName,
    quantity: line.QuantitySold,
    unit: line.UnitOfMeasureName,
    totalMinor: toMinor(line.TotalPrice),
  })),
  final: row.IsFinal,
  voided: row.ArchivedDate !== null,
  recordedAt: row.RecordedDateTime,
  lastModified: row.LastModified,
})

/** A sale to report. Optional amounts go into Metrc's tax and price fields (since Bulletin 109) when given. */
export interface SaleToReport {
  /** The till's number; with it a lost answer can be looked up. */
  readonly externalNumber: string
  readonly soldAt: Date
  readonly customerType: string
  readonly patientLicence?: string | null
  readonly caregiverLicence?: string | null
  readonly identificationMethod?: string | null
  readonly patientLocationId?: number | null
  readonly lines: readonly SaleLineToReport[]
}

export interface SaleLineToReport {
  readonly tag: string
  /** Decimal string in `unit`. */
  readonly quantity: string
  readonly unit: string
  /** Cents. */
  readonly totalMinor: number
  readonly discountMinor?: number
  readonly exciseTaxMinor?: number
  readonly cityTaxMinor?: number
  readonly countyTaxMinor?: number
  readonly salesTaxMinor?: number
  readonly subTotalMinor?: number
  readonly invoiceNumber?: string
  /** Retail ID links scanned at the till. */
  readonly qrCodes?: readonly string[]
}

/**
 * The body that reports a sale, its time on the facility's wall clock.
 * @throws AppError `bad_sale` naming the field, `bad_time_zone`
 */
export const toNewReceipt = (sale: SaleToReport, zone: string): NewReceipt => {
  if (sale.externalNumber.trim() === '') throw badSale(sale, 'externalNumber', 'needs the number of the till')
  if (sale.lines.length === 0) throw badSale(sale, 'lines', 'has no line')
  return {
    SalesDateTime: toLocalTime(sale.soldAt, zone),
    ExternalReceiptNumber: sale.externalNumber,
    SalesCustomerType: sale.customerType,
    PatientLicenseNumber: sale.patientLicence ?? null,
    CaregiverLicenseNumber: sale.caregiverLicence ?? null,
    IdentificationMethod: sale.identificationMethod ?? null,
    PatientRegistrationLocationId: sale.patientLocationId ?? null,
    Transactions: sale.lines.map((line) => toTransaction(sale, line)),
  }
}

const toTransaction = (sale: SaleToReport, line: SaleLineToReport): NewTransaction => {
  const quantity = toWireNumber(line.quantity, 'quantity')
  if (quantity <= 0) throw badSale(sale, 'quantity', `of ${line.tag} must be more than zero`)
  return {
    PackageLabel: line.tag,
    Quantity: quantity,
    UnitOfMeasure: line.unit,
    TotalAmount: dollars(line.totalMinor),
    InvoiceNumber: line.invoiceNumber ?? null,
    DiscountAmount: dollarsOrNull(line.discountMinor),
    ExciseTax: dollarsOrNull(line.exciseTaxMinor),
    CityTax: dollarsOrNull(line.cityTaxMinor),
    CountyTax: dollarsOrNull(line.countyTaxMinor),
    SalesTax: dollarsOrNull(line.salesTaxMinor),
    SubTotal: dollarsOrNull(line.subTotalMinor),
    QrCodes: line.qrCodes ?? null,
  }
}

const dollars = (minor: number): number => Number(fromMinor(minor))
const dollarsOrNull = (minor: number | undefined): number | null =>
  minor === undefined ? null : dollars(minor)

const badSale = (sale: SaleToReport, path: string, message: string) =>
  invalid('bad_sale', `Sale ${sale.externalNumber || '(no number)'}: ${path} ${message}.`, [
    { path, message },
  ])

/** Doubles hold every number of 15 digits. */
const EXACT_DIGITS = 15

/**
 * A decimal string as the JSON number Metrc wants.
 * @throws AppError `bad_quantity` for no number, or one that a JSON number cannot hold exactly
 */
export const toWireNumber = (decimal: string, field: string): number => {
  try {
    const read = new Decimal(decimal)
    if (read.isFinite() && read.precision() <= EXACT_DIGITS) return read.toNumber()
  } catch {
    // named below
  }
  throw invalid('bad_quantity', `The ${field} "${decimal}" is no number of at most ${EXACT_DIGITS} digits.`, [
    { path: field, message: 'not a number Metrc can take' },
  ])
}

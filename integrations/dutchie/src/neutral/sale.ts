import { Decimal, invalid, toMinor, type Minor } from '@suite/kernel'
import type { WireTransaction } from '../wire/transactions.ts'
import { atMost, tagOf, trimmed } from './names.ts'
import { netsOf, type Priced } from './nets.ts'
import { signedItems, signedTotal, type SignedItem } from './signs.ts'
import { taxesOf, type LineTax } from './taxes.ts'
import { tendersOf, type Tender } from './tenders.ts'
import { utcOf, type NaiveTimes } from './times.ts'

/** One line of goods. Quantity and unit price are decimal strings, amounts minor units; negative when goods came back. */
export interface DutchieSaleLine {
  /** Unique within its sale only. */
  readonly externalId: string
  readonly productExternalId: string
  readonly inventoryExternalId: string | null
  readonly packageTag: string | null
  readonly quantity: string
  readonly unit: string
  /** Before taxes and discounts. */
  readonly unitPrice: string
  readonly discountMinor: Minor
  /** After discounts, without taxes. */
  readonly netMinor: Minor
  readonly costMinor: Minor | null
  readonly taxes: readonly LineTax[]
  /** This line brings goods back. A sold line that came back later is told by `returnedBy`, and by a sale of its own. */
  readonly returned: boolean
  readonly returnedBy: string | null
}

/** A transaction of the till, told whole. Instants are ISO 8601 in UTC, amounts minor units. */
export interface DutchieSale {
  readonly externalId: string
  readonly soldAt: string
  readonly lastModified: string
  readonly voided: boolean
  readonly returnOf: string | null
  readonly customerExternalId: string | null
  readonly staff: string | null
  readonly terminal: string | null
  readonly invoice: string | null
  readonly isMedical: boolean
  readonly tenders: readonly Tender[]
  readonly lines: readonly DutchieSaleLine[]
  /** Sums of the lines. */
  readonly netMinor: Minor
  readonly taxMinor: Minor
  readonly discountMinor: Minor
  /** What the total holds besides: tips, fees, donations, rounding of cash. */
  readonly otherMinor: Minor
  /** Net, taxes and other. */
  readonly totalMinor: Minor
  /**
   * Where the transaction's own totals say something else than its lines, beyond rounding: the difference. Empty for all but
   * transactions that contradict themselves (or were asked for without detail).
   */
  readonly unexplained: readonly { readonly amount: 'net' | 'tax'; readonly minor: Minor }[]
}

export interface SaleFacts {
  readonly timeZone: string
  /** What `transactionDate` means without an offset; UTC unless told (unverified). */
  readonly naiveTimes?: NaiveTimes
  /** From `/reference/units`, see `unitsById`. A unit that is not in it is called `each`. */
  readonly units?: ReadonlyMap<number, string>
}

/** Whether a transaction is a sale to a customer; the list also holds transfers and wholesale orders. */
export const isRetail = (row: Pick<WireTransaction, 'transactionType'>): boolean =>
  (row.transactionType ?? 'Retail').toLowerCase() === 'retail'

/**
 * Maps a transaction asked for with detail and taxes. Rounding: each line is reckoned exactly and rounded to cents half to
 * even; what the sum of the lines then lacks of the transaction's own total is given in single cents to the lines whose
 * rounding lost most (`settle`). So the nets of the lines add up to `totalBeforeTax` and their taxes to `tax`, to the
 * penny. Discounts of the whole transaction and coupon lines, which are no goods, are spread over the lines of goods by
 * their price. A return comes with negative quantities and amounts, whichever sign the till sent.
 * @throws AppError `no_time`, `bad_time_zone`, `bad_amount`
 */
export const toSale = (row: WireTransaction, facts: SaleFacts): DutchieSale => {
  const items = signedItems(row)
  const goods = items.filter(({ wire }) => !wire.isCoupon)
  const priced = netsOf(row, items)
  const taxed = taxesOf(row, goods, priced.nets)
  const lines = goods.map((item, index) => lineOf(row, item, index, priced, taxed.lines[index] ?? [], facts))
  const netMinor = sum(priced.nets)
  const taxMinor = sum(taxed.lines.flat().map(({ minor }) => minor))
  const total = signedTotal(row, row.total)
  const totalMinor = total === null ? netMinor + taxMinor : toMinor(total)
  const soldAt = soldAtOf(row, facts)
  return {
    externalId: String(row.transactionId),
    soldAt,
    lastModified: row.lastModifiedDateUTC?.toISOString() ?? soldAt,
    voided: row.isVoid,
    returnOf: row.returnOnTransactionId === null ? null : String(row.returnOnTransactionId),
    customerExternalId: row.customerId === null ? null : String(row.customerId),
    staff: trimmed(row.completedByUser) ?? (row.employeeId === null ? null : String(row.employeeId)),
    terminal: trimmed(row.terminalName),
    invoice: trimmed(row.invoiceNumber),
    isMedical: row.isMedical,
    tenders: tendersOf(row),
    lines,
    netMinor,
    taxMinor,
    discountMinor: sum(priced.discounts),
    otherMinor: totalMinor - netMinor - taxMinor,
    totalMinor,
    // a till may clear the totals of what it struck out
    unexplained: row.isVoid
      ? []
      : [
          { amount: 'net' as const, minor: priced.unexplained },
          { amount: 'tax' as const, minor: taxed.unexplained },
        ].filter(({ minor }) => minor !== 0),
  }
}

const lineOf = (
  row: WireTransaction,
  { wire, quantity, unitPrice }: SignedItem,
  index: number,
  priced: Priced,
  taxes: readonly LineTax[],
  facts: SaleFacts,
): DutchieSaleLine => ({
  externalId: String(wire.transactionItemId),
  productExternalId: String(wire.productId),
  inventoryExternalId: wire.inventoryId === null ? null : String(wire.inventoryId),
  packageTag: tagOf(wire),
  quantity: atMost(quantity.toFixed(), 4),
  unit: (wire.unitId === null ? undefined : facts.units?.get(wire.unitId)) ?? 'each',
  unitPrice: atMost(unitPrice.toFixed(), 6),
  discountMinor: priced.discounts[index] ?? 0,
  netMinor: priced.nets[index] ?? 0,
  costMinor: wire.unitCost === null ? null : toMinor(new Decimal(wire.unitCost).times(quantity)),
  taxes,
  returned: quantity.isNegative() && !quantity.isZero(),
  returnedBy:
    wire.returnedByTransactionId === null || wire.returnedByTransactionId === row.transactionId
      ? null
      : String(wire.returnedByTransactionId),
})

const sum = (amounts: readonly Minor[]): Minor => amounts.reduce((all, each) => all + each, 0)

const soldAtOf = (row: WireTransaction, facts: SaleFacts): string => {
  if (row.transactionDate !== null)
    return utcOf(row.transactionDate, facts.naiveTimes ?? 'utc', facts.timeZone)
  if (row.transactionDateLocalTime !== null)
    return utcOf(row.transactionDateLocalTime, 'store', facts.timeZone)
  throw invalid('no_time', `Transaction ${row.transactionId} has no date.`, [
    { path: 'transactionDate', message: 'missing' },
  ])
}

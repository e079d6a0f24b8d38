import { Decimal } from '@suite/kernel'
import { blankReceipt, type ReceiptRow } from './blank-sale.ts'
import { packageByTag } from './build.ts'
import { stamp } from './http.ts'
import { keepReceipt } from './receipts.ts'
import { soldLine, totalsOf } from './sold.ts'
import type { MetrcState } from './state.ts'
import { inUnitOf, moveQuantity } from './stock.ts'
import { wallClock } from './wall-clock.ts'

/** A sale of the past, put into the truth without the checks of the API. */
export interface PastSale {
  readonly number: string | null
  readonly soldAt: Date
  readonly customerType?: string
  readonly lines: readonly {
    readonly tag: string
    readonly quantity: number
    readonly unit: string
    /** Dollars. */
    readonly amount: number
    /** What it took from the package when that was not the quantity sold: a planted mistake. */
    readonly taken?: number
  }[]
  readonly final?: boolean
}

/**
 * Adds a receipt as of `at` (its LastModified) and takes its quantities from the packages, whatever state they are in: so
 * sales of held or expired goods, double reports and wrong units can be planted.
 * @throws Error for a package or facility that does not exist
 */
export const addReceipt = (state: MetrcState, licence: string, sale: PastSale, at: Date): ReceiptRow => {
  const zone = state.facilities.get(licence)?.zone
  if (zone === undefined) throw new Error(`There is no facility ${licence}.`)
  const lines = sale.lines.map((line) => {
    const row = packageByTag(state, line.tag)
    if (row === undefined) throw new Error(`There is no package ${line.tag}.`)
    const taken = line.taken ?? inUnitOf(row, line.quantity, line.unit)
    moveQuantity(state, row, new Decimal(taken).neg().toNumber(), at)
    return soldLine(row, { ...line, taken })
  })
  const Id = state.nextId()
  const row: ReceiptRow = {
    ...blankReceipt(Id, licence),
    ReceiptNumber: String(Id).padStart(10, '0'),
    ExternalReceiptNumber: sale.number,
    SalesDateTime: wallClock(sale.soldAt, zone),
    SalesCustomerType: sale.customerType ?? 'Consumer',
    Transactions: lines,
    ...totalsOf(lines),
    IsFinal: sale.final ?? false,
    RecordedDateTime: stamp(at),
    RecordedByUserName: 'Till',
  }
  return keepReceipt(state, row, at)
}

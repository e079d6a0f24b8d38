import { Decimal, invalid, lineAmount, toMinor } from '@suite/kernel'
import { originOf, saleLineKey } from '../classic/tables.ts'
import { newestOf } from '../rows.ts'
import type { BioTrackProfile } from '../states.ts'
import type { SaleRow } from '../wire/tables.ts'
import type { StateReceipt, StateReceiptLine } from './shapes.ts'

type Profile = Pick<BioTrackProfile, 'priceIs'>

/** Rows by the sale they belong to, each line in its newest version. */
export const groupSales = (rows: readonly SaleRow[]): ReadonlyMap<number, readonly SaleRow[]> =>
  Map.groupBy(
    newestOf(rows, saleLineKey, ({ transactionid }) => transactionid),
    originOf,
  )

/**
 * Maps the rows of one sale, whole: see `pullSales`. The classic API keeps neither the till's number nor the kind of
 * customer. All lines undone make the receipt void.
 * @param rows of one sale
 * @param madeAt when it was made, if no row tells: a changed row tells when it was changed
 * @throws AppError `no_rows` when there are none
 */
export const toStateReceipt = (
  rows: readonly SaleRow[],
  profile: Profile,
  madeAt: Date | null = null,
): StateReceipt => {
  const lines = rows.toSorted((one, other) => (one.itemnumber ?? 0) - (other.itemnumber ?? 0))
  const [first] = lines
  if (first === undefined) throw invalid('no_rows', 'A sale needs at least one row.')
  const standing = lines.filter(({ deleted }) => !deleted)
  const voided = standing.length === 0
  const shown = (voided ? lines : standing).map((row) => toLine(row, profile))
  const times = lines.flatMap(({ sessiontime }) => (sessiontime === null ? [] : [sessiontime.getTime()]))
  const recordedAt = madeAt ?? (times.length === 0 ? null : new Date(Math.min(...times)))
  return {
    stateId: String(originOf(first)),
    externalNumber: null,
    soldAt: first.sale_time ?? recordedAt,
    customerType: null,
    totalMinor: voided ? 0 : shown.reduce((sum, { totalMinor }) => sum + totalMinor, 0),
    packageCount: new Set(shown.map(({ tag }) => tag)).size,
    lines: shown,
    final: false,
    voided,
    recordedAt,
    lastModified: times.length === 0 ? null : new Date(Math.max(...times)),
    location: first.location,
    terminal: first.terminal_id,
    transactionId: Math.max(...lines.map(({ transactionid }) => transactionid)),
  }
}

/** Items are sold in pieces (manual). A negative price is a refund, whose quantity is told without a sign. */
const toLine = (row: SaleRow, { priceIs }: Profile): StateReceiptLine => {
  const quantity = new Decimal(row.quantity).abs()
  const isBack = row.price.startsWith('-') || row.quantity.startsWith('-')
  const amount = new Decimal(row.price).abs()
  const total = priceIs === 'line' ? toMinor(amount) : lineAmount(quantity, amount)
  return {
    tag: row.inventoryid,
    itemName: null,
    quantity: (isBack ? quantity.neg() : quantity).toFixed(),
    unit: 'Each',
    totalMinor: isBack && total !== 0 ? -total : total,
  }
}

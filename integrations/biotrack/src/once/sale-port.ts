import { Decimal, invalid } from '@suite/kernel'
import type { SaleToReport, StateReceipt } from '../neutral/shapes.ts'

/** A sale as it is at the state. */
export interface KeptSale {
  readonly stateId: string
  /** Null where only its id was told. */
  readonly receipt: StateReceipt | null
}

/** How one of BioTrack's APIs takes sales and finds them again. */
export interface SalePort {
  readonly send: (sale: SaleToReport, signal?: AbortSignal) => Promise<KeptSale>
  /** The sale if the state holds it, or null. Throws a failure when that cannot be told. */
  readonly find: (sale: SaleToReport, signal?: AbortSignal) => Promise<KeptSale | null>
}

/**
 * Checks a sale before it is sent.
 * @throws AppError `bad_sale` naming the field
 */
export const mustBeSale = (sale: SaleToReport): void => {
  if (sale.externalNumber.trim() === '') throw badSale(sale, 'externalNumber', 'needs the number of the till')
  if (sale.lines.length === 0) throw badSale(sale, 'lines', 'has no line')
  for (const [index, line] of sale.lines.entries()) {
    const path = `lines.${index}`
    if (!isPositive(line.quantity)) throw badSale(sale, `${path}.quantity`, `must be more than zero`)
    if (!Number.isSafeInteger(line.totalMinor) || line.totalMinor < 0)
      throw badSale(sale, `${path}.totalMinor`, 'must be whole cents, not negative')
  }
}

const isPositive = (decimal: string): boolean => {
  try {
    const read = new Decimal(decimal)
    return read.isFinite() && read.gt(0)
  } catch {
    return false
  }
}

const badSale = (sale: SaleToReport, path: string, message: string) =>
  invalid('bad_sale', `Sale ${sale.externalNumber || '(no number)'}: ${path} ${message}.`, [
    { path, message },
  ])

/** What of a receipt is not as the sale says: nothing when they are the same. */
export const differences = (sale: SaleToReport, receipt: StateReceipt): string[] => {
  const total = sale.lines.reduce((sum, { totalMinor }) => sum + totalMinor, 0)
  return [
    ...(receipt.voided || receipt.totalMinor === total ? [] : ['total']),
    ...(linesOf(sale.lines) === linesOf(receipt.lines) ? [] : ['lines']),
  ]
}

/** What was sold, of what, whatever its order. */
export const linesOf = (lines: readonly { readonly tag: string; readonly quantity: string }[]): string => {
  const sums = new Map<string, Decimal>()
  for (const { tag, quantity } of lines) sums.set(tag, (sums.get(tag) ?? new Decimal(0)).plus(quantity))
  return [...sums]
    .map(([tag, sum]) => `${tag} ${sum.toFixed()}`)
    .toSorted()
    .join(',')
}

import { Decimal } from 'decimal.js'
import { invalid } from './errors.ts'

Decimal.set({ precision: 40, rounding: Decimal.ROUND_HALF_EVEN, toExpNeg: -30, toExpPos: 40 })

/**
 * Amounts are integer minor units (cents): a safe integer, never a fraction. Unit prices and costs are decimal strings,
 * NUMERIC(19,6).
 */
export type Minor = number

/**
 * Rounds a decimal amount in currency units to minor units, half to even: the one rounding rule, applied per line.
 * @throws AppError `bad_amount` when the text is no finite number or the amount is past 90 trillion
 */
export const toMinor = (amount: string | Decimal): Minor => {
  const value = parseDecimal(amount, 'amount')
  const minor = value.times(100).toDecimalPlaces(0, Decimal.ROUND_HALF_EVEN).toNumber()
  if (Number.isSafeInteger(minor)) return minor === 0 ? 0 : minor
  throw invalid('bad_amount', `The amount "${value.toFixed()}" is too large. Check the column it came from.`)
}

/** Minor units as a decimal string with two places: `-12345` → `-123.45`. */
export const fromMinor = (minor: Minor): string => new Decimal(minor).div(100).toFixed(2)

/** Quantity × unit price, rounded to minor units half to even. */
export const lineAmount = (quantity: string | Decimal, unitPrice: string | Decimal): Minor =>
  toMinor(parseDecimal(quantity, 'quantity').times(parseDecimal(unitPrice, 'unit price')))

/** Parses a finite decimal; @throws AppError `bad_amount` naming the field. */
export const parseDecimal = (value: string | Decimal, field: string): Decimal => {
  try {
    const parsed = new Decimal(value)
    if (parsed.isFinite()) return parsed
  } catch {
    // falls through to the message below
  }
  throw invalid('bad_amount', `The ${field} "${String(value)}" is not a number. Write it like 12.50.`, [
    { path: field, message: 'not a number' },
  ])
}

export { Decimal }

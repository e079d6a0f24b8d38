import { invalid } from '@suite/kernel'

/** An exact rational number, denominator above zero. Equivalencies divide (1/28.35), which decimals cannot hold. */
export interface Fraction {
  readonly numerator: bigint
  readonly denominator: bigint
}

export const ZERO: Fraction = { numerator: 0n, denominator: 1n }

const DECIMAL = /^-?\d{1,30}(\.\d{1,30})?$/

/** The exact value of a decimal string. @throws AppError `bad_amount` when it is not a plain number like 12.5 */
export const fraction = (text: string): Fraction => {
  if (!DECIMAL.test(text))
    throw invalid('bad_amount', `The amount "${text}" is not a number. Write it like 12.5.`)
  const [whole = '', decimals = ''] = text.split('.')
  return reduced(BigInt(whole + decimals), 10n ** BigInt(decimals.length))
}

export const add = (a: Fraction, b: Fraction): Fraction =>
  reduced(a.numerator * b.denominator + b.numerator * a.denominator, a.denominator * b.denominator)

export const subtract = (a: Fraction, b: Fraction): Fraction =>
  add(a, { numerator: -b.numerator, denominator: b.denominator })

export const multiply = (a: Fraction, b: Fraction): Fraction =>
  reduced(a.numerator * b.numerator, a.denominator * b.denominator)

/** a ÷ b. @throws AppError `bad_amount` when b is zero */
export const divide = (a: Fraction, b: Fraction): Fraction => {
  if (b.numerator === 0n) throw invalid('bad_amount', 'An amount to divide by is zero. Give one above zero.')
  const sign = b.numerator < 0n ? -1n : 1n
  return reduced(sign * a.numerator * b.denominator, sign * b.numerator * a.denominator)
}

/** Below, at or above zero when a is less than, equal to or more than b. */
export const compare = (a: Fraction, b: Fraction): number => {
  const difference = a.numerator * b.denominator - b.numerator * a.denominator
  return difference < 0n ? -1 : difference > 0n ? 1 : 0
}

/** A decimal string of at most `places` decimals, cut off towards zero, without trailing zeros. */
export const toDecimal = (value: Fraction, places: number): string => {
  const negative = value.numerator < 0n
  const size = negative ? -value.numerator : value.numerator
  const digits = ((size * 10n ** BigInt(places)) / value.denominator).toString().padStart(places + 1, '0')
  const whole = digits.slice(0, digits.length - places)
  const decimals = digits.slice(digits.length - places).replace(/0+$/, '')
  const text = decimals === '' ? whole : `${whole}.${decimals}`
  return negative && /[1-9]/.test(text) ? `-${text}` : text
}

const reduced = (numerator: bigint, denominator: bigint): Fraction => {
  const divisor = greatestCommonDivisor(numerator < 0n ? -numerator : numerator, denominator)
  return { numerator: numerator / divisor, denominator: denominator / divisor }
}

const greatestCommonDivisor = (a: bigint, b: bigint): bigint =>
  b === 0n ? a : greatestCommonDivisor(b, a % b)

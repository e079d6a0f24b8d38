/** Exact decimal arithmetic on plain strings, by whole numbers only: no value ever passes through a float. */

interface Scaled {
  readonly units: bigint
  readonly scale: number
}

const POWERS: readonly bigint[] = Array.from({ length: 80 }, (_, power) => 10n ** BigInt(power))
const powerOfTen = (power: number): bigint => POWERS[power] ?? 10n ** BigInt(power)

const scaled = (value: string): Scaled => {
  const point = value.indexOf('.')
  if (point < 0) return { units: BigInt(value), scale: 0 }
  return { units: BigInt(value.slice(0, point) + value.slice(point + 1)), scale: value.length - point - 1 }
}

const plain = (units: bigint, scale: number): string => {
  if (scale === 0) return units.toString()
  const digits = (units < 0n ? -units : units).toString().padStart(scale + 1, '0')
  const whole = digits.slice(0, digits.length - scale)
  const fraction = digits.slice(digits.length - scale).replace(/0+$/, '')
  const text = fraction === '' ? whole : `${whole}.${fraction}`
  return units < 0n && units !== 0n ? `-${text}` : text
}

const rescale = (value: Scaled, scale: number): bigint => value.units * powerOfTen(scale - value.scale)

/** Divides whole numbers, half to even. */
const divideHalfEven = (numerator: bigint, denominator: bigint): bigint => {
  const negative = numerator < 0n !== denominator < 0n
  const n = numerator < 0n ? -numerator : numerator
  const d = denominator < 0n ? -denominator : denominator
  const quotient = n / d
  const twice = (n % d) * 2n
  const up = twice > d || (twice === d && quotient % 2n === 1n)
  const result = up ? quotient + 1n : quotient
  return negative ? -result : result
}

/** a + b */
export const add = (a: string, b: string): string => {
  if (a === '0') return b
  if (b === '0') return a
  const [x, y] = [scaled(a), scaled(b)]
  const scale = Math.max(x.scale, y.scale)
  return plain(rescale(x, scale) + rescale(y, scale), scale)
}

/** −a */
export const negate = (a: string): string => (a === '0' ? a : a.startsWith('-') ? a.slice(1) : `-${a}`)

/** a − b */
export const subtract = (a: string, b: string): string => (a === b ? '0' : add(a, negate(b)))

/** a × b */
export const multiply = (a: string, b: string): string => {
  const [x, y] = [scaled(a), scaled(b)]
  return plain(x.units * y.units, x.scale + y.scale)
}

/** a ÷ b to `places` decimals, half to even; b must not be zero. */
export const divide = (a: string, b: string, places: number): string => {
  if (b === '1') return round(a, places)
  const [x, y] = [scaled(a), scaled(b)]
  const numerator = x.units * powerOfTen(places + y.scale)
  const denominator = y.units * powerOfTen(x.scale)
  return plain(divideHalfEven(numerator, denominator), places)
}

/** The value with at most `places` decimals, half to even. */
export const round = (value: string, places: number): string => {
  const point = value.indexOf('.')
  if (point < 0 || value.length - point - 1 <= places) return value
  const exact = scaled(value)
  return plain(divideHalfEven(exact.units, powerOfTen(exact.scale - places)), places)
}

/** −1, 0 or 1. The value must be a canonical decimal, as `parseDecimalText` gives it. */
export const sign = (value: string): -1 | 0 | 1 => (value === '0' ? 0 : value.startsWith('-') ? -1 : 1)

/** |a| */
export const absolute = (value: string): string => (value.startsWith('-') ? value.slice(1) : value)

/** Digits before the point. */
export const wholeDigits = (value: string): number => {
  const point = value.indexOf('.')
  const whole = point < 0 ? value.length : point
  return value.startsWith('-') ? whole - 1 : whole
}

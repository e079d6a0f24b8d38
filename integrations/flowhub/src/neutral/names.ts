import { Decimal } from '@suite/kernel'

const UNITS: Readonly<Record<string, string>> = {
  each: 'each',
  g: 'g',
  gram: 'g',
  grams: 'g',
  mg: 'mg',
  milligrams: 'mg',
  kg: 'kg',
  kilograms: 'kg',
  oz: 'oz',
  ounce: 'oz',
  ounces: 'oz',
  ml: 'ml',
  milliliters: 'ml',
}

/** A unit by the suite's name; one unknown, and none, is `each`, as tills count what they do not weigh. */
export const unitNamed = (name: string | null): string => UNITS[name?.toLowerCase() ?? ''] ?? 'each'

/**
 * The kind of a tax by the name its shop gave it: `excise`, `local` (city, county, municipal), `sales`, else `other`. A name
 * is free text, so this is a guess.
 */
export const taxKind = (name: string | null): 'excise' | 'local' | 'sales' | 'other' => {
  const words = (name ?? '').toLowerCase()
  if (/city|county|local|municip|town|district/.test(words)) return 'local'
  if (/excise|cannabis|marijuana/.test(words)) return 'excise'
  return /sales|state|retail/.test(words) ? 'sales' : 'other'
}

/** A decimal string with at most `places` digits behind the point. */
export const atMost = (value: string | Decimal, places: number): string =>
  new Decimal(value).toDecimalPlaces(places, Decimal.ROUND_HALF_EVEN).toFixed()

/** Cents as currency units. */
export const fromCents = (cents: string | null): Decimal => new Decimal(cents ?? 0).div(100)

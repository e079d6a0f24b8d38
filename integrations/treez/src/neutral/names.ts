import { Decimal } from '@suite/kernel'

/**
 * The kind of a tax by the name its shop gave it: `excise`, `local` (city, county, municipal), `sales`, else `other`. A name
 * is free text, so this is a guess.
 */
export const taxKind = (name: string | null): 'excise' | 'local' | 'sales' | 'other' => {
  const text = (name ?? '').toLowerCase()
  if (/city|county|local|municip|town|district/.test(text)) return 'local'
  if (/excise|cannabis|marijuana/.test(text)) return 'excise'
  return /sales|state|retail/.test(text) ? 'sales' : 'other'
}

/** A decimal string with at most `places` digits behind the point. */
export const atMost = (value: string | Decimal, places: number): string =>
  new Decimal(value).toDecimalPlaces(places, Decimal.ROUND_HALF_EVEN).toFixed()

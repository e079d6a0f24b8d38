import { Decimal } from '@suite/kernel'

/** A unit by the suite's name: BLAZE counts `units` or weighs `grams`, by the category of a product. */
export const unitNamed = (unitType: string | null): string =>
  /^grams?$/i.test(unitType ?? '') ? 'g' : 'each'

/** A decimal string with at most `places` digits behind the point. */
export const atMost = (value: string | Decimal, places: number): string =>
  new Decimal(value).toDecimalPlaces(places, Decimal.ROUND_HALF_EVEN).toFixed()

import { invalid } from '@suite/kernel'
import { divide, fraction, multiply, toDecimal, type Fraction } from './fraction.ts'

export const UNITS = ['mg', 'g', 'kg', 'oz', 'lb', 'ml', 'l', 'fl_oz', 'each'] as const
export type Unit = (typeof UNITS)[number]
export type Dimension = 'mass' | 'volume' | 'count'

/** An exact quantity: a decimal string and its unit. */
export interface Amount {
  readonly amount: string
  readonly unit: Unit
}

/** Grams of an avoirdupois ounce, exact (international yard and pound agreement of 1959). */
export const EXACT_OUNCE_GRAMS = '28.349523125'

/** What one unit holds of its dimension's base (gram, millilitre, piece). Exact: pound 453.59237 g, US fluid ounce 29.5735295625 ml. */
const IN_BASE: Readonly<Record<Unit, { readonly dimension: Dimension; readonly base: string }>> = {
  mg: { dimension: 'mass', base: '0.001' },
  g: { dimension: 'mass', base: '1' },
  kg: { dimension: 'mass', base: '1000' },
  oz: { dimension: 'mass', base: EXACT_OUNCE_GRAMS },
  lb: { dimension: 'mass', base: '453.59237' },
  ml: { dimension: 'volume', base: '1' },
  l: { dimension: 'volume', base: '1000' },
  fl_oz: { dimension: 'volume', base: '29.5735295625' },
  each: { dimension: 'count', base: '1' },
}

export const dimensionOf = (unit: Unit): Dimension => IN_BASE[unit].dimension

/**
 * An amount in another unit of its dimension, as an exact fraction. `ounceGrams` is what a state takes for an ounce where
 * it does not take the exact one.
 * @throws AppError `unit_mismatch` when mass, volume and count are mixed; `bad_amount` when the amount is no number
 */
export const inUnit = (value: Amount, unit: Unit, ounceGrams: string = EXACT_OUNCE_GRAMS): Fraction => {
  if (value.unit === unit) return fraction(value.amount)
  if (dimensionOf(value.unit) !== dimensionOf(unit))
    throw invalid(
      'unit_mismatch',
      `${value.amount} ${value.unit} cannot be given in ${unit}. Choose a unit of ${dimensionOf(value.unit)}.`,
    )
  const base = (of: Unit): Fraction => fraction(of === 'oz' ? ounceGrams : IN_BASE[of].base)
  return divide(multiply(fraction(value.amount), base(value.unit)), base(unit))
}

/**
 * An amount in another unit as a decimal string of at most `places` decimals; what does not fit is cut off, never rounded
 * up, so that room is never overstated. @throws AppError `unit_mismatch`, `bad_amount`
 */
export const convert = (value: Amount, unit: Unit, places = 12): string =>
  toDecimal(inUnit(value, unit), places)

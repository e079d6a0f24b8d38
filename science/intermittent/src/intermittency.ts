import { firstSale } from './series.ts'

/** Demand pattern of Syntetos & Boylan; `none` when nothing was sold. */
export type DemandPattern = 'smooth' | 'erratic' | 'intermittent' | 'lumpy' | 'none'

/** The pattern and the two figures it rests on. */
export interface Intermittency {
  readonly pattern: DemandPattern
  /** Average days between sales, counted over known days from the first sale on; Infinity when nothing was sold. */
  readonly interval: number
  /** Squared coefficient of variation of the units sold on days with a sale. */
  readonly sizeVariation: number
}

const LONG_INTERVAL = 1.32
const WILD_SIZES = 0.49

/**
 * Sorts a series by how often and how evenly it sells: average demand interval above 1.32 days is sparse, squared
 * coefficient of variation of sale sizes above 0.49 is wild (Syntetos, Boylan & Croston, JORS 56, 2005). NaN days are
 * left out, as are the days before the first sale.
 */
export const intermittencyClass = (values: Float64Array): Intermittency => {
  let known = 0
  let sales = 0
  let sum = 0
  let squares = 0
  for (let i = firstSale(values); i < values.length; i++) {
    const value = values[i]!
    if (Number.isNaN(value)) continue
    known++
    if (value <= 0) continue
    sales++
    sum += value
    squares += value * value
  }
  if (sales === 0) return { pattern: 'none', interval: Number.POSITIVE_INFINITY, sizeVariation: 0 }
  const mean = sum / sales
  const interval = known / sales
  const sizeVariation = Math.max(0, squares / sales / (mean * mean) - 1)
  return { pattern: patternOf(interval > LONG_INTERVAL, sizeVariation > WILD_SIZES), interval, sizeVariation }
}

const patternOf = (sparse: boolean, wild: boolean): DemandPattern => {
  if (sparse) return wild ? 'lumpy' : 'intermittent'
  return wild ? 'erratic' : 'smooth'
}

import { invalid } from '@suite/kernel'

/**
 * What is known of every day, by name, one value per day of the series it accompanies: regressors, conditions of
 * seasonalities, and under logistic growth `cap` and `floor`.
 */
export type RegressorValues = Readonly<Record<string, ArrayLike<number>>>

/** A daily (or coarser) series: strictly increasing epoch days and one value a day; NaN is a missing day. */
export interface Series {
  readonly days: ArrayLike<number>
  readonly values: ArrayLike<number>
  readonly regressors?: RegressorValues
}

/** @throws AppError `bad_series` unless `days` are whole, finite and strictly increasing. */
export function checkDays(days: ArrayLike<number>): void {
  for (let i = 0; i < days.length; i++) {
    if (!Number.isInteger(days[i]!))
      throw badSeries(`days[${i}]`, `is ${days[i]}; give whole days since 1970-01-01`)
    if (i > 0 && days[i]! <= days[i - 1]!)
      throw badSeries(`days[${i}]`, 'is not after the day before it; sort the days and merge duplicates')
  }
}

/**
 * Positions of the values that are present. NaN is a missing day and is skipped, as Prophet does.
 * @throws AppError `bad_series` when lengths differ, a value is infinite, or no value is present
 */
export function observedPositions(days: ArrayLike<number>, values: ArrayLike<number>): Int32Array {
  if (values.length !== days.length)
    throw badSeries('values', `has ${values.length} entries for ${days.length} days; give one value a day`)
  const positions = new Int32Array(values.length)
  let count = 0
  for (let i = 0; i < values.length; i++) {
    const value = values[i]!
    if (value === Infinity || value === -Infinity)
      throw badSeries(`values[${i}]`, `is ${value}; correct it, or use NaN for a missing day`)
    if (!Number.isNaN(value)) positions[count++] = i
  }
  if (count === 0) throw badSeries('values', 'has no observation; give at least one day that is not NaN')
  return positions.subarray(0, count)
}

/** The entries of `source` at `positions`. */
export function pick(source: ArrayLike<number>, positions: Int32Array): Float64Array {
  const picked = new Float64Array(positions.length)
  for (let i = 0; i < positions.length; i++) picked[i] = source[positions[i]!]!
  return picked
}

/** The refusal of a series, naming the field. */
export const badSeries = (path: string, message: string) =>
  invalid('bad_series', `The series cannot be used: ${path} ${message}.`, [{ path, message }])

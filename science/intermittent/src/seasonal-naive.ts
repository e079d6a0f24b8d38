import { invalid } from '@suite/kernel'

/**
 * Seasonal naive: each future day repeats the last known value of the same weekday, or the mean of the last `cycles`
 * known ones (Hyndman & Athanasopoulos, Forecasting: Principles and Practice, §5.2). Missing days (NaN) are passed over;
 * a weekday never seen takes the mean of the last known `season` days; with nothing known the forecast is zero.
 * @param values units per day, oldest first, NaN where missing
 * @returns `horizon` values
 * @throws AppError `bad_horizon` when horizon, season or cycles is no positive integer
 */
export const seasonalNaive = (
  values: Float64Array,
  horizon: number,
  season = 7,
  cycles = 1,
): Float64Array => {
  for (const [name, count] of Object.entries({ horizon, season, cycles }))
    if (!Number.isInteger(count) || count < 1)
      throw invalid('bad_horizon', `The ${name} must be a whole number of at least 1, not ${count}.`)
  const n = values.length
  const levels = Float64Array.from({ length: season }, (_, phase) => {
    const lastAtPhase = n - 1 - ((((n - 1 - phase) % season) + season) % season)
    return meanOfLast(values, lastAtPhase, season, cycles)
  })
  const fallback = meanOfLast(values, n - 1, 1, season)
  return Float64Array.from({ length: horizon }, (_, h) => {
    const level = levels[(n + h) % season]!
    if (!Number.isNaN(level)) return level
    return Number.isNaN(fallback) ? 0 : fallback
  })
}

/** Mean of the last `count` known values at `from`, `from - step`, …; NaN when there is none. */
const meanOfLast = (values: Float64Array, from: number, step: number, count: number): number => {
  let sum = 0
  let known = 0
  for (let i = from; i >= 0 && known < count; i -= step) {
    const value = values[i]!
    if (Number.isNaN(value)) continue
    sum += value
    known++
  }
  return known === 0 ? Number.NaN : sum / known
}

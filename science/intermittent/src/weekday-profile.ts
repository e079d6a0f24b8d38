/** Half a year: long enough for stable weekday shares, short enough to follow a changed opening week. */
const PROFILE_DAYS = 182
/** Pull towards 1, in units of one day's noise: a share is trusted once its evidence exceeds this many noise units. */
const SHRINKAGE = 4

/**
 * Each phase's share of an average day, from the last 182 days: 1 is average, 0.5 half of it. Shares are shrunk towards
 * 1 as a gamma prior would, (sold + κ) / (expected + κ) with κ = 4 · variance ÷ mean, so that sparse series keep a flat
 * profile and steady ones show their own.
 * @param values units per day, NaN where missing
 * @returns `season` factors; index `i % season` belongs to `values[i]`
 */
export const weekdayProfile = (values: Float64Array, season = 7): Float64Array => {
  const sold = new Float64Array(season)
  const days = new Float64Array(season)
  let squares = 0
  for (let i = Math.max(0, values.length - PROFILE_DAYS); i < values.length; i++) {
    const value = values[i]!
    if (Number.isNaN(value)) continue
    sold[i % season]! += value
    days[i % season]! += 1
    squares += value * value
  }
  const known = days.reduce((a, b) => a + b, 0)
  const mean = sold.reduce((a, b) => a + b, 0) / known
  if (!(mean > 0)) return new Float64Array(season).fill(1)
  const kappa = SHRINKAGE * Math.max((squares / known - mean * mean) / mean, 1e-9)
  return sold.map((units, phase) => (units + kappa) / (days[phase]! * mean + kappa))
}

import { invalid } from '@suite/kernel'

/** Days of a forecast's tail that are repeated when more days are asked for than were forecast. */
const WEEK = 7

/**
 * Expected units on day `index` of the future (0 = the first forecast day). Beyond the forecast its last week repeats,
 * or its mean when the forecast is shorter than a week. Negative values count as zero.
 */
export const demandOn = (forecast: Float64Array, index: number): number => {
  const n = forecast.length
  if (index < n) return Math.max(0, forecast[index]!)
  if (n >= WEEK) return Math.max(0, forecast[n - WEEK + ((index - n) % WEEK)]!)
  return n === 0 ? 0 : forecast.reduce((sum, value) => sum + Math.max(0, value), 0) / n
}

/**
 * Expected units over the first `days` of the future; a fraction of a day counts as that share of its demand.
 * @param forecast expected units per day, first future day first
 * @throws AppError `bad_days` when `days` is negative or no number
 */
export const demandOver = (forecast: Float64Array, days: number): number => {
  if (!(days >= 0 && Number.isFinite(days)))
    throw invalid(
      'bad_days',
      `The number of days must be zero or more, not ${days}. Check the lead time and review.`,
    )
  const whole = Math.floor(days)
  let sum = 0
  for (let i = 0; i < whole; i++) sum += demandOn(forecast, i)
  return whole === days ? sum : sum + (days - whole) * demandOn(forecast, whole)
}

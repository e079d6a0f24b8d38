import { invalid } from '@suite/kernel'
import { demandOver } from './demand.ts'
import { studentQuantile } from './normal.ts'

/** One rolling origin of a backtest: what was forecast and what sold, day by day. NaN in `actual` = day unknown. */
export interface BacktestPath {
  readonly forecast: Float64Array
  readonly actual: Float64Array
}

/** Forecast errors (sold minus forecast) of a sum over `days` days, ascending. */
export interface IntervalErrors {
  readonly days: number
  readonly errors: readonly number[]
}

/** Below this many errors no spread can be told. */
const FEWEST = 3

/**
 * Empirical errors of the demand sum over an interval of `days`, from rolling backtests. Each origin gives as many
 * non-overlapping windows as fit its horizon. When the interval is longer than the horizon, whole-horizon errors are
 * scaled to it (see `scaledErrors`). Unknown days count as forecast; a window less than half known is dropped and the
 * rest are widened by √(days ÷ known days).
 * @param days whole days of lead time and review, at least 1
 */
export const protectionIntervalErrors = (paths: readonly BacktestPath[], days: number): IntervalErrors => {
  if (!Number.isInteger(days) || days < 1)
    throw invalid(
      'bad_days',
      `The protection interval must be a whole number of days of at least 1, not ${days}.`,
    )
  const horizon = Math.min(days, ...paths.map((path) => path.forecast.length))
  const errors = paths.flatMap((path) => windowErrors(path, horizon)).sort((a, b) => a - b)
  return scaledErrors({ days: horizon, errors }, days)
}

/** Errors from stored sums, one pair per origin, all over the same `days`. */
export const errorsOfSums = (
  sums: readonly { readonly forecast: number; readonly actual: number }[],
  days: number,
): IntervalErrors => ({
  days,
  errors: sums.map(({ forecast, actual }) => actual - forecast).sort((a, b) => a - b),
})

/**
 * Errors over another number of days: the average error (bias) grows with the days, the spread about it with their
 * square root, as it does when daily errors are independent. Forecast errors usually are positively correlated, so
 * stretching far beyond the backtest horizon understates the spread: backtest over the protection interval where one can.
 */
export const scaledErrors = (measured: IntervalErrors, days: number): IntervalErrors => {
  if (measured.days === days || measured.errors.length === 0) return { days, errors: measured.errors }
  const ratio = days / measured.days
  const bias = mean(measured.errors)
  return { days, errors: measured.errors.map((error) => bias * ratio + (error - bias) * Math.sqrt(ratio)) }
}

/**
 * The τ-quantile of the errors. Where the sample resolves it, the split-conformal order statistic ⌈(n + 1)τ⌉
 * interpolated; further out than n errors can tell, the larger of the largest error and the Student-t prediction bound
 * mean + t·s·√(1 + 1/n). Never falls as τ rises. `undefined` with fewer than three errors.
 * @param level τ, strictly between 0 and 1
 */
export const errorQuantile = ({ errors }: IntervalErrors, level: number): number | undefined => {
  if (!(level > 0 && level < 1))
    throw invalid(
      'bad_service_level',
      `The service level must lie between 0 and 1 (such as 0.95), not ${level}.`,
    )
  const n = errors.length
  if (n < FEWEST) return undefined
  const rank = (n + 1) * level
  if (rank >= 1 && rank <= n) {
    const below = errors[Math.floor(rank) - 1]!
    const above = errors[Math.min(n, Math.floor(rank) + 1) - 1]!
    return below + (rank - Math.floor(rank)) * (above - below)
  }
  const average = mean(errors)
  const spread = Math.sqrt(errors.reduce((sum, error) => sum + (error - average) ** 2, 0) / (n - 1))
  const bound = average + studentQuantile(level, n - 1) * spread * Math.sqrt(1 + 1 / n)
  return level > 0.5 ? Math.max(errors[n - 1]!, bound) : Math.min(errors[0]!, bound)
}

/** Errors of the windows of `days` that fit into one origin's horizon, one after the other. */
const windowErrors = ({ forecast, actual }: BacktestPath, days: number): number[] => {
  const errors: number[] = []
  for (let from = 0; from + days <= Math.min(forecast.length, actual.length); from += days) {
    let error = 0
    let known = 0
    for (let i = from; i < from + days; i++) {
      if (Number.isNaN(actual[i]!)) continue
      error += actual[i]! - forecast[i]!
      known++
    }
    if (known * 2 >= days && known > 0) errors.push(error * Math.sqrt(days / known))
  }
  return errors
}

const mean = (values: readonly number[]): number => values.reduce((a, b) => a + b, 0) / values.length

/**
 * Errors to use before any backtest exists: demand over the interval is taken as Poisson-like, so that the standard
 * error is √demand, spread over the quantiles 5 %, 15 %, … 95 % of a normal.
 */
export const assumedErrors = (forecast: Float64Array, days: number): IntervalErrors => {
  const spread = Math.sqrt(Math.max(1, demandOver(forecast, days)))
  return { days, errors: DECILE_SCORES.map((z) => z * spread) }
}

const DECILE_SCORES = [-1.645, -1.036, -0.674, -0.385, -0.126, 0.126, 0.385, 0.674, 1.036, 1.645]

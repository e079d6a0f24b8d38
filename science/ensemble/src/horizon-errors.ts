import type { Path } from './conformal.ts'

/** Share of the average past forecast added to both sides of the ratio, so that an origin that expected next to nothing
 * does not blow its error up. */
const FLOOR = 0.1

/**
 * Errors (sold − forecast) of the sum over the whole horizon, one per origin, ascending, each scaled from the sum
 * forecast then to the sum forecast now by the square root of their ratio: the variance of demand grows with its mean.
 * Days unknown count as forecast; an origin less than half known is left out and the rest widened by √(days ÷ known).
 * These are what an order-up-to level takes its quantile from.
 */
export const horizonErrorsOf = (paths: readonly Path[], forecast: Float64Array): number[] => {
  const expected = sum(forecast)
  const past = paths.map((path) => sum(path.forecast))
  const floor = paths.length === 0 ? 0 : (FLOOR * past.reduce((a, b) => a + b, 0)) / paths.length
  const errors: number[] = []
  paths.forEach((path, i) => {
    const known = path.actual.reduce((days, sold) => days + (Number.isNaN(sold) ? 0 : 1), 0)
    if (known === 0 || known * 2 < path.actual.length) return
    const error = path.actual.reduce(
      (total, sold, h) => total + (Number.isNaN(sold) ? 0 : sold - path.forecast[h]!),
      0,
    )
    const base = past[i]! + floor
    const growth = base > 0 ? (expected + floor) / base : 1
    errors.push(error * Math.sqrt((growth * path.actual.length) / known))
  })
  return errors.sort((a, b) => a - b)
}

const sum = (values: Float64Array): number => values.reduce((total, value) => total + value, 0)

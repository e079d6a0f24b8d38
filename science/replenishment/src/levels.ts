import { Decimal, invalid, parseDecimal } from '@suite/kernel'
import { demandErrorQuantile } from './demand-quantile.ts'
import { demandOver } from './demand.ts'
import { assumedErrors, errorQuantile, type IntervalErrors, scaledErrors } from './interval-errors.ts'
import { normalQuantile } from './normal.ts'

/** How long a vendor takes, in days. */
export interface LeadTime {
  /** Expected days from order to shelf. */
  readonly days: number
  /** Standard deviation of those days; 0 when every delivery took the same time. */
  readonly spreadDays: number
}

/** What a stock level rests on. */
export interface LevelInput {
  /** Expected units per day, first future day first. */
  readonly forecast: Float64Array
  /** Forecast errors of demand sums, from `protectionIntervalErrors`; absent before any backtest. */
  readonly errors?: IntervalErrors
  readonly leadTime: LeadTime
  /** Wanted probability of not running out before the next delivery, strictly between 0 and 1. */
  readonly serviceLevel: number
}

/** Stock that covers the demand of `days` days at the wanted service level. */
export interface StockLevel {
  readonly days: number
  /** Expected units over the days. */
  readonly expected: number
  /** Units held on top against forecast error and late deliveries; may be negative when the forecast runs high. */
  readonly safety: number
  /** expected + safety, never negative. */
  readonly level: number
  /** Where the error came from: measured by backtest, or assumed (√demand) while there is none. */
  readonly basis: 'backtest' | 'assumed'
}

/**
 * Stock to hold when an order is placed so that the shelf lasts until the delivery after the next chance to order:
 * covers lead time plus `nextChanceDays` (1 when the vendor takes orders any day).
 */
export const reorderPoint = (input: LevelInput, nextChanceDays = 1): StockLevel =>
  stockLevel(input, input.leadTime.days + nextChanceDays)

/** Order-up-to level: covers the protection interval, lead time plus `reviewDays` until the next planned order. */
export const orderUpTo = (input: LevelInput, reviewDays: number): StockLevel =>
  stockLevel(input, input.leadTime.days + reviewDays)

/**
 * Expected demand over `days` plus safety. Safety is the τ-quantile of the interval's forecast errors (see
 * `demandErrorQuantile`), joined with the
 * demand that a late delivery would meet, z(τ)·demand a day·σ(lead time), as a root of squares; below a τ of one half
 * lateness is not credited. Never falls as τ rises.
 * @throws AppError `bad_service_level`, `bad_days`
 */
export const stockLevel = (input: LevelInput, days: number): StockLevel => {
  const { forecast, errors, leadTime, serviceLevel } = input
  if (!(leadTime.spreadDays >= 0))
    throw invalid('bad_days', `The lead time spread must be zero or more days, not ${leadTime.spreadDays}.`)
  const expected = demandOver(forecast, days)
  const measured = errors && demandErrorQuantile(scaledErrors(errors, days), expected, serviceLevel)
  const error = measured ?? errorQuantile(assumedErrors(forecast, days), serviceLevel) ?? 0
  const daily = days > 0 ? expected / days : 0
  const late = Math.max(0, normalQuantile(serviceLevel)) * daily * leadTime.spreadDays
  const safety = error >= 0 ? Math.hypot(error, late) : error + late
  return {
    days,
    expected,
    safety,
    level: Math.max(0, expected + safety),
    basis: measured === undefined ? 'assumed' : 'backtest',
  }
}

/**
 * The service level that earns most: (p − c) ÷ ((p − c) + (c − s) + h), the newsvendor's critical ratio.
 * @param money decimal strings per unit: price, cost, salvage value of an unsold unit, holding cost over the interval
 * @returns τ in 0.5…0.99; 0.5 when the product earns nothing
 */
export const criticalRatio = (money: {
  readonly price: string
  readonly cost: string
  readonly salvage?: string
  readonly holding?: string
}): number => {
  const cost = parseDecimal(money.cost, 'cost')
  const under = parseDecimal(money.price, 'price').minus(cost)
  const over = cost
    .minus(parseDecimal(money.salvage ?? '0', 'salvage'))
    .plus(parseDecimal(money.holding ?? '0', 'holding'))
  if (under.lte(0)) return 0.5
  const ratio = over.lte(0) ? new Decimal(1) : under.div(under.plus(over))
  return Math.min(0.99, Math.max(0.5, ratio.toNumber()))
}

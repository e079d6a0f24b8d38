import { demandErrorQuantile } from './demand-quantile.ts'
import { demandOn, demandOver } from './demand.ts'
import { fefoProjection, type Lot, type LotProjection } from './fefo.ts'
import { scaledErrors, type IntervalErrors } from './interval-errors.ts'

/** What is expected to become of a lot that expires, and how far demand may be off. Quantities in the stock unit. */
export interface ExpiryOutlook extends LotProjection {
  readonly lastSaleDay: number
  /** Left unsold if demand is as strong as in one case of ten, and as weak as in one of ten. */
  readonly unsoldLow: number
  readonly unsoldHigh: number
  /** Expected balance at the end of each day from today to the last sale day. */
  readonly balance: readonly number[]
}

const TAIL = 0.1
/** Deviation of a tenth of Poisson demand in its own roots, where no errors were measured. */
const POISSON_TAIL = 1.2816

/**
 * Looks ahead lot by lot, first to expire first (FEFO), for the lots whose last sale day lies within `days`. The band comes
 * from the forecast's measured errors over the days the lot has left.
 * @param forecast expected units per day; index 0 is `today` (days since 1970-01-01)
 */
export const expiryOutlook = (
  lots: readonly Lot[],
  forecast: Float64Array,
  today: number,
  options: { readonly days: number; readonly errors?: IntervalErrors },
): ExpiryOutlook[] => {
  const projections = fefoProjection(lots, forecast, today)
  return lots.flatMap((lot, i): ExpiryOutlook[] => {
    const { lastSaleDay } = lot
    if (lastSaleDay === null || lastSaleDay >= today + options.days || lot.quantity <= 0) return []
    const left = Math.max(0, lastSaleDay - today + 1)
    const expected = demandOver(forecast, left)
    const unsoldAt = (level: number): number => {
      const factor = demandFactor(expected, left, level, options.errors)
      return fefoProjection(
        lots,
        forecast.map((units) => units * factor),
        today,
      )[i]!.expectedUnsold
    }
    return [
      {
        ...projections[i]!,
        lastSaleDay,
        unsoldLow: unsoldAt(1 - TAIL),
        unsoldHigh: unsoldAt(TAIL),
        balance: balanceOf(lots, i, forecast, today, left),
      },
    ]
  })
}

/** Demand over `days` at the quantile `level`, in shares of what is expected. */
const demandFactor = (expected: number, days: number, level: number, errors?: IntervalErrors): number => {
  if (expected <= 0 || days === 0) return 1
  const measured = errors && demandErrorQuantile(scaledErrors(errors, days), expected, level)
  const error = measured ?? (level > 0.5 ? 1 : -1) * POISSON_TAIL * Math.sqrt(expected)
  const factor = Math.max(0, 1 + error / expected)
  // whatever the bias of the errors, weak demand is not stronger than expected
  return level > 0.5 ? Math.max(1, factor) : Math.min(1, factor)
}

/** What earlier lots leave of the demand is sold from this one. */
const balanceOf = (
  lots: readonly Lot[],
  index: number,
  forecast: Float64Array,
  today: number,
  days: number,
): number[] => {
  const own = lots[index]!
  const before = lots
    .filter((lot, i) => isBefore(lot, i, own, index))
    .map(({ quantity, lastSaleDay }) => ({ left: Math.max(0, quantity), last: lastSaleDay! }))
    .sort((a, b) => a.last - b.last)
  let left = own.quantity
  return Array.from({ length: days }, (_, i) => {
    let demand = demandOn(forecast, i)
    for (const lot of before) {
      if (lot.last < today + i) continue
      const sold = Math.min(lot.left, demand)
      lot.left -= sold
      demand -= sold
    }
    left -= Math.min(left, demand)
    return left
  })
}

const isBefore = (lot: Lot, i: number, own: Lot, index: number): boolean =>
  lot.lastSaleDay !== null &&
  (lot.lastSaleDay < own.lastSaleDay! || (lot.lastSaleDay === own.lastSaleDay && i < index))

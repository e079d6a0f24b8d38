import { lineAmount, type Minor } from '@suite/kernel'
import { demandOn } from './demand.ts'
import { MAX_DAYS_OF_SUPPLY } from './stock-out.ts'

/** A lot on the shelf. */
export interface Lot {
  readonly id: string
  readonly quantity: number
  /** Last day it may be sold, days since 1970-01-01; null when it does not expire. */
  readonly lastSaleDay: number | null
  /** Decimal strings per unit, where known. */
  readonly unitCost?: string
  readonly unitPrice?: string
}

/** What is expected to become of a lot: quantity = expectedSold + expectedUnsold + remaining. */
export interface LotProjection {
  readonly id: string
  /** Units expected to sell in time (within 999 days for a lot that does not expire). */
  readonly expectedSold: number
  /** Units expected to be left when it expires. */
  readonly expectedUnsold: number
  /** Units left of a lot whose expiry lies beyond the 999 days or that has none. */
  readonly remaining: number
  /** Day the lot is expected to be sold out, or null. */
  readonly soldOutDay: number | null
  /** The unsold units at cost and at price; 0 where the cost or price is unknown. */
  readonly unsoldCost: Minor
  readonly unsoldRevenue: Minor
}

/**
 * Sells the forecast from the lot that expires first (FEFO), day by day. A lot past its last sale day sells nothing.
 * @param forecast expected units per day; index 0 is `today` (days since 1970-01-01)
 * @returns one projection per lot, in the order given
 */
export const fefoProjection = (
  lots: readonly Lot[],
  forecast: Float64Array,
  today: number,
): LotProjection[] => {
  const queue = lots
    .map((lot, index) => ({ index, lot, left: Math.max(0, lot.quantity), soldOutDay: null as number | null }))
    .sort((a, b) => lastDay(a.lot) - lastDay(b.lot) || a.index - b.index)
  let first = 0
  for (let i = 0; i < MAX_DAYS_OF_SUPPLY && first < queue.length; i++) {
    const day = today + i
    let demand = demandOn(forecast, i)
    for (let at = first; at < queue.length && demand > 0; at++) {
      const entry = queue[at]!
      if (lastDay(entry.lot) < day || entry.left === 0) continue
      const sold = Math.min(entry.left, demand)
      demand -= sold
      entry.left -= sold
      if (entry.left === 0) entry.soldOutDay = day
    }
    while (first < queue.length && (queue[first]!.left === 0 || lastDay(queue[first]!.lot) <= day)) first++
  }
  const projections = queue.map(({ index, lot, left, soldOutDay }) => {
    const expires = lastDay(lot) < today + MAX_DAYS_OF_SUPPLY
    const unsold = expires ? left : 0
    const units = unsold.toFixed(4)
    const result: LotProjection = {
      id: lot.id,
      expectedSold: Math.max(0, lot.quantity) - left,
      expectedUnsold: unsold,
      remaining: expires ? 0 : left,
      soldOutDay,
      unsoldCost: lot.unitCost === undefined ? 0 : lineAmount(units, lot.unitCost),
      unsoldRevenue: lot.unitPrice === undefined ? 0 : lineAmount(units, lot.unitPrice),
    }
    return { index, result }
  })
  return projections.sort((a, b) => a.index - b.index).map(({ result }) => result)
}

const lastDay = ({ lastSaleDay }: Lot): number => lastSaleDay ?? Number.POSITIVE_INFINITY

/** Units of the lots expected to expire unsold before `day`: what the inventory position must not count on. */
export const expiringBefore = (
  lots: readonly Lot[],
  projections: readonly LotProjection[],
  day: number,
): number =>
  projections.reduce((sum, { expectedUnsold }, i) => sum + (lastDay(lots[i]!) < day ? expectedUnsold : 0), 0)

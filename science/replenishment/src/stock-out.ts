import { lineAmount, type Minor, parseDecimal } from '@suite/kernel'
import { demandOn } from './demand.ts'

/** Units expected to arrive, available for sale from the start of that day (days since 1970-01-01). */
export interface Receipt {
  readonly day: number
  readonly quantity: number
}

/** One product's shelf as of the start of `today`. */
export interface Shelf {
  /** Units on the shelf; null when the source reports no stock. */
  readonly onHand: number | null
  /** Expected units per day; index 0 is `today`. */
  readonly forecast: Float64Array
  readonly receipts?: readonly Receipt[]
  /** Days since 1970-01-01. */
  readonly today: number
}

/** Supplies are not projected further than this many days; longer ones are reported as this figure. */
export const MAX_DAYS_OF_SUPPLY = 999
const TOLERANCE = 1e-9

/**
 * The first day on which expected demand exceeds what is on the shelf that morning (receipts due by then included), or
 * null when on hand is unknown or the supply lasts 999 days. Never earlier for more on hand.
 */
export const expectedStockOutDay = (shelf: Shelf): number | null => {
  if (shelf.onHand === null) return null
  let stock = shelf.onHand
  for (let i = 0; i < MAX_DAYS_OF_SUPPLY; i++) {
    stock += arriving(shelf, i)
    const demand = demandOn(shelf.forecast, i)
    if (demand > stock + TOLERANCE) return shelf.today + i
    stock -= demand
  }
  return null
}

/** Days until on hand alone is sold at the expected rate, with its fraction; 999 means that or longer; null = unknown. */
export const daysOfSupply = (onHand: number | null, forecast: Float64Array): number | null => {
  if (onHand === null) return null
  let stock = Math.max(0, onHand)
  for (let i = 0; i < MAX_DAYS_OF_SUPPLY; i++) {
    const demand = demandOn(forecast, i)
    if (demand > stock) return i + stock / demand
    stock -= demand
  }
  return MAX_DAYS_OF_SUPPLY
}

/** Sales expected to be lost, in units and minor units of money. */
export interface AtRisk {
  readonly units: number
  readonly revenue: Minor
  readonly margin: Minor
}

/**
 * Sales expected to be lost from `today` up to but not including `untilDay` if nothing new is ordered: with `untilDay`
 * the day an order placed today would arrive, the loss that can no longer be helped; with the end of the protection
 * interval, the loss of not ordering now. Unmet demand is lost, not owed. Null when on hand is unknown.
 * @param money unit price and unit cost as decimal strings; margin is 0 where the cost is unknown (absent) or above price
 */
export const dollarsAtRisk = (
  shelf: Shelf,
  untilDay: number,
  money: { readonly unitPrice: string; readonly unitCost?: string },
): AtRisk | null => {
  if (shelf.onHand === null) return null
  let stock = Math.max(0, shelf.onHand)
  let lost = 0
  for (let i = 0; shelf.today + i < untilDay; i++) {
    stock += arriving(shelf, i)
    const demand = demandOn(shelf.forecast, i)
    lost += Math.max(0, demand - stock)
    stock = Math.max(0, stock - demand)
  }
  const units = lost.toFixed(4)
  const price = parseDecimal(money.unitPrice, 'unit price')
  const margin =
    money.unitCost === undefined ? undefined : price.minus(parseDecimal(money.unitCost, 'unit cost'))
  return {
    units: Number(units),
    revenue: lineAmount(units, price),
    margin: margin?.gt(0) ? lineAmount(units, margin) : 0,
  }
}

/** Receipts of day `today + index`; overdue ones are taken to arrive today. */
const arriving = ({ receipts = [], today }: Shelf, index: number): number => {
  let units = 0
  for (const { day, quantity } of receipts) if (Math.max(0, day - today) === index) units += quantity
  return units
}

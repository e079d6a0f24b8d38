/** What a store's business days say: when it was open, through which day its books are complete. */
export interface StoreCalendar {
  /** First and last business day (days since 1970-01-01) that count as history. */
  readonly from: number
  readonly through: number
  /** Days with at least one receipt. */
  readonly openDays: ReadonlySet<number>
}

/** Sparse facts of one product, days since 1970-01-01. */
export interface DemandFacts {
  /** First day it was ever sold; may lie before the calendar's `from`. */
  readonly firstSale: number
  /** Days with sales or returns, ascending, with units sold less units returned. */
  readonly days: readonly number[]
  readonly units: readonly number[]
  /** Days known to be sold out from opening to closing; absent when nothing is known of the stock. */
  readonly soldOut?: ReadonlySet<number>
}

/** One value a day from `firstDay`. */
export interface DailyDemand {
  readonly firstDay: number
  readonly values: Float64Array<ArrayBuffer>
  readonly inStock?: Uint8Array<ArrayBuffer>
}

/**
 * Demand a day from the first sale to the store's last complete business day: units sold less returned, not below zero.
 * A day without sales is zero when the store was open. A day without any receipt of the store is a closed day and unknown
 * (NaN): no demand could show. A day known to be sold out from opening to closing is marked out of stock, unless
 * something was sold on it, which proves the stock figure wrong.
 */
export const dailyDemand = (facts: DemandFacts, calendar: StoreCalendar): DailyDemand => {
  const firstDay = Math.max(calendar.from, facts.firstSale)
  const length = Math.max(0, calendar.through - firstDay + 1)
  const values = new Float64Array(length)
  for (let i = 0; i < length; i++) if (!calendar.openDays.has(firstDay + i)) values[i] = Number.NaN
  facts.days.forEach((day, i) => {
    const at = day - firstDay
    if (at >= 0 && at < length) values[at] = Math.max(0, facts.units[i]!)
  })
  const { soldOut } = facts
  if (soldOut === undefined) return { firstDay, values }
  const inStock = Uint8Array.from(values, (value, i) => (soldOut.has(firstDay + i) && !(value > 0) ? 0 : 1))
  return { firstDay, values, inStock }
}

/** Weeks looked at to tell on which weekdays a store does not open. */
const WEEKS = 8

/**
 * Weekdays (0 = Sunday) on which the store has not opened once in its last eight weeks, although it has been open that
 * long: nothing will be sold on them. Empty for a store with a shorter history.
 */
export const closedWeekdays = ({ from, through, openDays }: StoreCalendar): number[] => {
  if (through - from + 1 < WEEKS * 7) return []
  const closed = new Set([0, 1, 2, 3, 4, 5, 6])
  for (let day = through; day > through - WEEKS * 7; day--)
    if (openDays.has(day)) closed.delete(weekdayOf(day))
  return [...closed]
}

/** 0 = Sunday … 6 = Saturday of a day number. */
export const weekdayOf = (day: number): number => (((day + 4) % 7) + 7) % 7

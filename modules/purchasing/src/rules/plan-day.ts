import { addDays, epochDay, weekday, type Day } from '@suite/kernel'

/** A forecast this many days past its first day still speaks of today. */
const FRESH_DAYS = 7

/**
 * The day a plan starts: today while the sales behind it are at most a week old, else the day after the last day with
 * sales, because both stock and forecast are known as of then. `stale` says which.
 */
export const planDayOf = (today: Day, dayAfterSales: Day | null): { day: Day; stale: boolean } => {
  if (dayAfterSales === null) return { day: today, stale: false }
  const age = epochDay(today) - epochDay(dayAfterSales)
  return age >= 0 && age <= FRESH_DAYS ? { day: today, stale: false } : { day: dayAfterSales, stale: age > 0 }
}

/**
 * Days from `today` until a vendor next takes an order after today: 1 when any day will do.
 * @param orderWeekdays 0 = Sunday … 6 = Saturday; empty = any day
 */
export const nextChanceDays = (today: Day, orderWeekdays: readonly number[]): number => {
  if (orderWeekdays.length === 0) return 1
  for (let ahead = 1; ahead <= 7; ahead++)
    if (orderWeekdays.includes(weekday(addDays(today, ahead)))) return ahead
  return 7
}

import { dayOf } from '@suite/kernel'
import { cannabisCalendar } from '@suite/prophet'

/** A day of the calendar's event, numbered alike in every year; 0 on ordinary days. */
export type EventOf = (day: number) => number

/**
 * Numbers the days of the cannabis calendar around each event, window by window, for models that learn from categories.
 * @param state USPS code
 * @param firstDay first and last day that will be asked of, days since 1970-01-01
 */
export const cannabisEvents = (state: string, firstDay: number, lastDay: number): EventOf => {
  const numbers = new Map<number, number>()
  let number = 0
  for (const { days, lowerWindow = 0, upperWindow = 0 } of cannabisCalendar(
    yearOf(firstDay),
    yearOf(lastDay),
    { state },
  ))
    for (let offset = lowerWindow; offset <= upperWindow; offset++) {
      number++
      for (const day of days) if (!numbers.has(day + offset)) numbers.set(day + offset, number)
    }
  return (day) => numbers.get(day) ?? 0
}

const yearOf = (day: number): number => Number(dayOf(day).slice(0, 4))

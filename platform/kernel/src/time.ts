import { DateTime, IANAZone } from 'luxon'
import { invalid } from './errors.ts'

/** A calendar day as `YYYY-MM-DD`. */
export type Day = string

const DAY_MS = 86_400_000
const DAY_PATTERN = /^\d{4}-\d{2}-\d{2}$/

/** Days since 1970-01-01 of a calendar day. @throws AppError `bad_day` when the text is no real day */
export const epochDay = (day: Day): number => {
  const ms = DAY_PATTERN.test(day) ? Date.parse(`${day}T00:00:00Z`) : Number.NaN
  if (Number.isNaN(ms) || new Date(ms).toISOString().slice(0, 10) !== day)
    throw invalid('bad_day', `"${day}" is not a calendar day. Write it like 2026-04-20.`)
  return ms / DAY_MS
}

/** The calendar day of a day number. */
export const dayOf = (epoch: number): Day => new Date(epoch * DAY_MS).toISOString().slice(0, 10)

/** The day `count` days later (earlier when negative). */
export const addDays = (day: Day, count: number): Day => dayOf(epochDay(day) + count)

/** 0 = Sunday … 6 = Saturday. */
export const weekday = (day: Day): number => (((epochDay(day) + 4) % 7) + 7) % 7

/** True for a time zone the IANA database knows, such as `America/Denver`. */
export const isTimeZone = (zone: string): boolean => IANAZone.isValidZone(zone)

/**
 * The business day an instant belongs to: the store's local date, with hours before the cut-off counted to the day
 * before (a shop open past midnight closes its books at, say, 04:00).
 */
export const businessDay = (instant: Date, timeZone: string, cutOffMinutes: number): Day =>
  DateTime.fromJSDate(instant, { zone: timeZone }).minus({ minutes: cutOffMinutes }).toISODate() ?? ''

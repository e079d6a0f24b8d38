import type { ShopDay } from './calendar.ts'

const DAY_MS = 86_400_000
const [sunday, monday, thursday] = [0, 1, 4]

/** Epoch day of a date; `month` counts from 1. */
export const dayNumber = (year: number, month: number, day: number): number =>
  Date.UTC(year, month - 1, day) / DAY_MS

const weekdayOf = (epochDay: number): number => (((epochDay + 4) % 7) + 7) % 7

/** The same date every year. */
export const fixed =
  (month: number, day: number) =>
  (year: number): number =>
    dayNumber(year, month, day)

/** The nth given weekday of a month: (1, 1, 3) is the third Monday of January. */
export const nthWeekday =
  (month: number, weekday: number, nth: number) =>
  (year: number): number => {
    const first = dayNumber(year, month, 1)
    return first + ((weekday - weekdayOf(first) + 7) % 7) + 7 * (nth - 1)
  }

/** The last Monday of a month. */
const lastMonday =
  (month: number) =>
  (year: number): number => {
    const last = dayNumber(year, month + 1, 1) - 1
    return last - ((weekdayOf(last) - monday + 7) % 7)
  }

const thanksgiving = nthWeekday(11, thursday, 4)

/** The NFL's 17-game season (since the game of 2022) moved the Super Bowl from February's first Sunday to its second. */
const superBowl = (year: number): number => nthWeekday(2, sunday, year >= 2022 ? 2 : 1)(year)

/**
 * Days on which shops sell unlike other days, on the dates customers keep (not the observed federal day off). `since` is
 * the first year the day, or the rule for it, holds.
 */
export const shopDays: readonly ShopDay[] = [
  { name: "New Year's Day", on: fixed(1, 1) },
  { name: 'Martin Luther King Jr. Day', on: nthWeekday(1, monday, 3), since: 1986 },
  { name: 'Super Bowl Sunday', on: superBowl, since: 2004 },
  { name: "Valentine's Day", on: fixed(2, 14) },
  { name: "Presidents' Day", on: nthWeekday(2, monday, 3), since: 1971 },
  { name: '4/20', on: fixed(4, 20), lowerWindow: -2, upperWindow: 2 },
  { name: "Mother's Day", on: nthWeekday(5, sunday, 2) },
  { name: 'Memorial Day', on: lastMonday(5), since: 1971 },
  { name: "Father's Day", on: nthWeekday(6, sunday, 3), since: 1972 },
  { name: 'Juneteenth', on: fixed(6, 19), since: 2021 },
  { name: 'Independence Day', on: fixed(7, 4) },
  { name: '7/10', on: fixed(7, 10) },
  { name: 'Labor Day', on: nthWeekday(9, monday, 1) },
  { name: "Columbus and Indigenous Peoples' Day", on: nthWeekday(10, monday, 2), since: 1971 },
  { name: 'Halloween', on: fixed(10, 31) },
  { name: 'Veterans Day', on: fixed(11, 11), since: 1978 },
  { name: 'Green Wednesday', on: (year) => thanksgiving(year) - 1 },
  { name: 'Thanksgiving', on: thanksgiving, since: 1942 },
  { name: 'Black Friday', on: (year) => thanksgiving(year) + 1 },
  { name: 'Cyber Monday', on: (year) => thanksgiving(year) + 4, since: 2005 },
  { name: 'Christmas Eve', on: fixed(12, 24) },
  { name: 'Christmas Day', on: fixed(12, 25) },
  { name: "New Year's Eve", on: fixed(12, 31) },
]

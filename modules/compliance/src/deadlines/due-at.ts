import { addDays, weekday, type Day } from '@suite/kernel'
import type { Moment, ScheduleRule, Within } from '../state-rules/deadline-shape.ts'
import { addMonths, endOfDay, instantAt, localTime } from './local-time.ts'

const HOUR_MS = 3_600_000
const MINUTE_MS = 60_000

/**
 * When a time allowed runs out. Days are those of the store's calendar; business days are Monday to Friday without the
 * `holidays` given, and a holiday nobody listed makes the deadline earlier, never later.
 * @throws AppError `bad_time_zone`
 */
export const dueAt = (
  within: Within,
  from: Date,
  timeZone: string,
  holidays: ReadonlySet<Day> = new Set(),
): Date => {
  if (within.kind === 'hours') return new Date(from.getTime() + within.hours * HOUR_MS)
  const { day, sinceMidnightMs } = localTime(from, timeZone)
  const last =
    within.kind === 'calendar_days' ? addDays(day, within.days) : addBusinessDays(day, within.days, holidays)
  return momentOf(within.at, last, sinceMidnightMs, timeZone)
}

/** When a duty that comes again is due next. @throws AppError `bad_time_zone` */
export const nextDue = (schedule: ScheduleRule, lastDone: Date, timeZone: string): Date => {
  const { day } = localTime(lastDone, timeZone)
  const { count, unit } = schedule.every
  const last =
    unit === 'month'
      ? addMonths(day, count)
      : unit === 'year'
        ? addMonths(day, 12 * count)
        : addDays(day, unit === 'week' ? 7 * count : count)
  return momentOf(schedule.by ?? 'end_of_day', last, 0, timeZone)
}

const momentOf = (at: Moment, day: Day, sinceMidnightMs: number, timeZone: string): Date => {
  if (at === 'end_of_day') return endOfDay(day, timeZone)
  if (at === 'same_time') return instantAt(day, sinceMidnightMs, timeZone)
  const [hours = 0, minutes = 0] = at.split(':').map(Number)
  return instantAt(day, hours * HOUR_MS + minutes * MINUTE_MS, timeZone)
}

const addBusinessDays = (day: Day, count: number, holidays: ReadonlySet<Day>): Day => {
  let current = day
  for (let left = count; left > 0;) {
    current = addDays(current, 1)
    if (weekday(current) % 6 !== 0 && !holidays.has(current)) left--
  }
  return current
}

import { addDays, epochDay, invalid, isTimeZone, type Day } from '@suite/kernel'

const DAY_MS = 86_400_000

/** A wall clock in a store: its calendar day and the milliseconds since its midnight. */
export interface LocalTime {
  readonly day: Day
  readonly sinceMidnightMs: number
}

/** The wall clock of a zone at an instant. @throws AppError `bad_time_zone` */
export const localTime = (at: Date, timeZone: string): LocalTime => {
  const wall = at.getTime() + offsetMs(at.getTime(), timeZone)
  const day = new Date(wall).toISOString().slice(0, 10)
  return { day, sinceMidnightMs: wall - epochDay(day) * DAY_MS }
}

/**
 * The instant at which a zone's wall clock shows a day and time. Where the clock shows it twice (autumn) the first, where
 * it skips it (spring) as much later as the clock jumps. @throws AppError `bad_time_zone`, `bad_day`
 */
export const instantAt = (day: Day, sinceMidnightMs: number, timeZone: string): Date => {
  const wall = epochDay(day) * DAY_MS + sinceMidnightMs
  const candidates = [wall - DAY_MS, wall + DAY_MS].map((near) => wall - offsetMs(near, timeZone))
  const exact = candidates.filter((instant) => instant + offsetMs(instant, timeZone) === wall)
  return new Date(exact.length > 0 ? Math.min(...exact) : Math.max(...candidates))
}

/** The last millisecond of a day in a zone. @throws AppError `bad_time_zone`, `bad_day` */
export const endOfDay = (day: Day, timeZone: string): Date =>
  new Date(instantAt(addDays(day, 1), 0, timeZone).getTime() - 1)

/** The same day of the month so many months later, or the last day of a shorter month. @throws AppError `bad_day` */
export const addMonths = (day: Day, months: number): Day => {
  epochDay(day)
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number)
  const first = new Date(Date.UTC(year, month - 1 + months, 1))
  const last = new Date(Date.UTC(first.getUTCFullYear(), first.getUTCMonth() + 1, 0)).getUTCDate()
  return `${first.toISOString().slice(0, 8)}${String(Math.min(date, last)).padStart(2, '0')}`
}

const clocks = new Map<string, Intl.DateTimeFormat>()

const clockOf = (timeZone: string): Intl.DateTimeFormat => {
  const known = clocks.get(timeZone)
  if (known !== undefined) return known
  if (!isTimeZone(timeZone))
    throw invalid('bad_time_zone', `"${timeZone}" is not a time zone. Choose one like America/Denver.`)
  const clock = new Intl.DateTimeFormat('en-US', {
    timeZone,
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  })
  clocks.set(timeZone, clock)
  return clock
}

/** How far a zone's wall clock is ahead of UTC at an instant, in milliseconds. */
const offsetMs = (instant: number, timeZone: string): number => {
  const part: Record<string, number> = {}
  for (const { type, value } of clockOf(timeZone).formatToParts(instant)) part[type] = Number(value)
  const { year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0 } = part
  return Date.UTC(year, month - 1, day, hour, minute, second) - Math.floor(instant / 1000) * 1000
}

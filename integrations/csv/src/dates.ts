import type { RowTime } from './canonical.ts'

/** The order of day, month and year in dates like 3/4/2026; `auto` when it is not known yet. */
export type DateOrder = 'auto' | 'ymd' | 'mdy' | 'dmy'

/** A date read from a cell, or why it could not be. `dateOnly` is true when no time of day was written. */
export type ReadTime =
  | { readonly time: RowTime; readonly dateOnly: boolean; readonly midnight: boolean; readonly problem: null }
  | { readonly time: null; readonly problem: DateProblem }

export type DateProblem = 'not_a_date' | 'impossible_date' | 'ambiguous_date'

const CLOCK =
  '(\\d{1,2}):(\\d{2})(?::(\\d{2})(?:[.,](\\d{1,9}))?)?\\s*([AaPp])?\\.?[Mm]?\\.?\\s*(Z|UTC|GMT|[ECMPA][SD]?T|[+-]\\d{2}:?\\d{2}|[+-]\\d{2})?'
const TAIL = `(?:,?[T\\s]+${CLOCK})?$`
const YEAR_FIRST = new RegExp(`^(\\d{4})[-/.](\\d{1,2})[-/.](\\d{1,2})${TAIL}`)
const YEAR_LAST = new RegExp(`^(\\d{1,2})([-/.])(\\d{1,2})\\2(\\d{4}|\\d{2})${TAIL}`)
const MONTH_NAME_FIRST = new RegExp(
  `^(?:[A-Za-z]{3,9},?\\s+)?([A-Za-z]{3,9})\\.?\\s+(\\d{1,2})(?:st|nd|rd|th)?,?\\s+(\\d{4})${TAIL}`,
)
const DAY_FIRST_NAME = new RegExp(`^(\\d{1,2})[-\\s.]+([A-Za-z]{3,9})\\.?[-\\s,]+(\\d{4}|\\d{2})${TAIL}`)
const COMPACT = /^(\d{4})(\d{2})(\d{2})$/
const SERIAL = /^(\d{5})(?:\.(\d+))?$/
const EPOCH = /^(\d{10})(\d{3})?$/
const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec']

/** No date is written longer than this; patterns never meet long text. */
const LONGEST = 60
const DAY_MS = 86_400_000
/** 1899-12-30, day 0 of spreadsheet dates. */
const SERIAL_ZERO = Date.UTC(1899, 11, 30)
const FIRST_YEAR = 1990
const LAST_YEAR = 2100

const failed = (problem: DateProblem): ReadTime => ({ time: null, problem })

/**
 * Reads a date with or without time of day. With an offset or `Z` it is an instant (returned in UTC); without one it is
 * the store's own wall clock. A date without time is returned at noon, so that no business-day cut-off can move it.
 * Reads ISO 8601, `12/1/2010 8:26`, `1.12.2010`, `Dec 1, 2010 8:26 AM`, `01-Dec-2010`, `20101201`, spreadsheet serial
 * numbers and Unix seconds or milliseconds. Years before 1990 or after 2100 and days such as Feb 30 are impossible.
 */
export const readTime = (raw: string, order: DateOrder): ReadTime => {
  const text = raw.trim()
  if (text.length > LONGEST) return failed('not_a_date')
  const yearFirst = YEAR_FIRST.exec(text)
  if (yearFirst !== null)
    return assemble(Number(yearFirst[1]), Number(yearFirst[2]), Number(yearFirst[3]), yearFirst.slice(4))
  const yearLast = YEAR_LAST.exec(text)
  if (yearLast !== null) return readYearLast(yearLast, order)
  return readNamed(text) ?? readNumeric(text) ?? failed('not_a_date')
}

const readYearLast = (match: RegExpExecArray, order: DateOrder): ReadTime => {
  const [first, second, year] = [Number(match[1]), Number(match[3]), fullYear(match[4] ?? '')]
  const clock = match.slice(5)
  const dayFirst = () => assemble(year, second, first, clock)
  const monthFirst = () => assemble(year, first, second, clock)
  if (match[2] === '.' || order === 'dmy') return dayFirst()
  if (order === 'mdy') return monthFirst()
  if (first > 12) return dayFirst()
  if (second > 12 || first === second) return monthFirst()
  return failed('ambiguous_date')
}

const fullYear = (text: string): number => {
  const year = Number(text)
  if (text.length === 4) return year
  return year >= 90 ? 1900 + year : 2000 + year
}

const readNamed = (text: string): ReadTime | null => {
  const nameFirst = MONTH_NAME_FIRST.exec(text)
  if (nameFirst !== null) return named(nameFirst[3], nameFirst[1], nameFirst[2], nameFirst.slice(4))
  const dayFirst = DAY_FIRST_NAME.exec(text)
  return dayFirst === null ? null : named(dayFirst[3], dayFirst[2], dayFirst[1], dayFirst.slice(4))
}

const named = (year = '', name = '', day = '', clock: readonly (string | undefined)[] = []): ReadTime => {
  const month = MONTHS.indexOf(name.slice(0, 3).toLowerCase())
  return month < 0 ? failed('not_a_date') : assemble(fullYear(year), month + 1, Number(day), clock)
}

const readNumeric = (text: string): ReadTime | null => {
  const serial = SERIAL.exec(text)
  if (serial !== null) return readSerial(Number(serial[1]), serial[2] ?? '')
  const compact = COMPACT.exec(text)
  if (compact !== null) return assemble(Number(compact[1]), Number(compact[2]), Number(compact[3]), [])
  const epoch = EPOCH.exec(text)
  return epoch === null ? null : instant(Number(epoch[1]) * 1000 + Number(epoch[2] ?? 0))
}

const readSerial = (days: number, fraction: string): ReadTime => {
  const seconds = fraction === '' ? 0 : Math.round(Number(`0.${fraction}`) * 86_400)
  const date = new Date(SERIAL_ZERO + days * DAY_MS + seconds * 1000)
  if (!yearIsPossible(date.getUTCFullYear())) return failed('impossible_date')
  return local(date.toISOString().slice(0, 19), fraction === '')
}

const yearIsPossible = (year: number): boolean => year >= FIRST_YEAR && year <= LAST_YEAR

const instant = (ms: number): ReadTime => {
  const date = new Date(ms)
  if (!yearIsPossible(date.getUTCFullYear())) return failed('impossible_date')
  return {
    time: { kind: 'instant', value: date.toISOString() },
    dateOnly: false,
    midnight: false,
    problem: null,
  }
}

const local = (value: string, dateOnly: boolean): ReadTime => ({
  time: { kind: 'local', value: dateOnly ? `${value.slice(0, 10)}T12:00:00` : value },
  dateOnly,
  midnight: dateOnly || value.endsWith('T00:00:00'),
  problem: null,
})

const two = (value: number): string => (value < 10 ? `0${value}` : String(value))

const DAYS_IN_MONTH = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]

const dayExists = (year: number, month: number, day: number): boolean => {
  if (!yearIsPossible(year) || month < 1 || month > 12 || day < 1) return false
  const leap = month === 2 && year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0)
  return day <= (DAYS_IN_MONTH[month - 1] ?? 0) + (leap ? 1 : 0)
}

/** `clock` holds hour, minute, second, fraction, a/p and zone of the pattern `CLOCK`. */
const assemble = (
  year: number,
  month: number,
  day: number,
  clock: readonly (string | undefined)[],
): ReadTime => {
  if (!dayExists(year, month, day)) return failed('impossible_date')
  const date = `${year}-${two(month)}-${two(day)}`
  const [hourText, minuteText, secondText = '0', fraction = '', half, zone] = clock
  if (hourText === undefined) return local(`${date}T00:00:00`, true)
  const hour = wholeHour(Number(hourText), half)
  const [minute, second] = [Number(minuteText), Number(secondText)]
  if (hour > 23 || minute > 59 || second > 59) return failed('impossible_date')
  const offset = zoneMinutes(zone)
  if (offset === null) return local(`${date}T${two(hour)}:${two(minute)}:${two(second)}`, false)
  const ms = Number(fraction.padEnd(3, '0').slice(0, 3))
  return instant(Date.UTC(year, month - 1, day, hour, minute - offset, second, ms))
}

/** 12 AM is hour 0 and 12 PM hour 12; 99 when the hour does not fit the half of the day. */
const wholeHour = (hour: number, half: string | undefined): number => {
  if (half === undefined) return hour
  if (hour > 12) return hour > 23 || half.toLowerCase() === 'a' ? 99 : hour
  return (hour % 12) + (half.toLowerCase() === 'p' ? 12 : 0)
}

/** Minutes east of UTC, or null for store time: an American abbreviation such as MST is the store's own clock. */
const zoneMinutes = (zone: string | undefined): number | null => {
  if (zone === undefined) return null
  if (zone === 'Z' || zone === 'UTC' || zone === 'GMT') return 0
  if (/[A-Z]/.test(zone)) return null
  const digits = zone.slice(1).replace(':', '')
  const minutes = Number(digits.slice(0, 2)) * 60 + Number(digits.slice(2) || '0')
  return zone.startsWith('-') ? -minutes : minutes
}

/** What a single cell says about the order of day and month: null when it leaves both open or has no such form. */
export const orderEvidence = (raw: string): 'mdy' | 'dmy' | null => {
  const match = raw.length > LONGEST ? null : YEAR_LAST.exec(raw.trim())
  if (match === null || match[2] === '.') return null
  const [first, second] = [Number(match[1]), Number(match[3])]
  if (first > 12 && second <= 12) return 'dmy'
  return second > 12 && first <= 12 ? 'mdy' : null
}

/** True for a cell that reads differently as month-first and as day-first. */
export const orderMatters = (raw: string): boolean => readTime(raw, 'auto').problem === 'ambiguous_date'

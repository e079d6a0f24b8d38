/** What the calendar says of a day; weekdays from Thursday, the first day of 1970. */
export const CALENDAR_INPUTS = [
  'thursday',
  'friday',
  'saturday',
  'sunday',
  'monday',
  'tuesday',
  'wednesday',
  'year_sine',
  'year_cosine',
  'month_sine',
  'month_cosine',
] as const

const MILLISECONDS = 86_400_000
const DAYS_A_YEAR = 365.2425
/** Paydays are counted from the beginning and the end of a month alike. */
const DAYS_A_MONTH = 30.44

/** Writes the calendar's inputs of a day (days since 1970-01-01) at `at`. */
export const calendarInto = (inputs: Float64Array, at: number, day: number): void => {
  inputs[at + (((day % 7) + 7) % 7)] = 1
  const year = (2 * Math.PI * day) / DAYS_A_YEAR
  const month = (2 * Math.PI * (new Date(day * MILLISECONDS).getUTCDate() - 1)) / DAYS_A_MONTH
  inputs[at + 7] = Math.sin(year)
  inputs[at + 8] = Math.cos(year)
  inputs[at + 9] = Math.sin(month)
  inputs[at + 10] = Math.cos(month)
}

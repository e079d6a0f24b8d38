import { invalid } from '@suite/kernel'
import { dayNumber, shopDays } from './calendar-rules.ts'
import type { Holiday } from './holidays.ts'
import { legalSales } from './legal-sales.ts'

/** A yearly event and the rule for its date. */
export interface ShopDay {
  readonly name: string
  /** Epoch day of the event in a year. */
  readonly on: (year: number) => number
  readonly since?: number
  readonly lowerWindow?: number
  readonly upperWindow?: number
}

/**
 * The events that move cannabis sales, for every year from `fromYear` to `toYear` inclusive: 4/20 with two days either
 * side, Green Wednesday, 7/10, the federal and shopping holidays and, with a `state` that has adult-use sales, the
 * anniversary of their first day (from the year after; the opening itself is no anniversary). Give the years of the
 * history and of the forecast. Prior scales are left to the settings.
 * @param options.state USPS code, such as `CO`; a state without adult-use sales has no anniversary
 * @throws AppError `bad_calendar` for years that are not whole or run backwards
 */
export function cannabisCalendar(
  fromYear: number,
  toYear: number,
  options: { readonly state?: string } = {},
): Holiday[] {
  if (!Number.isInteger(fromYear) || !Number.isInteger(toYear) || toYear < fromYear)
    throw invalid('bad_calendar', `No calendar runs from ${fromYear} to ${toYear}. Give two years in order.`)
  const years = Array.from({ length: toYear - fromYear + 1 }, (_, i) => fromYear + i)
  const events = [...shopDays, ...anniversaries(options.state)]
  return events
    .map(({ name, on, since = -Infinity, lowerWindow = 0, upperWindow = 0 }): Holiday => ({
      name,
      days: years.filter((year) => year >= since).map(on),
      lowerWindow,
      upperWindow,
    }))
    .filter((holiday) => holiday.days.length > 0)
}

function anniversaries(state: string | undefined): ShopDay[] {
  const start = legalSales.find((entry) => entry.state === state?.toUpperCase())
  if (start === undefined) return []
  const { month, day } = start
  return [
    {
      name: `Legal sales anniversary (${start.state})`,
      on: (year) => dayNumber(year, month, day),
      since: start.year + 1,
    },
  ]
}

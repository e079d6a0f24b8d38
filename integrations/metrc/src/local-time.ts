import { DateTime } from 'luxon'
import { invalid, isTimeZone } from '@suite/kernel'

const WALL_CLOCK = "yyyy-MM-dd'T'HH:mm:ss.SSS"

const checked = (zone: string): string => {
  if (isTimeZone(zone)) return zone
  throw invalid('bad_time_zone', `"${zone}" is no time zone. Write it like America/Denver.`)
}

/**
 * An instant on the facility's wall clock, as Metrc wants sale and transport times: `2026-02-15T16:44:53.000`, never UTC.
 * In the hour that autumn repeats, two instants have the same wall clock.
 * @throws AppError `bad_time_zone`
 */
export const toLocalTime = (instant: Date, zone: string): string =>
  DateTime.fromJSDate(instant, { zone: checked(zone) }).toFormat(WALL_CLOCK)

/**
 * The instant of a wall-clock time of the facility. A time that autumn repeats is read as its first occurrence, one that
 * spring skips as the same distance after the change.
 * @throws AppError `bad_time_zone`, `bad_local_time`
 */
export const fromLocalTime = (local: string, zone: string): Date => {
  const read = DateTime.fromISO(local, { zone: checked(zone) })
  if (read.isValid) return new Date(Math.min(...read.getPossibleOffsets().map((each) => each.toMillis())))
  throw invalid('bad_local_time', `"${local}" is no time. Metrc writes it like 2026-02-15T16:44:53.000.`)
}

/** The facility's calendar day of an instant, for the dates of adjustments, moves and finishing. */
export const localDay = (instant: Date, zone: string): string => toLocalTime(instant, zone).slice(0, 10)

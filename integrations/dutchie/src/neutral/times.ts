import { DateTime } from 'luxon'
import { invalid, isTimeZone } from '@suite/kernel'

const OFFSET = /(Z|[+-]\d{2}:?\d{2})$/i

/** What times without an offset mean: not published for every field (unverified), so it is a setting. */
export type NaiveTimes = 'utc' | 'store'

/**
 * A time as sent (with its offset, or without one) as ISO 8601 in UTC.
 * @throws AppError `bad_time_zone`
 */
export const utcOf = (sent: string, naive: NaiveTimes, timeZone: string): string => {
  if (OFFSET.test(sent)) return new Date(Date.parse(sent)).toISOString()
  if (naive === 'utc')
    return new Date(Date.parse(`${sent.length === 10 ? `${sent}T00:00:00` : sent}Z`)).toISOString()
  if (!isTimeZone(timeZone))
    throw invalid('bad_time_zone', `"${timeZone}" is no time zone. Write it like America/Denver.`)
  return DateTime.fromISO(sent, { zone: timeZone }).toUTC().toJSDate().toISOString()
}

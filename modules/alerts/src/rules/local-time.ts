import { businessDay, type Day } from '@suite/kernel'

const clocks = new Map<string, Intl.DateTimeFormat>()

/** The calendar day and the minute of the day (0 to 1439) that the wall clock of a zone shows at an instant. */
export const localTime = (at: Date, timeZone: string): { readonly day: Day; readonly minute: number } => {
  const clock = clocks.get(timeZone) ?? new Intl.DateTimeFormat('en-US', { ...SHOWN, timeZone })
  clocks.set(timeZone, clock)
  const part = (type: 'hour' | 'minute'): number =>
    Number(clock.formatToParts(at).find((each) => each.type === type)?.value ?? 0)
  return { day: businessDay(at, timeZone, 0), minute: part('hour') * 60 + part('minute') }
}

const SHOWN = { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' } as const

/** True within the hours from `from` to before `to`, in minutes of the day; they may run past midnight. */
export const isWithin = (minute: number, from: number, to: number): boolean =>
  from <= to ? minute >= from && minute < to : minute >= from || minute < to

import { DateTime } from 'luxon'
import { invalid, isTimeZone } from '@suite/kernel'
import { LONGEST_WINDOW, OVERLAP, planWindows, type Window } from './windows.ts'

/**
 * How one list is polled. `window`: what changed in a span, walked forwards. `since`: what changed from an instant on, at first
 * everything. `day`: one store day after another, each once it is over. `whole`: everything there is. A list with
 * `dailyAt` is asked once a store day.
 */
export interface Poll {
  readonly stream: DutchieStream
  readonly mode: 'window' | 'since' | 'day' | 'whole'
  readonly everyMs: number
  /** Minutes after local midnight from which the day's pull is due; null: whenever `everyMs` has passed. */
  readonly dailyAt: number | null
  /** How far a pull reaches back over what is held. */
  readonly overlapMs: number
  readonly longestWindowMs: number
  /** How much history the first pull of windows and days takes. */
  readonly backfillMs: number
}

export type DutchieStream =
  | 'transactions'
  | 'inventory'
  | 'products'
  | 'customers'
  | 'vendors'
  | 'purchaseOrders'
  | 'received'
  | 'rooms'
  | 'employees'
  | 'discounts'
  | 'units'
  | 'snapshot'
  | 'loyalty'
  | 'recon'
  | 'closing'

const MINUTE = 60_000
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR
/** After the vendor's nightly work and before a shop opens. */
const EARLY = 5 * 60

const poll = (
  stream: DutchieStream,
  mode: Poll['mode'],
  everyMs: number,
  other: Partial<Poll> = {},
): Poll => ({
  stream,
  mode,
  everyMs,
  dailyAt: null,
  overlapMs: mode === 'whole' ? 0 : OVERLAP,
  longestWindowMs: LONGEST_WINDOW,
  backfillMs: 31 * DAY,
  ...other,
})

const daily = (stream: DutchieStream, minutesLater: number): Poll =>
  poll(stream, 'whole', DAY, { dailyAt: EARLY + minutesLater })

/**
 * The plan: sales every three minutes, stock every five, catalogue and customers by the quarter and half hour, the rest once
 * a day. Far below every limit. Data is one to five minutes late by the vendor's own word, so asking more often gains
 * nothing. Products may take an hour to appear (second hand), so they reach back further. In the order in which a new
 * connection must be filled.
 */
export const POLLING_PLAN: readonly Poll[] = [
  poll('units', 'whole', DAY, { dailyAt: EARLY }),
  daily('rooms', 1),
  daily('vendors', 2),
  poll('products', 'since', 15 * MINUTE, { overlapMs: 70 * MINUTE }),
  poll('customers', 'since', 30 * MINUTE),
  poll('transactions', 'window', 3 * MINUTE, { backfillMs: 2 * 365 * DAY }),
  poll('inventory', 'whole', 5 * MINUTE),
  poll('purchaseOrders', 'window', 30 * MINUTE, { longestWindowMs: 60 * DAY, backfillMs: 180 * DAY }),
  poll('received', 'window', 30 * MINUTE, { longestWindowMs: 30 * DAY, backfillMs: 180 * DAY }),
  daily('employees', 3),
  daily('discounts', 4),
  daily('loyalty', 60),
  daily('snapshot', 10),
  daily('recon', 15),
  poll('closing', 'day', DAY, { dailyAt: EARLY, overlapMs: 0 }),
]

/** How far a stream is held. */
export interface StreamStanding {
  /** End of what is covered; null before the first pull. */
  readonly coveredUntil: Date | null
  /** When it was last asked with success. */
  readonly pulledAt: Date | null
}

/** A pull that is due. No windows: ask for everything there is. Of `since` only the start matters. */
export interface DuePull {
  readonly stream: DutchieStream
  readonly mode: Poll['mode']
  readonly windows: readonly Window[]
  /** Since when it waits. */
  readonly dueSince: Date
}

/**
 * What is due now and for which windows, in the plan's order. Pure: keep the end of the last window as `coveredUntil` once it
 * was applied, and ask again.
 * @throws AppError `bad_time_zone`; `bad_span` when the clock went back behind what is covered
 */
export const dueNow = (
  plan: readonly Poll[],
  standings: ReadonlyMap<DutchieStream, StreamStanding>,
  now: Date,
  timeZone: string,
): DuePull[] => {
  if (!isTimeZone(timeZone))
    throw invalid('bad_time_zone', `"${timeZone}" is no time zone. Write it like America/Denver.`)
  return plan.flatMap((each): DuePull[] => {
    const standing = standings.get(each.stream) ?? { coveredUntil: null, pulledAt: null }
    const dueSince = dueAt(each, standing, now, timeZone)
    if (dueSince > now) return []
    return [
      { stream: each.stream, mode: each.mode, windows: windowsOf(each, standing, now, timeZone), dueSince },
    ]
  })
}

/** When a stream is due next: in the past when it waits. A stream never pulled is due at once. */
export const dueAt = (each: Poll, standing: StreamStanding, now: Date, timeZone: string): Date => {
  if (standing.pulledAt === null) return now
  if (each.dailyAt === null) return new Date(standing.pulledAt.getTime() + each.everyMs)
  const pulled = DateTime.fromJSDate(standing.pulledAt, { zone: timeZone })
  // the wall clock's hour, on days of 23 and 25 hours too
  const hour = { hour: Math.floor(each.dailyAt / 60), minute: each.dailyAt % 60, second: 0, millisecond: 0 }
  const sameDay = pulled.set(hour)
  return (sameDay.toMillis() > pulled.toMillis() ? sameDay : pulled.plus({ days: 1 }).set(hour)).toJSDate()
}

const windowsOf = (each: Poll, standing: StreamStanding, now: Date, timeZone: string): Window[] => {
  const { coveredUntil } = standing
  if (each.mode === 'whole') return []
  if (each.mode === 'since')
    return coveredUntil === null
      ? []
      : [{ from: new Date(coveredUntil.getTime() - each.overlapMs), until: now }]
  const from = coveredUntil ?? new Date(now.getTime() - each.backfillMs)
  if (each.mode === 'day') return daysOf(from, now, timeZone)
  return planWindows({
    from,
    until: now,
    overlapMs: coveredUntil === null ? 0 : each.overlapMs,
    longestMs: each.longestWindowMs,
  })
}

/** The store's days that are over, from the one that holds `from`. */
const daysOf = (from: Date, now: Date, timeZone: string): Window[] => {
  const today = DateTime.fromJSDate(now, { zone: timeZone }).startOf('day').toMillis()
  const days: Window[] = []
  let day = DateTime.fromJSDate(from, { zone: timeZone }).startOf('day')
  while (day.toMillis() < today) {
    const next = day.plus({ days: 1 }).startOf('day')
    days.push({ from: day.toJSDate(), until: next.toJSDate() })
    day = next
  }
  return days
}

import type { Day } from '@suite/kernel'
import { isWithin, localTime } from './local-time.ts'

/** 1 info, 2 warning, 3 critical. */
export type Rank = 1 | 2 | 3
export const CRITICAL: Rank = 3

/** How a person wants to hear of alerts. */
export interface DeliveryWish {
  readonly how: 'at_once' | 'digest' | 'none'
  /** Null for all. */
  readonly kinds: readonly string[] | null
  readonly minSeverity: Rank
  readonly timeZone: string
  /** Local hour of the digest, 0 to 23. */
  readonly digestHour: number
  /** With a digest: critical alerts do not wait for it. */
  readonly criticalAtOnce: boolean
  /** Minutes of the local day; null for none. */
  readonly quiet: { readonly from: number; readonly to: number } | null
  readonly criticalBreaksQuiet: boolean
  /** When the wish was made: today's digest is not made up for one made later. */
  readonly since: Date
}

/** An open alert, as far as telling of it goes. */
export interface Tellable {
  readonly id: string
  readonly kind: string
  readonly severity: Rank
  readonly dollarsMinor: number
}

/** What a person was told before. */
export interface Told {
  /** Highest severity told, by alert. */
  readonly severities: ReadonlyMap<string, number>
  readonly lastDigestDay: Day | null
}

/** Mail to be written now. */
export interface Delivery<T extends Tellable> {
  /** One mail with all of them; empty for none. */
  readonly atOnce: readonly T[]
  readonly digest: { readonly day: Day; readonly alerts: readonly T[] } | null
}

/**
 * What to tell a person now: each alert once for each severity it reaches, nothing in quiet hours unless it is critical and
 * the person allows that (it waits, and is told when they end), one digest a local day from its hour on, as soon as there is
 * something in it; within quiet hours only if its hour was chosen within them. Most urgent first, then most dollars.
 */
export const planDelivery = <T extends Tellable>(
  wish: DeliveryWish,
  told: Told,
  open: readonly T[],
  now: Date,
): Delivery<T> => {
  const nothing = { atOnce: [], digest: null }
  if (wish.how === 'none') return nothing
  const wanted = open.filter((alert) => isWanted(alert, wish)).sort(byUrgency)
  const local = localTime(now, wish.timeZone)
  const quiet = isQuiet(wish, local.minute)
  const digestWaits = quiet && !isQuiet(wish, wish.digestHour * 60)
  if (wish.how === 'digest' && wanted.length > 0 && !digestWaits && isDigestDue(wish, told, local))
    return { atOnce: [], digest: { day: local.day, alerts: wanted } }
  const atOnce = wanted.filter(
    (alert) =>
      alert.severity > (told.severities.get(alert.id) ?? 0) &&
      (wish.how === 'at_once' || (alert.severity === CRITICAL && wish.criticalAtOnce)) &&
      (!quiet || (alert.severity === CRITICAL && wish.criticalBreaksQuiet)),
  )
  return { atOnce, digest: null }
}

const isWanted = (alert: Tellable, { minSeverity, kinds }: DeliveryWish): boolean =>
  alert.severity >= minSeverity && (kinds === null || kinds.includes(alert.kind))

const isQuiet = ({ quiet }: DeliveryWish, minute: number): boolean =>
  quiet !== null && isWithin(minute, quiet.from, quiet.to)

const isDigestDue = (
  wish: DeliveryWish,
  { lastDigestDay }: Told,
  local: { readonly day: Day; readonly minute: number },
): boolean => {
  const hour = wish.digestHour * 60
  if (local.minute < hour || (lastDigestDay !== null && lastDigestDay >= local.day)) return false
  const made = localTime(wish.since, wish.timeZone)
  return made.day < local.day || (made.day === local.day && made.minute < hour)
}

/** Most urgent first, then most dollars, then in a fixed order. */
export const byUrgency = (a: Tellable, b: Tellable): number =>
  b.severity - a.severity || b.dollarsMinor - a.dollarsMinor || (a.id < b.id ? -1 : a.id > b.id ? 1 : 0)

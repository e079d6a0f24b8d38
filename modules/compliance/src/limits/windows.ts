import { addDays, businessDay } from '@suite/kernel'
import type { LimitWindow } from '../state-rules/limit-shape.ts'

const DAY_MS = 86_400_000

/** How the shop reads windows that states leave open. */
export interface WindowReading {
  readonly now: Date
  readonly timeZone: string
  /** Minutes after midnight at which a day begins: 0, or the store's cut-off where its own day is used. */
  readonly dayStartsAtMinutes: number
  /** `day`: receipts of one day count as one transaction. `alone`: each stands alone, unless the rule itself joins them. */
  readonly splitTickets: 'day' | 'alone'
}

/**
 * Whether something bought at an instant counts within a window that ends now. A rolling window takes in both its hours
 * and its days, whichever is longer, and what a fast clock dated ahead of now.
 */
export const isInWindow = (window: LimitWindow, purchasedAt: Date, reading: WindowReading): boolean => {
  const dayOf = (at: Date): string => businessDay(at, reading.timeZone, reading.dayStartsAtMinutes)
  const [then, today] = [dayOf(purchasedAt), dayOf(reading.now)]
  switch (window.kind) {
    case 'transaction':
      return (window.splits === 'day' || reading.splitTickets === 'day') && then >= today
    case 'day':
      return then >= today
    case 'rolling_days':
      return (
        then > addDays(today, -window.days) ||
        purchasedAt.getTime() > reading.now.getTime() - window.days * DAY_MS
      )
    case 'month':
      return then.slice(0, 7) >= today.slice(0, 7)
  }
}

/** A window in words. */
export const windowWords = (window: LimitWindow): string => {
  switch (window.kind) {
    case 'transaction':
      return 'per transaction'
    case 'day':
      return 'per day'
    case 'rolling_days':
      return `in ${window.days} days`
    case 'month':
      return 'per month'
  }
}

import { addDays, Decimal, type Day } from '@suite/kernel'

/**
 * Movements of one product on one business day between two counts. `epoch` counts the counts (and, before any, the first
 * receipt) up to there; `counted` is what the count that opened the epoch found, when it did so on this day.
 */
export interface DayStretch {
  readonly day: Day
  readonly epoch: number
  readonly counted: string | null
  readonly change: string
  readonly sold: string
  readonly received: string
}

/** One day of a product's stock. `onHand` is at the close of business, null while nothing proves it. */
export interface StockDay {
  readonly day: Day
  readonly onHand: string | null
  readonly sold: string
  readonly received: string
  /** On hand was known to be nothing from opening to close. */
  readonly empty: boolean
}

const ZERO = new Decimal(0)

/**
 * Every day from `from` to `to`: the ledger is walked forward from the first count or receipt; what lies before stays
 * unknown, since goods that came in unrecorded cannot be told. Stretches must be in order and begin with the ledger.
 */
export const walkDays = (stretches: readonly DayStretch[], from: Day, to: Day): StockDay[] => {
  const days: StockDay[] = []
  let onHand: Decimal | null = null
  let next = 0
  for (let day = firstDay(stretches, from); day <= to; day = addDays(day, 1)) {
    const opened = onHand
    let [sold, received, stirred] = [ZERO, ZERO, false]
    for (
      let stretch = stretches[next];
      stretch !== undefined && stretch.day === day;
      stretch = stretches[++next]
    ) {
      if (stretch.counted !== null) onHand = new Decimal(stretch.counted)
      if (stretch.epoch > 0) onHand = (onHand ?? ZERO).plus(stretch.change)
      sold = sold.plus(stretch.sold)
      received = received.plus(stretch.received)
      stirred ||= onHand !== null && onHand.greaterThan(0)
    }
    const empty = opened?.lessThanOrEqualTo(0) === true && !stirred && sold.isZero() && received.isZero()
    if (day >= from)
      days.push({
        day,
        onHand: onHand?.toFixed() ?? null,
        sold: sold.toFixed(),
        received: received.toFixed(),
        empty,
      })
  }
  return days
}

const firstDay = (stretches: readonly DayStretch[], from: Day): Day => {
  const first = stretches[0]?.day
  return first !== undefined && first < from ? first : from
}

/** The stock of one product at the close of a day on which it moved. */
export interface DayBalance {
  /** Days since 1970-01-01. */
  readonly day: number
  /** On hand after the day's last movement. */
  readonly close: number
  /** Most on hand after any of the day's movements. */
  readonly high: number
}

/**
 * Days on which nothing was on hand from opening to closing: yesterday closed at zero (or below) and no movement of the
 * day lifted it. The first known day is never counted, as its opening is unknown.
 * @param balances ascending; only days with movements, from the first day the stock was known
 * @param through last day to judge
 */
export const soldOutDays = (balances: readonly DayBalance[], through: number): Set<number> => {
  const days = new Set<number>()
  balances.forEach(({ day, close }, i) => {
    const next = balances[i + 1]
    if (close > 0) return
    for (let empty = day + 1; empty <= through && empty < (next?.day ?? Infinity); empty++) days.add(empty)
    if (next && next.high <= 0 && next.day <= through) days.add(next.day)
  })
  return days
}

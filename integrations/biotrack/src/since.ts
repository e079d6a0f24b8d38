/** Where to begin in a list that is numbered by transaction but wanted by time. */
export interface Numbering {
  /** The highest transaction, 0 when there is none; null where it cannot be told. */
  readonly highest: () => Promise<number | null>
  /** When the first row from a transaction on was written; null when there is none or it tells no time. */
  readonly firstAt: (transaction: number) => Promise<Date | null>
}

const FIRST_REACH = 1000

/**
 * A transaction before which every row is older than an instant: looks back from the highest, each time twice as far, until
 * a row is old enough. So at most about twice the rows that are wanted are read afterwards. Leans on transactions being
 * numbered in the order of their time; leave room for those that show up late. 1, all rows, where nothing can be told.
 * @throws what the look-ups throw
 */
export const transactionAt = async (numbering: Numbering, instant: Date): Promise<number> => {
  const highest = await numbering.highest()
  if (highest === null) return 1
  for (let reach = FIRST_REACH; reach < highest; reach *= 2) {
    const start = highest - reach
    const first = await numbering.firstAt(start)
    if (first !== null && first < instant) return start
  }
  return 1
}

const CLOSE = 100

/**
 * The highest of some numbers, to within a hundred, of which only is known what those from one on add up to. A sum is never
 * less than the highest, and less than twice the place it is of only for one number alone.
 * @returns at least the highest; 0 when there are none; null when sums are not told
 */
export const highestBySums = async (
  sumFrom: (start: number) => Promise<number | null>,
): Promise<number | null> => {
  let low = 1
  let sum = await sumFrom(low)
  if (sum === null || sum === 0) return sum
  let high = sum
  while (high - low > CLOSE && sum >= 2 * low) {
    const middle = high > 4 * low ? Math.ceil(Math.sqrt(low * high)) : Math.ceil((low + high) / 2)
    const found = await sumFrom(middle)
    if (found === null) return null
    if (found === 0) high = middle - 1
    else {
      low = middle
      sum = found
      high = Math.min(high, found)
    }
  }
  return high
}

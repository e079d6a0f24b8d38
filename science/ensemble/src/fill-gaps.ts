const WEEK = 7
/** Same weekdays looked at on either side of a missing day. */
const REACH = 5

/**
 * Missing days (NaN) replaced by the mean of the known same weekdays up to five weeks before and after, or of all known
 * days where there are none; zero when nothing is known.
 */
export const fillGaps = (values: Float64Array): Float64Array => {
  const overall = meanOf(values)
  return values.map((value, i) => {
    if (!Number.isNaN(value)) return value
    const near: number[] = []
    for (let k = -REACH; k <= REACH; k++) near.push(values[i + k * WEEK] ?? Number.NaN)
    const local = meanOf(near)
    return Number.isNaN(local) ? overall || 0 : local
  })
}

/** Mean of the known values; NaN when there is none. */
const meanOf = (values: ArrayLike<number>): number => {
  let sum = 0
  let known = 0
  for (let i = 0; i < values.length; i++) {
    if (Number.isNaN(values[i]!)) continue
    sum += values[i]!
    known++
  }
  return sum / known
}

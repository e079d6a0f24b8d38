/**
 * The `share` quantile of `values` with linear interpolation between order statistics (R type 7, NumPy's default), by
 * selection in expected linear time. Reorders `values`.
 */
export function quantile(values: Float64Array, share: number): number {
  const place = share * (values.length - 1)
  const rank = Math.floor(place)
  const below = select(values, rank)
  if (rank === place) return below
  // After selection everything right of `rank` is at least as large: its smallest is the next order statistic.
  let above = Infinity
  for (let i = rank + 1; i < values.length; i++) if (values[i]! < above) above = values[i]!
  return below + (place - rank) * (above - below)
}

/** Hoare's selection, pivot by median of three: afterwards `values[rank]` is the one a sort would put there. */
function select(values: Float64Array, rank: number): number {
  let left = 0
  let right = values.length - 1
  while (left < right) {
    const pivot = medianOfThree(values[left]!, values[(left + right) >> 1]!, values[right]!)
    let i = left
    let j = right
    while (i <= j) {
      while (values[i]! < pivot) i++
      while (values[j]! > pivot) j--
      if (i > j) break
      const held = values[i]!
      values[i++] = values[j]!
      values[j--] = held
    }
    if (rank <= j) right = j
    else if (rank >= i) left = i
    else break
  }
  return values[rank]!
}

const medianOfThree = (a: number, b: number, c: number): number =>
  Math.max(Math.min(a, b), Math.min(Math.max(a, b), c))

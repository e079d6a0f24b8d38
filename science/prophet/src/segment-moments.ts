/**
 * Up to the start of each trend segment, the sums Σ x·z, Σ t·x·z and Σ t²·x·z over every pair of Fourier columns. While
 * the trend keeps its slope it is linear in t, and a difference of two such sums covers the stretch: that turns the
 * Gauss–Newton block of the seasonalities from O(days × columns²) into O(bends of the trend × columns²), for every
 * series on the calendar.
 *
 * Layout: segment start (one more than segments), then power of t (0, 1, 2), then the packed lower triangle of pairs.
 */
export function segmentMoments(
  fourier: Float64Array,
  count: number,
  time: Float64Array,
  segments: Int32Array,
): Float64Array {
  const block = 3 * pairCount(count)
  const moments = new Float64Array(segments.length * block)
  for (let j = 0; j + 1 < segments.length; j++) {
    const target = moments.subarray((j + 1) * block, (j + 2) * block)
    addSegment(fourier, count, time, segments[j]!, segments[j + 1]!, target)
    for (let q = 0; q < block; q++) target[q]! += moments[j * block + q]!
  }
  return moments
}

/** The sums over days `from` to `to` alone. */
function addSegment(
  fourier: Float64Array,
  count: number,
  time: Float64Array,
  from: number,
  to: number,
  target: Float64Array,
): void {
  const pairs = pairCount(count)
  const length = time.length
  const timed = new Float64Array(to - from)
  const squared = new Float64Array(to - from)
  for (let x = 0; x < count; x++) {
    const column = x * length
    for (let i = from; i < to; i++) {
      timed[i - from] = fourier[column + i]! * time[i]!
      squared[i - from] = timed[i - from]! * time[i]!
    }
    for (let z = 0; z <= x; z++) {
      let sum0 = 0
      let sum1 = 0
      let sum2 = 0
      for (let i = from; i < to; i++) {
        const value = fourier[z * length + i]!
        sum0 += value * fourier[column + i]!
        sum1 += value * timed[i - from]!
        sum2 += value * squared[i - from]!
      }
      const at = pairIndex(x, z)
      target[at] = sum0
      target[at + pairs] = sum1
      target[at + 2 * pairs] = sum2
    }
  }
}

/** Pairs in the lower triangle, diagonal included. */
export const pairCount = (count: number): number => (count * (count + 1)) / 2

/** Place of the pair (x, z ≤ x) in a packed lower triangle. */
export const pairIndex = (x: number, z: number): number => (x * (x + 1)) / 2 + z

/** Level, trend a step and one additive value per place of the season, before the first observation. */
export interface State {
  readonly level: number
  readonly trend: number
  readonly season: readonly number[]
}

/** Steps the first level and trend are drawn through. */
const FIRST = 10

/**
 * Where smoothing begins (Hyndman et al., 2008, 2.6.1): the season from the classical decomposition of the first periods, the
 * level and trend from a line through the first values without it.
 */
export const startingState = (values: Float64Array, period: number, hasTrend: boolean): State => {
  const season = period > 1 ? classicalSeason(values, period) : [0]
  const first = Math.min(values.length, Math.max(FIRST, 2 * period))
  const level = Float64Array.from({ length: first }, (_, i) => values[i]! - season[i % period]!)
  if (!hasTrend || first < 2) return { level: mean(level), trend: 0, season }
  const middle = (first + 1) / 2
  let over = 0
  let squares = 0
  level.forEach((value, i) => {
    over += (i + 1 - middle) * value
    squares += (i + 1 - middle) ** 2
  })
  const trend = over / squares
  return { level: mean(level) - trend * middle, trend, season }
}

/** Mean deviation of each place of the season from the centred moving average, summing to zero. */
export const classicalSeason = (values: Float64Array, period: number): number[] => {
  const sums = Array.from({ length: period }, () => 0)
  const counts = Array.from({ length: period }, () => 0)
  const half = Math.floor(period / 2)
  for (let i = half; i + half < values.length; i++) {
    let total = 0
    for (let k = -half; k <= half; k++) {
      const edge = period % 2 === 0 && (k === -half || k === half) ? 0.5 : 1
      total += edge * values[i + k]!
    }
    sums[i % period]! += values[i]! - total / period
    counts[i % period]! += 1
  }
  const raw = sums.map((sum, place) => (counts[place] === 0 ? 0 : sum / counts[place]!))
  const centre = raw.reduce((sum, value) => sum + value, 0) / period
  return raw.map((value) => value - centre)
}

const mean = (values: Float64Array): number => values.reduce((sum, value) => sum + value, 0) / values.length

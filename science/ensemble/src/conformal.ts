/** Forecast and outcome of one rolling origin, day by day; NaN in `actual` where the day is unknown. */
export interface Path {
  readonly forecast: Float64Array
  readonly actual: Float64Array
}

/** Bounds of an interval, day by day. */
export interface Bounds {
  readonly lower: Float64Array
  readonly upper: Float64Array
}

/** Fewest residuals that can bear a tenth and a ninetieth percentile. */
const FEWEST = 10
/** Share of the mean below which a forecast no longer narrows its interval. */
const FLOOR = 0.1

/** Scaled residuals of a backtest, ascending, ready to turn forecasts into intervals. */
export interface Residuals {
  readonly sorted: Float64Array
  readonly level: number
}

/**
 * Residuals divided by √forecast (variance grows with the mean, as counts do), pooled over origins and steps; forecasts
 * below a tenth of the average are scaled as that tenth. Undefined with fewer than ten.
 */
export const residualsOf = (paths: readonly Path[]): Residuals | undefined => {
  const level = averageForecast(paths)
  const scaled: number[] = []
  for (const { forecast, actual } of paths)
    for (let h = 0; h < forecast.length; h++)
      if (!Number.isNaN(actual[h]!)) scaled.push((actual[h]! - forecast[h]!) / scaleOf(forecast[h]!, level))
  return scaled.length < FEWEST ? undefined : { sorted: Float64Array.from(scaled).sort(), level }
}

/**
 * Split-conformal interval: forecast plus the scaled residual quantiles at ranks ⌊(n + 1)·tail⌋ and ⌈(n + 1)·(1 − tail)⌉,
 * never below zero (Vovk et al.; Lei et al., JASA 113, 2018).
 * @param width share of outcomes inside, 0.8 by default
 */
export const conformalBounds = (forecast: Float64Array, residuals: Residuals, width = 0.8): Bounds => {
  const { sorted, level } = residuals
  const n = sorted.length
  const tail = (1 - width) / 2
  const low = sorted[Math.max(1, Math.floor((n + 1) * tail)) - 1]!
  const high = sorted[Math.min(n, Math.ceil((n + 1) * (1 - tail))) - 1]!
  return {
    lower: forecast.map((y) => Math.max(0, Math.min(y, y + low * scaleOf(y, level)))),
    upper: forecast.map((y) => Math.max(0, y, y + high * scaleOf(y, level))),
  }
}

/**
 * Conformal bounds for each path from the residuals of the other paths only, so that their coverage is an honest
 * estimate. Undefined when the others are too few.
 */
export const crossConformalBounds = (paths: readonly Path[], width = 0.8): (Bounds | undefined)[] =>
  paths.map(({ forecast }, i) => {
    const residuals = residualsOf(paths.filter((_, j) => j !== i))
    return residuals && conformalBounds(forecast, residuals, width)
  })

const scaleOf = (forecast: number, level: number): number =>
  Math.sqrt(Math.max(forecast, FLOOR * level, 1e-6))

const averageForecast = (paths: readonly Path[]): number => {
  let sum = 0
  let days = 0
  for (const { forecast } of paths) {
    sum += forecast.reduce((a, b) => a + Math.max(0, b), 0)
    days += forecast.length
  }
  return days === 0 ? 0 : sum / days
}

import type { Bounds, Path } from './conformal.ts'

/** How well a model did over all days of all origins. Ratios, not per cent; null where the figure is undefined. */
export interface Accuracy {
  /** Known days the figures rest on. */
  readonly days: number
  /** Σ|forecast − sold| ÷ Σ sold; null when nothing sold. */
  readonly wape: number | null
  /** Mean |forecast − sold| ÷ sold over days with a sale only (undefined on the others); null when there is none. */
  readonly mape: number | null
  /** Days with a sale, which `mape` averages over. */
  readonly mapeDays: number
  /** Mean absolute error ÷ that of last-week-repeated inside the history (Hyndman & Koehler 2006); below 1 beats it. */
  readonly mase: number | null
  /** Σ(forecast − sold) ÷ Σ sold: above zero forecasts too much. */
  readonly bias: number | null
  /** WAPE of the sums over whole horizons: what an order depends on. */
  readonly horizonWape: number | null
}

/** Accuracy of day-by-day forecasts. @param naiveError mean absolute seasonal-naive error in the history, for MASE */
export const accuracyOf = (paths: readonly Path[], naiveError: number): Accuracy => {
  const total = { days: 0, sold: 0, absolute: 0, signed: 0, relative: 0, sales: 0, sumError: 0, sumSold: 0 }
  for (const { forecast, actual } of paths) {
    let pathError = 0
    for (let h = 0; h < forecast.length; h++) {
      const sold = actual[h]!
      if (Number.isNaN(sold)) continue
      const error = forecast[h]! - sold
      pathError += error
      total.days++
      total.sold += sold
      total.absolute += Math.abs(error)
      if (sold <= 0) continue
      total.sales++
      total.relative += Math.abs(error) / sold
    }
    total.signed += pathError
    total.sumError += Math.abs(pathError)
  }
  const overSold = (amount: number): number | null => (total.sold > 0 ? amount / total.sold : null)
  return {
    days: total.days,
    wape: overSold(total.absolute),
    mape: total.sales > 0 ? total.relative / total.sales : null,
    mapeDays: total.sales,
    mase: naiveError > 0 && total.days > 0 ? total.absolute / total.days / naiveError : null,
    bias: overSold(total.signed),
    horizonWape: overSold(total.sumError),
  }
}

/** Mean absolute difference from the same weekday a week before, for scaling MASE; 0 when no pair is known. */
export const seasonalNaiveError = (values: Float64Array, season = 7): number => {
  let sum = 0
  let pairs = 0
  for (let i = season; i < values.length; i++) {
    const difference = Math.abs(values[i]! - values[i - season]!)
    if (Number.isNaN(difference)) continue
    sum += difference
    pairs++
  }
  return pairs === 0 ? 0 : sum / pairs
}

/** How well an interval did. */
export interface IntervalAccuracy {
  /** Share of known days inside the bounds; null when there were none. */
  readonly coverage: number | null
  /** Mean pinball loss, in units, of the lower bound as 10 %, the forecast as 50 % and the upper bound as 90 % quantile. */
  readonly pinball: { readonly q10: number; readonly q50: number; readonly q90: number } | null
}

/** Coverage and pinball loss of an 80 % interval over all paths that have bounds. */
export const intervalAccuracyOf = (
  paths: readonly Path[],
  bounds: readonly (Bounds | undefined)[],
): IntervalAccuracy => {
  let days = 0
  let inside = 0
  const loss = { q10: 0, q50: 0, q90: 0 }
  paths.forEach(({ forecast, actual }, i) => {
    const bound = bounds[i]
    if (!bound) return
    for (let h = 0; h < forecast.length; h++) {
      const sold = actual[h]!
      if (Number.isNaN(sold)) continue
      days++
      if (sold >= bound.lower[h]! - 1e-9 && sold <= bound.upper[h]! + 1e-9) inside++
      loss.q10 += pinball(sold, bound.lower[h]!, 0.1)
      loss.q50 += pinball(sold, forecast[h]!, 0.5)
      loss.q90 += pinball(sold, bound.upper[h]!, 0.9)
    }
  })
  if (days === 0) return { coverage: null, pinball: null }
  return {
    coverage: inside / days,
    pinball: { q10: loss.q10 / days, q50: loss.q50 / days, q90: loss.q90 / days },
  }
}

const pinball = (sold: number, quantile: number, level: number): number =>
  sold >= quantile ? level * (sold - quantile) : (1 - level) * (quantile - sold)

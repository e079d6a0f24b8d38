/**
 * Units sold per day of one product at one place. `firstDay` counts days since 1970-01-01; `values[i]` belongs to day
 * `firstDay + i`. NaN means the day is unknown. `inStock[i] = 0` says the product could not be bought that day.
 */
export interface DailySeries {
  readonly firstDay: number
  readonly values: Float64Array
  readonly inStock?: Uint8Array
}

/**
 * Average units a day over the days the product could be bought (7 units over 2 in-stock days is 3.5 a day, however
 * many empty days lie between). 0 when no day is known.
 */
export const inStockRate = (series: DailySeries): number => {
  let units = 0
  let days = 0
  for (let i = 0; i < series.values.length; i++) {
    const value = series.values[i]!
    if (series.inStock?.[i] === 0 || Number.isNaN(value)) continue
    units += value
    days++
  }
  return days === 0 ? 0 : units / days
}

/**
 * The values with stock-out days as NaN (missing), never zero: what was sold while the shelf was empty says nothing of
 * demand. One exception: a stock-out day that still sold more than the in-stock average is kept, because demand was at
 * least that much (a lower bound above the expectation is information; one below it is not).
 */
export const censored = (series: DailySeries): Float64Array => {
  const { inStock } = series
  if (!inStock) return series.values
  const rate = inStockRate(series)
  return series.values.map((value, i) => (inStock[i] === 0 && !(value > rate) ? Number.NaN : value))
}

/** Index of the first day with a sale, or the length when there is none: before it the product was not yet sold. */
export const firstSale = (values: Float64Array): number => {
  const index = values.findIndex((value) => value > 0)
  return index < 0 ? values.length : index
}

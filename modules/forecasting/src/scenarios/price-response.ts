/** What a product sold on one day, and what a unit brought. */
export interface PricedDay {
  readonly productId: string
  /** Days since 1970-01-01. */
  readonly day: number
  readonly units: number
  readonly price: number
}

/** How demand answers to price: units change by factor (price ÷ price before) ^ elasticity. */
export interface PriceResponse {
  readonly elasticity: number
  /** Days below the usual price it was measured on; zero: assumed. */
  readonly days: number
}

/**
 * Assumed where the shop's own sales tell nothing: the one published figure of a legal market, British Columbia's wholesale.
 * Unsure for any one product; replies say so.
 */
export const ASSUMED_ELASTICITY = -1.4
/** Days compared with a day: the same weekday, at most so many days away. */
const NEAR_DAYS = 28
/** A price this far below the usual one counts as a cut. */
const CUT = 0.04
const LEAST_CUT_DAYS = 12
/** A response measured closer to nothing than so many of its errors is not used. */
const LEAST_ERRORS = 3
const STEEPEST = -5

/**
 * Measures price response from days on which a product sold below its usual price: units and price of each day against the
 * same weekdays near it, in logarithms, fitted by a line through nothing. Days without a sale have no price and are left
 * out, which makes slow products look less responsive than they are. Null where too few cuts or too much noise say nothing.
 */
export const priceResponse = (days: readonly PricedDay[]): PriceResponse | null => {
  const pairs = [...Map.groupBy(days, ({ productId }) => productId).values()].flatMap(comparisons)
  const cuts = pairs.filter(({ price }) => price < -CUT).length
  if (cuts < LEAST_CUT_DAYS) return null
  const spread = pairs.reduce((sum, { price }) => sum + price ** 2, 0)
  const elasticity = pairs.reduce((sum, { price, units }) => sum + price * units, 0) / spread
  const noise =
    pairs.reduce((sum, { price, units }) => sum + (units - elasticity * price) ** 2, 0) / (pairs.length - 1)
  if (elasticity >= 0 || -elasticity < LEAST_ERRORS * Math.sqrt(noise / spread)) return null
  return { elasticity: Math.max(STEEPEST, elasticity), days: cuts }
}

/** Logarithms of units and price of each day against the middle of the same weekdays near it. */
const comparisons = (days: readonly PricedDay[]): { units: number; price: number }[] => {
  const sold = days.filter(({ units, price }) => units > 0 && price > 0)
  const byWeekday = Map.groupBy(sold, ({ day }) => day % 7)
  return sold.flatMap((one) => {
    const near = byWeekday
      .get(one.day % 7)!
      .filter(({ day }) => day !== one.day && Math.abs(day - one.day) <= NEAR_DAYS)
    const usual = near.filter(({ price }) => price >= (1 - CUT) * medianOf(near.map((other) => other.price)))
    if (usual.length < 3) return []
    return {
      units: Math.log(one.units / medianOf(usual.map(({ units }) => units))),
      price: Math.log(one.price / medianOf(usual.map(({ price }) => price))),
    }
  })
}

const medianOf = (values: readonly number[]): number => {
  const sorted = values.toSorted((a, b) => a - b)
  return (sorted[(sorted.length - 1) >> 1]! + sorted[sorted.length >> 1]!) / 2
}

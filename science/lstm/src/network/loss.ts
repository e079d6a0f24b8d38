/** Shares of outcomes below each quantile the network forecasts, ascending. Output 0 is the mean, 1 … the quantiles. */
export const LEVELS = [0.1, 0.25, 0.5, 0.75, 0.9] as const
export const OUTPUTS = 1 + LEVELS.length

/** Errors smaller than this share of a product's scale count quadratically, which gives the loss a slope everywhere. */
const SOFT = 0.05
/** A mean smaller than this is taken to be this, where the loss divides by it. */
const LEAST_MEAN = 1e-3

export const softplus = (x: number): number => Math.max(x, 0) + Math.log1p(Math.exp(-Math.abs(x)))
const slopeOfSoftplus = (x: number): number => 1 / (1 + Math.exp(-x))

/**
 * What the raw outputs of one day say, in shares of the scale: the mean, then quantiles, each of which adds a positive
 * amount to the one before, so that they never cross and nothing is below zero.
 */
export const readOutputs = (outputs: Float64Array, at: number, into: Float64Array): void => {
  into[0] = softplus(outputs[at]!)
  let quantile = 0
  for (let q = 1; q < OUTPUTS; q++) {
    quantile += softplus(outputs[at + q]!)
    into[q] = orNothing(quantile)
  }
}

/**
 * A softplus never reaches zero, where many days of slow products lie: up to the soft zone of the loss, which cannot tell,
 * a quantile is none at all; well above it hardly moves. The order is kept.
 */
const orNothing = (quantile: number): number => (quantile > SOFT ? quantile - (SOFT * SOFT) / quantile : 0)

/**
 * Loss of one day and, added to `gradient`, its derivatives by the raw outputs, both times `weight`: quantiles by pinball
 * loss (Koenker & Bassett, Econometrica 46, 1978; for networks Wen et al., 2017), the mean by the Poisson quasi-likelihood
 * μ − y ln μ, which is right for the mean whatever the distribution (Gourieroux, Monfort & Trognon, Econometrica 52, 1984).
 * @param sold units in shares of the product's scale
 */
export const addLoss = (
  outputs: Float64Array,
  at: number,
  sold: number,
  weight: number,
  gradient: Float64Array,
): number => {
  const raw = softplus(outputs[at]!)
  const mean = raw + LEAST_MEAN
  let loss = mean - sold * Math.log(mean)
  gradient[at]! += weight * (1 - sold / mean) * slopeOfSoftplus(outputs[at]!)
  let quantile = 0
  for (let q = 1; q < OUTPUTS; q++) {
    quantile += softplus(outputs[at + q]!)
    const level = LEVELS[q - 1]!
    const error = sold - quantile
    const share = Math.abs(error) >= SOFT ? Math.sign(error) : error / SOFT
    loss += softAbsolute(error) / 2 + (level - 0.5) * error
    const slope = weight * -(share / 2 + level - 0.5)
    // every quantile up to this one carries it
    for (let below = 1; below <= q; below++)
      gradient[at + below]! += slope * slopeOfSoftplus(outputs[at + below]!)
  }
  return weight * loss
}

const softAbsolute = (error: number): number =>
  Math.abs(error) >= SOFT ? Math.abs(error) - SOFT / 2 : (error * error) / (2 * SOFT)

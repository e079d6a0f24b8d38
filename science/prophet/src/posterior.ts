/** Prior standard deviation of the trend's slope and offset in scaled units (Prophet's Stan model). */
export const trendPriorVariance = 25

/**
 * Smallest noise a fit may claim, as a share of the largest value. A series the model can reproduce exactly would
 * otherwise drive the noise to zero and the posterior to infinity.
 */
export const noiseFloor = 1e-5

/**
 * The noise σ that maximises the posterior for a given sum of squared errors: the positive root of
 * 4σ⁴ + nσ² − SSE = 0, which follows from −n·ln σ − SSE/2σ² − 2σ² (the prior is half-normal with scale 0.5).
 */
export function bestNoise(sumOfSquares: number, observations: number): number {
  const root = Math.sqrt(observations * observations + 16 * sumOfSquares)
  return Math.max(noiseFloor, Math.sqrt((2 * sumOfSquares) / (observations + root)))
}

/** The parameters of a fit in scaled units, as the priors see them. */
export interface PosteriorTerms {
  readonly observations: number
  readonly sumOfSquares: number
  readonly noise: number
  /** Offset, then slope and changes unless growth is flat. */
  readonly trend: Float64Array
  readonly weights: Float64Array
  /** 1 / prior scale² per weight. */
  readonly priorWeight: Float64Array
  readonly changepointPriorScale: number
}

/** Minus the log-posterior of Prophet's Stan model, without its constants. */
export function negativeLogPosterior(terms: PosteriorTerms): number {
  const { observations, sumOfSquares, noise, trend, weights, priorWeight } = terms
  const variance = noise * noise
  let value = observations * Math.log(noise) + sumOfSquares / (2 * variance) + 2 * variance
  let absoluteChanges = 0
  for (let n = 0; n < trend.length; n++) {
    if (n < 2) value += (trend[n]! * trend[n]!) / (2 * trendPriorVariance)
    else absoluteChanges += Math.abs(trend[n]!)
  }
  value += absoluteChanges / terms.changepointPriorScale
  for (let k = 0; k < weights.length; k++) value += 0.5 * weights[k]! * weights[k]! * priorWeight[k]!
  return value
}

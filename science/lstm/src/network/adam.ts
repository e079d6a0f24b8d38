/** The moments of a descent. */
export interface Descent {
  readonly first: Float64Array
  readonly second: Float64Array
  readonly average: Float64Array
  steps: number
}

const BETA_1 = 0.9
const BETA_2 = 0.999
const EPSILON = 1e-8
/** Gradients longer than this are shortened to it: one freak day must not undo what was learned. */
const LONGEST = 1
/** Weight of the past in the running average of the parameters. */
const MEMORY = 0.99

export const startDescent = (size: number): Descent => ({
  first: new Float64Array(size),
  second: new Float64Array(size),
  average: new Float64Array(size),
  steps: 0,
})

/** One step of Adam (Kingma & Ba, ICLR 2015), the gradient clipped by its norm (Pascanu et al., ICML 2013). */
export const descend = (
  descent: Descent,
  parameters: Float64Array,
  gradient: Float64Array,
  rate: number,
): void => {
  const { first, second, average } = descent
  let squares = 0
  for (let i = 0; i < gradient.length; i++) squares += gradient[i]! * gradient[i]!
  const clip = Math.min(1, LONGEST / Math.sqrt(squares + 1e-300))
  const step = ++descent.steps
  const firstShare = 1 - BETA_1 ** step
  const secondShare = 1 - BETA_2 ** step
  for (let i = 0; i < parameters.length; i++) {
    const slope = clip * gradient[i]!
    const m = BETA_1 * first[i]! + (1 - BETA_1) * slope
    const v = BETA_2 * second[i]! + (1 - BETA_2) * slope * slope
    first[i] = m
    second[i] = v
    const next = parameters[i]! - (rate * (m / firstShare)) / (Math.sqrt(v / secondShare) + EPSILON)
    parameters[i] = next
    average[i] = MEMORY * average[i]! + (1 - MEMORY) * next
  }
}

/**
 * The average of the parameters over the last hundred steps or so, which forecasts better than the last step does and does
 * not depend on where the budget ended it (Polyak & Juditsky, SIAM J. Control Optim. 30, 1992).
 */
export const averageOf = ({ average, steps }: Descent): Float64Array => {
  const share = 1 - MEMORY ** steps
  return average.map((value) => value / share)
}

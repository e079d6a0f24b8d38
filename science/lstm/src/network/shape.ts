import { seededUniform } from '../seeded-random.ts'

/** Sizes of a network: inputs a day, hidden units, outputs a day. */
export interface Shape {
  readonly inputs: number
  readonly hidden: number
  readonly outputs: number
}

/** Where each block begins in the flat vector of parameters. Gates lie in the order input, forget, candidate, output. */
export interface Layout {
  /** inputs × 4 hidden */
  readonly fromInput: number
  /** hidden × 4 hidden */
  readonly fromHidden: number
  /** 4 hidden */
  readonly gateBias: number
  /** hidden × outputs */
  readonly headHidden: number
  /** inputs × outputs: the head sees the day's inputs as well, so that a level need not pass through the gates */
  readonly headInput: number
  /** outputs */
  readonly headBias: number
  readonly size: number
}

export const layoutOf = ({ inputs, hidden, outputs }: Shape): Layout => {
  const fromHidden = inputs * 4 * hidden
  const gateBias = fromHidden + hidden * 4 * hidden
  const headHidden = gateBias + 4 * hidden
  const headInput = headHidden + hidden * outputs
  const headBias = headInput + inputs * outputs
  return { fromInput: 0, fromHidden, gateBias, headHidden, headInput, headBias, size: headBias + outputs }
}

/**
 * Parameters to start from: uniform weights of variance 2 ÷ (in + out) (Glorot & Bengio, AISTATS 2010), and a bias of one
 * for the forget gates, so that memory lasts before it is learned what to forget (Jozefowicz et al., ICML 2015).
 */
export const startingParameters = (shape: Shape, seed: number): Float64Array => {
  const { inputs, hidden, outputs } = shape
  const layout = layoutOf(shape)
  const uniform = seededUniform(seed)
  const parameters = new Float64Array(layout.size)
  const fill = (from: number, to: number, fan: number): void => {
    const reach = Math.sqrt(6 / fan)
    for (let i = from; i < to; i++) parameters[i] = reach * (2 * uniform() - 1)
  }
  fill(layout.fromInput, layout.fromHidden, inputs + hidden)
  fill(layout.fromHidden, layout.gateBias, 2 * hidden)
  parameters.fill(1, layout.gateBias + hidden, layout.gateBias + 2 * hidden)
  fill(layout.headHidden, layout.headInput, hidden + outputs)
  // weights from the inputs begin at nothing: the linear way is learned, not drawn
  return parameters
}

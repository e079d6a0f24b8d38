import { invalid } from '@suite/kernel'
import { inputCount, type InputRules } from './inputs.ts'
import { OUTPUTS } from './network/loss.ts'
import { layoutOf, type Shape } from './network/shape.ts'

/** A trained network. It passes between threads by structured clone and is stored by `writeLstm`. */
export interface LstmModel {
  readonly rules: InputRules
  readonly hidden: number
  readonly parameters: Float32Array
  readonly learned: Learned
}

/** What the training came to. */
export interface Learned {
  /** Products and windows it saw. */
  readonly series: number
  readonly windows: number
  /** Mean loss of the first and the last tenth of the batches. */
  readonly lossFirst: number
  readonly lossLast: number
  /** False when it was ended before all batches were done. */
  readonly complete: boolean
}

/** As stored; `parameters` are 32-bit floats, little-endian, in base64. */
interface StoredLstm {
  readonly kind: 'lstm'
  readonly version: 1
  readonly rules: InputRules
  readonly hidden: number
  readonly learned: Learned
  readonly parameters: string
}

export const shapeOf = ({ rules, hidden }: Pick<LstmModel, 'rules' | 'hidden'>): Shape => ({
  inputs: inputCount(rules),
  hidden,
  outputs: OUTPUTS,
})

/** The model as JSON text, about 5⅓ bytes a parameter; `readLstm` gives back one that forecasts exactly the same. */
export const writeLstm = ({ parameters, rules, hidden, learned }: LstmModel): string => {
  const bytes = Buffer.alloc(parameters.length * 4)
  parameters.forEach((value, i) => bytes.writeFloatLE(value, i * 4))
  const stored: StoredLstm = {
    kind: 'lstm',
    version: 1,
    rules,
    hidden,
    learned,
    parameters: bytes.toString('base64'),
  }
  return JSON.stringify(stored)
}

/** @throws AppError `bad_model` when the text is no stored network of this version or its parameters do not fit it */
export const readLstm = (text: string): LstmModel => {
  const stored = parse(text)
  if (stored?.kind !== 'lstm' || stored.version !== 1 || typeof stored.parameters !== 'string')
    throw refused('it is no network of version 1')
  const { rules, hidden, learned } = stored
  if (!rules || !learned || !hidden || !Array.isArray(rules.events)) throw refused('its rules are missing')
  const bytes = Buffer.from(stored.parameters, 'base64')
  const parameters = Float32Array.from({ length: Math.floor(bytes.length / 4) }, (_, i) =>
    bytes.readFloatLE(i * 4),
  )
  const expected = layoutOf(shapeOf({ rules, hidden })).size
  if (parameters.length !== expected)
    throw refused(`it has ${parameters.length} parameters where its shape wants ${expected}`)
  if (!parameters.every(Number.isFinite)) throw refused('a parameter is no number')
  return { rules, hidden, parameters, learned }
}

const parse = (text: string): Partial<StoredLstm> | null => {
  try {
    return JSON.parse(text) as Partial<StoredLstm> | null
  } catch {
    throw refused('it is no JSON')
  }
}

const refused = (why: string) =>
  invalid('bad_model', `The stored LSTM cannot be used: ${why}. Train it again.`)

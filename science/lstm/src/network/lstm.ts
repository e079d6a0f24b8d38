import { addProduct, addTransposedProduct, transpose } from './matrix.ts'
import { type Layout, layoutOf, type Shape } from './shape.ts'

/** The buffers of a batch of sequences, kept between batches. Everything is time-major: day, sequence, entry. */
export interface Batch {
  readonly shape: Shape
  readonly layout: Layout
  readonly days: number
  readonly rows: number
  /** days × rows × inputs */
  readonly inputs: Float64Array
  /** days × rows × outputs, before the loss gives them a meaning */
  readonly outputs: Float64Array
  /** (days + 1) × rows × hidden; the first is the state before the first day, zero */
  readonly hidden: Float64Array
  readonly cells: Float64Array
  /** tanh of the cells, days × rows × hidden */
  readonly squashed: Float64Array
  /** days × rows × 4 hidden, after their activation */
  readonly gates: Float64Array
  readonly gateGradient: Float64Array
  readonly hiddenGradient: Float64Array
  readonly cellGradient: Float64Array
  /** 4 hidden × hidden */
  readonly transposed: Float64Array
  /** outputs × hidden */
  readonly headTransposed: Float64Array
}

export const createBatch = (shape: Shape, days: number, rows: number): Batch => {
  const { inputs, hidden, outputs } = shape
  const cube = (count: number, width: number): Float64Array => new Float64Array(count * rows * width)
  return {
    shape,
    layout: layoutOf(shape),
    days,
    rows,
    inputs: cube(days, inputs),
    outputs: cube(days, outputs),
    hidden: cube(days + 1, hidden),
    cells: cube(days + 1, hidden),
    squashed: cube(days, hidden),
    gates: cube(days, 4 * hidden),
    gateGradient: cube(1, 4 * hidden),
    hiddenGradient: cube(1, hidden),
    cellGradient: cube(1, hidden),
    transposed: new Float64Array(4 * hidden * hidden),
    headTransposed: new Float64Array(outputs * hidden),
  }
}

/**
 * Long short-term memory with forget gates (Hochreiter & Schmidhuber, Neural Computation 9, 1997; Gers et al., 2000) run
 * over the days of a batch, with a linear head on state and inputs of every day.
 */
export const runForward = (batch: Batch, parameters: Float64Array): void => {
  const { shape, layout, days, rows, inputs, hidden, gates, outputs } = batch
  const { inputs: width, hidden: units, outputs: heads } = shape
  repeatRow(gates, parameters, layout.gateBias, 4 * units)
  repeatRow(outputs, parameters, layout.headBias, heads)
  addProduct(gates, 0, inputs, 0, parameters, layout.fromInput, days * rows, width, 4 * units)
  addProduct(outputs, 0, inputs, 0, parameters, layout.headInput, days * rows, width, heads)
  for (let day = 0; day < days; day++) {
    const at = day * rows
    addProduct(
      gates,
      at * 4 * units,
      hidden,
      at * units,
      parameters,
      layout.fromHidden,
      rows,
      units,
      4 * units,
    )
    stepCells(batch, day)
  }
  addProduct(outputs, 0, hidden, rows * units, parameters, layout.headHidden, days * rows, units, heads)
}

const repeatRow = (out: Float64Array, source: Float64Array, at: number, width: number): void => {
  const row = source.subarray(at, at + width)
  for (let to = 0; to < out.length; to += width) out.set(row, to)
}

const sigmoid = (x: number): number => 1 / (1 + Math.exp(-x))

/** Gates of one day to their activation, and the state after it: c = f·c + i·g, h = o·tanh(c). */
const stepCells = ({ shape, rows, gates, cells, hidden, squashed }: Batch, day: number): void => {
  const units = shape.hidden
  for (let row = 0; row < rows; row++) {
    const gate = (day * rows + row) * 4 * units
    const before = (day * rows + row) * units
    const after = before + rows * units
    for (let u = 0; u < units; u++) {
      const input = sigmoid(gates[gate + u]!)
      const forget = sigmoid(gates[gate + units + u]!)
      const candidate = Math.tanh(gates[gate + 2 * units + u]!)
      const output = sigmoid(gates[gate + 3 * units + u]!)
      gates[gate + u] = input
      gates[gate + units + u] = forget
      gates[gate + 2 * units + u] = candidate
      gates[gate + 3 * units + u] = output
      const cell = forget * cells[before + u]! + input * candidate
      const squash = Math.tanh(cell)
      cells[after + u] = cell
      squashed[before + u] = squash
      hidden[after + u] = output * squash
    }
  }
}

/**
 * Backpropagation through time (Werbos, Proc. IEEE 78, 1990): adds the loss's gradient to `gradient`.
 * @param outputGradient the loss's derivatives by `batch.outputs`, days × rows × outputs
 */
export const runBackward = (
  batch: Batch,
  parameters: Float64Array,
  outputGradient: Float64Array,
  gradient: Float64Array,
): void => {
  const { shape, layout, days, rows, inputs, hidden, gateGradient, hiddenGradient } = batch
  const { inputs: width, hidden: units, outputs: heads } = shape
  const all = days * rows
  addTransposedProduct(
    gradient,
    layout.headHidden,
    hidden,
    rows * units,
    outputGradient,
    0,
    all,
    units,
    heads,
  )
  addTransposedProduct(gradient, layout.headInput, inputs, 0, outputGradient, 0, all, width, heads)
  addColumnSums(gradient, layout.headBias, outputGradient, heads)
  transpose(batch.transposed, parameters, layout.fromHidden, units, 4 * units)
  transpose(batch.headTransposed, parameters, layout.headHidden, units, heads)
  hiddenGradient.fill(0)
  batch.cellGradient.fill(0)
  for (let day = days - 1; day >= 0; day--) {
    const at = day * rows
    addProduct(hiddenGradient, 0, outputGradient, at * heads, batch.headTransposed, 0, rows, heads, units)
    cellsBackward(batch, day)
    addTransposedProduct(
      gradient,
      layout.fromInput,
      inputs,
      at * width,
      gateGradient,
      0,
      rows,
      width,
      4 * units,
    )
    addTransposedProduct(
      gradient,
      layout.fromHidden,
      hidden,
      at * units,
      gateGradient,
      0,
      rows,
      units,
      4 * units,
    )
    addColumnSums(gradient, layout.gateBias, gateGradient, 4 * units)
    hiddenGradient.fill(0)
    addProduct(hiddenGradient, 0, gateGradient, 0, batch.transposed, 0, rows, 4 * units, units)
  }
}

const addColumnSums = (out: Float64Array, outAt: number, matrix: Float64Array, columns: number): void => {
  for (let at = 0; at < matrix.length; at += columns)
    for (let n = 0; n < columns; n++) out[outAt + n]! += matrix[at + n]!
}

/** From the gradient of a day's state to that of its gates before activation; the cell's is carried to the day before. */
const cellsBackward = (batch: Batch, day: number): void => {
  const { shape, rows, gates, cells, squashed, gateGradient, hiddenGradient, cellGradient } = batch
  const units = shape.hidden
  for (let row = 0; row < rows; row++) {
    const gate = (day * rows + row) * 4 * units
    const before = (day * rows + row) * units
    const to = row * 4 * units
    for (let u = 0; u < units; u++) {
      const input = gates[gate + u]!
      const forget = gates[gate + units + u]!
      const candidate = gates[gate + 2 * units + u]!
      const output = gates[gate + 3 * units + u]!
      const squash = squashed[before + u]!
      const byHidden = hiddenGradient[row * units + u]!
      const byCell = cellGradient[row * units + u]! + byHidden * output * (1 - squash * squash)
      gateGradient[to + u] = byCell * candidate * input * (1 - input)
      gateGradient[to + units + u] = byCell * cells[before + u]! * forget * (1 - forget)
      gateGradient[to + 2 * units + u] = byCell * input * (1 - candidate * candidate)
      gateGradient[to + 3 * units + u] = byHidden * squash * output * (1 - output)
      cellGradient[row * units + u] = byCell * forget
    }
  }
}

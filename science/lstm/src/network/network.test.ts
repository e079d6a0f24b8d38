import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { seededUniform } from '../seeded-random.ts'
import { averageOf, descend, startDescent } from './adam.ts'
import { addLoss, OUTPUTS, readOutputs } from './loss.ts'
import { createBatch, runBackward, runForward } from './lstm.ts'
import { addProduct, addTransposedProduct } from './matrix.ts'
import { startingParameters } from './shape.ts'

const SHAPE = { inputs: 5, hidden: 6, outputs: OUTPUTS }
const DAYS = 7
const ROWS = 5

/** A batch of random days; some inputs are zero, as in life. */
const randomBatch = (seed: number) => {
  const uniform = seededUniform(seed)
  const batch = createBatch(SHAPE, DAYS, ROWS)
  for (let i = 0; i < batch.inputs.length; i++) batch.inputs[i] = uniform() < 0.4 ? 0 : 2 * uniform() - 1
  const sold = Float64Array.from({ length: DAYS * ROWS }, () => (uniform() < 0.3 ? 0 : 3 * uniform()))
  return { batch, sold }
}

const lossOf = (
  { batch, sold }: ReturnType<typeof randomBatch>,
  parameters: Float64Array,
  outputGradient = new Float64Array(DAYS * ROWS * OUTPUTS),
): number => {
  runForward(batch, parameters)
  outputGradient.fill(0)
  return sold.reduce(
    (sum, amount, i) => sum + addLoss(batch.outputs, i * OUTPUTS, amount, 0.1 + (i % 3), outputGradient),
    0,
  )
}

describe('the network', () => {
  it('has the gradient that finite differences have, for every parameter', () => {
    const example = randomBatch(3)
    const uniform = seededUniform(4)
    const parameters = startingParameters(SHAPE, 1).map((value) => value + 0.2 * (uniform() - 0.5))
    const outputGradient = new Float64Array(DAYS * ROWS * OUTPUTS)
    lossOf(example, parameters, outputGradient)
    const gradient = new Float64Array(parameters.length)
    runBackward(example.batch, parameters, outputGradient, gradient)
    const step = 1e-5
    for (let i = 0; i < parameters.length; i++) {
      const moved = (by: number): number =>
        lossOf(
          example,
          parameters.map((value, j) => (i === j ? value + by : value)),
        )
      const difference = (moved(step) - moved(-step)) / (2 * step)
      expect(Math.abs(gradient[i]! - difference)).toBeLessThan(1e-4 * (1 + Math.abs(difference)))
    }
  })

  it('falls by Adam to where a loss has its minimum', () => {
    const parameters = Float64Array.of(5, -3)
    const descent = startDescent(2)
    for (let i = 0; i < 3000; i++)
      descend(descent, parameters, Float64Array.of(parameters[0]! - 1, 4 * (parameters[1]! - 2)), 0.02)
    expect(averageOf(descent)[0]).toBeCloseTo(1, 3)
    expect(averageOf(descent)[1]).toBeCloseTo(2, 3)
  })
})

describe('what outputs mean', () => {
  it('is a mean and ordered quantiles, never below zero, however wild the outputs', () => {
    fc.assert(
      fc.property(
        fc.array(fc.double({ min: -1e6, max: 1e6, noNaN: true }), { minLength: OUTPUTS, maxLength: OUTPUTS }),
        (raw) => {
          const said = new Float64Array(OUTPUTS)
          readOutputs(Float64Array.from(raw), 0, said)
          expect(said.every((value) => Number.isFinite(value) && value >= 0)).toBe(true)
          for (let q = 2; q < OUTPUTS; q++) expect(said[q]).toBeGreaterThanOrEqual(said[q - 1]!)
        },
      ),
    )
  })

  it('is least for the mean and the quantiles of what was sold', () => {
    const uniform = seededUniform(9)
    const sold = Float64Array.from({ length: 400 }, () => (uniform() < 0.3 ? 0 : 4 * uniform() ** 2))
    const outputs = new Float64Array(OUTPUTS)
    const descent = startDescent(OUTPUTS)
    for (let i = 0; i < 4000; i++) {
      const gradient = new Float64Array(OUTPUTS)
      for (const amount of sold) addLoss(outputs, 0, amount, 1 / sold.length, gradient)
      descend(descent, outputs, gradient, 0.01)
    }
    const said = new Float64Array(OUTPUTS)
    readOutputs(averageOf(descent), 0, said)
    const sorted = sold.slice().sort()
    expect(said[0]).toBeCloseTo(sold.reduce((sum, amount) => sum + amount, 0) / 400, 1)
    expect(Math.abs(said[3]! - sorted[200]!)).toBeLessThan(0.06)
    expect(Math.abs(said[5]! - sorted[360]!)).toBeLessThan(0.06)
  })
})

describe('matrix products', () => {
  const size = fc.integer({ min: 1, max: 11 })
  const entry = fc.oneof(fc.constant(0), fc.integer({ min: -9, max: 9 }))
  const matrices = fc.tuple(size, size, size).chain(([rows, inner, columns]) =>
    fc.record({
      rows: fc.constant(rows),
      inner: fc.constant(inner),
      columns: fc.constant(columns),
      a: fc.array(entry, { minLength: rows * inner, maxLength: rows * inner }),
      b: fc.array(entry, { minLength: rows * columns, maxLength: rows * columns }),
      c: fc.array(entry, { minLength: inner * columns, maxLength: inner * columns }),
    }),
  )

  it('are those of the schoolbook, added to what was there', () => {
    fc.assert(
      fc.property(matrices, ({ rows, inner, columns, a, b, c }) => {
        const out = new Float64Array(rows * columns + 1).fill(1)
        addProduct(out, 1, Float64Array.from(a), 0, Float64Array.from(c), 0, rows, inner, columns)
        const back = new Float64Array(inner * columns + 2).fill(1)
        addTransposedProduct(back, 2, Float64Array.from(a), 0, Float64Array.from(b), 0, rows, inner, columns)
        expect([out[0], back[0], back[1]]).toEqual([1, 1, 1])
        for (let i = 0; i < rows; i++)
          for (let n = 0; n < columns; n++) {
            let sum = 1
            for (let k = 0; k < inner; k++) sum += a[i * inner + k]! * c[k * columns + n]!
            expect(out[1 + i * columns + n]).toBe(sum)
          }
        for (let k = 0; k < inner; k++)
          for (let n = 0; n < columns; n++) {
            let sum = 1
            for (let i = 0; i < rows; i++) sum += a[i * inner + k]! * b[i * columns + n]!
            expect(back[2 + k * columns + n]).toBe(sum)
          }
      }),
    )
  })
})

import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { factorize, solveLowerRows, solveUpper } from './cholesky.ts'
import { l1Workspace, solveL1Quadratic } from './l1-quadratic.ts'

const entries = (length: number) =>
  fc.array(fc.double({ min: -1, max: 1, noNaN: true }), { minLength: length, maxLength: length })

/** BᵀB + ridge, row-major. */
function gramOf(b: readonly number[], size: number, ridge: number): Float64Array {
  const gram = new Float64Array(size * size)
  for (let i = 0; i < size; i++)
    for (let j = 0; j < size; j++) {
      let sum = i === j ? ridge : 0
      for (let q = 0; q < size; q++) sum += b[q * size + i]! * b[q * size + j]!
      gram[i * size + j] = sum
    }
  return gram
}

const multiply = (matrix: Float64Array, vector: Float64Array): Float64Array =>
  vector.map((_, i) => vector.reduce((sum, value, j) => sum + matrix[i * vector.length + j]! * value, 0))

describe('Cholesky', () => {
  const size = 9
  it('solves what it factorised, for any number of right-hand sides', () => {
    fc.assert(
      fc.property(entries(size * size), entries(size), fc.integer({ min: 1, max: 6 }), (b, given, copies) => {
        const matrix = gramOf(b, size, 0.1)
        const expected = Float64Array.from(given)
        const right = multiply(matrix, expected)
        const envelope = new Int32Array(size)
        const factor = matrix.slice()
        factorize(factor, size, size, envelope)
        const rows = Float64Array.from({ length: copies * size }, (_, i) => right[i % size]!)
        solveLowerRows(factor, size, envelope, rows, copies)
        for (let copy = 0; copy < copies; copy++) {
          const solution = rows.slice(copy * size, (copy + 1) * size)
          solveUpper(factor, size, size, envelope, solution)
          solution.forEach((value, i) => expect(value).toBeCloseTo(expected[i]!, 8))
        }
      }),
    )
  })

  it('needs nothing before the envelope', () => {
    // Row 1 does not touch column 0: its entry there is never read.
    const matrix = Float64Array.from([4, 0, 0, Number.NaN, 9, 0, 2, 3, 6])
    const envelope = Int32Array.from([0, 1, 0])
    factorize(matrix, 3, 3, envelope)
    const rows = Float64Array.from([10, 27, 26])
    solveLowerRows(matrix, 3, envelope, rows, 1)
    solveUpper(matrix, 3, 3, envelope, rows)
    // 4x + 2z = 10, 9y + 3z = 27, 2x + 3y + 6z = 26
    expect(rows[0]).toBeCloseTo(1, 10)
    expect(rows[1]).toBeCloseTo(2, 10)
    expect(rows[2]).toBeCloseTo(3, 10)
  })

  it('lifts the pivots of a singular matrix instead of failing', () => {
    const matrix = Float64Array.from([1, 1, 1, 1])
    factorize(matrix, 2, 2, new Int32Array(2))
    expect(matrix.every(Number.isFinite)).toBe(true)
  })
})

describe('the L1 quadratic programme', () => {
  const size = 8
  const free = 2
  it('meets the optimality conditions from any start', () => {
    const penalty = fc.double({ min: 0.001, max: 3, noNaN: true })
    fc.assert(
      fc.property(entries(size * size), entries(size), entries(size), penalty, (b, q, start, lambda) => {
        const matrix = gramOf(b, size, 0.05)
        const linear = Float64Array.from(q)
        const unknowns = Float64Array.from(start, (value, n) => (n >= free && value < 0.3 ? 0 : value))
        solveL1Quadratic(matrix, linear, size, free, lambda, unknowns, l1Workspace(size))
        multiply(matrix, unknowns).forEach((value, n) => {
          const gradient = linear[n]! - value
          if (n < free) expect(gradient).toBeCloseTo(0, 8)
          else if (unknowns[n] === 0) expect(Math.abs(gradient)).toBeLessThanOrEqual(lambda * (1 + 1e-6))
          else expect(gradient).toBeCloseTo(lambda * Math.sign(unknowns[n]!), 8)
        })
      }),
      { numRuns: 500 },
    )
  })
})

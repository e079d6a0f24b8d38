import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { boostTrees, predictTrees, type TrainingRows } from './boost.ts'
import { seededUniform } from './seeded-uniform.ts'

/** Rows of two features, one of them with gaps, whose target is a step and an interaction. */
const rowsOf = (count: number, seed: number, target: (a: number, b: number) => number): TrainingRows => {
  const uniform = seededUniform(seed)
  const a = Float64Array.from({ length: count }, () => uniform() * 10)
  const b = Float64Array.from({ length: count }, () => (uniform() < 0.2 ? Number.NaN : uniform() * 10))
  return { columns: [a, b], target: a.map((value, row) => target(value, b[row]!)) }
}
const meanError = (rows: TrainingRows, prediction: Float64Array): number =>
  rows.target.reduce((sum, value, row) => sum + Math.abs(value - prediction[row]!), 0) / rows.target.length

describe('boosted trees', () => {
  it('learn steps, interactions and what a gap means', () => {
    const truth = (a: number, b: number) => (Number.isNaN(b) ? 7 : a > 5 && b > 5 ? 3 : 1)
    const trees = boostTrees(rowsOf(3000, 1, truth), { rounds: 120, depth: 3, featureShare: 1 })
    const fresh = rowsOf(1000, 2, truth)
    expect(meanError(fresh, predictTrees(trees, fresh.columns))).toBeLessThan(0.1)
  })

  it('never do worse on their own rows than the mean does', () =>
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 400 }),
        fc.integer(),
        fc.integer({ min: 1, max: 30 }),
        (count, seed, rounds) => {
          const rows = rowsOf(count, seed, (a, b) => (Number.isNaN(b) ? a : a * b))
          const trees = boostTrees(rows, { rounds, minLeafWeight: 1, rowShare: 1, featureShare: 1 })
          const squares = (prediction: Float64Array) =>
            rows.target.reduce((sum, value, row) => sum + (value - prediction[row]!) ** 2, 0)
          const mean = new Float64Array(count).fill(trees.base)
          return squares(predictTrees(trees, rows.columns)) <= squares(mean) * (1 + 1e-9) + 1e-9
        },
      ),
      { numRuns: 60 },
    ))

  it('are the same for the same seed, and others for another', () => {
    const rows = rowsOf(500, 3, (a) => a)
    const grow = (seed: number) => [...predictTrees(boostTrees(rows, { rounds: 20, seed }), rows.columns)]
    expect(grow(1)).toEqual(grow(1))
    expect(grow(1)).not.toEqual(grow(2))
  })

  it('predict a constant where there is nothing to learn, and stop when told', () => {
    const rows = { columns: [Float64Array.from([1, 2, 3])], target: Float64Array.from([4, 4, 4]) }
    expect([...predictTrees(boostTrees(rows), rows.columns)]).toEqual([4, 4, 4])
    expect(
      boostTrees(
        rowsOf(100, 4, (a) => a),
        { rounds: 50, onRound: (round) => round === 4 },
      ).roots,
    ).toHaveLength(5)
  })

  it('let heavy rows count for more', () => {
    const columns = [new Float64Array(4)]
    const rows = { columns, target: Float64Array.from([0, 0, 0, 10]) }
    const base = (weight: number[]) =>
      boostTrees({ ...rows, weight: Float64Array.from(weight) }, { rounds: 1 }).base
    expect(base([1, 1, 1, 1])).toBe(2.5)
    expect(base([1, 1, 1, 3])).toBe(5)
  })

  it('refuse rows that do not fit together', () => {
    expect(() => boostTrees({ columns: [new Float64Array(2)], target: new Float64Array(3) })).toThrow(
      RangeError,
    )
    expect(() => boostTrees({ columns: [], target: new Float64Array(0) })).toThrow(RangeError)
  })
})

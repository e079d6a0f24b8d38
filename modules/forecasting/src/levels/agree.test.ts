import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { agree, movedBounds, recentShares } from './agree.ts'
import { levelTree } from './level-tree.ts'

const own = (mean: number[], off: number) => ({ mean, horizonErrors: [-off, off, off], wape: null })
const tree = levelTree([
  { category: 'flower', line: null },
  { category: 'flower', line: null },
])

describe('numbers that agree', () => {
  it('are the products’ sums where products stay, whatever the levels say', async () => {
    const [day] = await agree(
      tree,
      { levels: [own([99], 1), own([50], 1)], products: [own([2], 1), null] },
      'products',
      1,
    )
    expect([...day!]).toEqual([2, 2, 2, 0])
  })

  it('move products by how far each was off', async () => {
    const [day] = await agree(
      tree,
      { levels: [null, own([13], 0)], products: [own([4], 1), own([6], Math.SQRT2)] },
      'reconciled',
      1,
    )
    expect([...day!].map((units) => Math.round(units * 1e6) / 1e6)).toEqual([13, 13, 5, 8])
  })
})

describe('shares and bounds', () => {
  it('share all there is, never below zero', () => {
    fc.assert(
      fc.property(
        fc.array(fc.double({ min: 0, max: 1e4, noNaN: true }), { minLength: 1, maxLength: 30 }),
        (units) => {
          const shares = recentShares(units)
          expect(shares.reduce((sum, share) => sum + share, 0)).toBeCloseTo(1, 6)
          expect(Math.min(...shares)).toBeGreaterThanOrEqual(0)
        },
      ),
    )
  })

  it('lie about the moved number as they lay about the own one', () => {
    const moved = movedBounds([10, 1], { mean: [8, 8], lower: [6, 6], upper: [11, 11] })
    expect(moved).toEqual({ lower: [8, 0], upper: [13, 4] })
  })
})

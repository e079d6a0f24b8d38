import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { OLDEST_DAYS, rankByRisk, type RiskFacts } from './rank-by-risk.ts'

const facts = (productId: string, of: Partial<RiskFacts> = {}): RiskFacts => ({
  productId,
  valueMinor: 10_000,
  daysSinceCount: 30,
  off: '0',
  of: '100',
  ...of,
})
const ids = (list: readonly RiskFacts[], take = 10) => rankByRisk(list, take).map((each) => each.productId)

describe('choosing what to count', () => {
  it('goes by variance, by dollars and by age, each alone', () => {
    expect(ids([facts('a'), facts('b', { off: '20' })])).toEqual(['b', 'a'])
    expect(ids([facts('a'), facts('b', { valueMinor: 20_000 })])).toEqual(['b', 'a'])
    expect(ids([facts('a'), facts('b', { daysSinceCount: 60 })])).toEqual(['b', 'a'])
  })

  it('takes what was never counted for old, and what was counted today for a day old', () => {
    const [never, today] = rankByRisk(
      [facts('a', { daysSinceCount: null }), facts('b', { daysSinceCount: 0 })],
      2,
    )
    expect([never?.ageDays, today?.ageDays]).toEqual([OLDEST_DAYS, 1])
  })

  it('works the score out exactly, and leaves out what is worth nothing', () => {
    // (0.02 × 50 + 9) ÷ (50 + 150) = 5 %, of $100 for 30 days
    expect(rankByRisk([facts('a', { off: '9', of: '150' }), facts('b', { valueMinor: 0 })], 9)).toMatchObject(
      [{ productId: 'a', varianceShare: '0.050000', score: '15000.0000' }],
    )
  })

  it('does not depend on the order it is told in', () => {
    const any = fc.record({
      productId: fc.uuid(),
      valueMinor: fc.integer({ min: 0, max: 1_000_000 }),
      daysSinceCount: fc.option(fc.integer({ min: 0, max: 900 })),
      off: fc.integer({ min: 0, max: 50 }).map(String),
      of: fc.integer({ min: 50, max: 500 }).map(String),
    })
    fc.assert(
      fc.property(fc.uniqueArray(any, { selector: (each) => each.productId }), fc.nat(20), (list, take) => {
        const ranked = ids(list, take)
        expect(ids(list.toReversed(), take)).toEqual(ranked)
        expect(ranked.length).toBe(Math.min(take, list.filter((each) => each.valueMinor > 0).length))
      }),
    )
  })
})

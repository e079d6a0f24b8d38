import { Decimal } from '@suite/kernel'

/** What is known about counting a product in a store. */
export interface RiskFacts {
  readonly productId: string
  /** On hand at cost, minor units. */
  readonly valueMinor: number
  /** Days since it was last counted; null when it never was. */
  readonly daysSinceCount: number | null
  /** Units earlier counts were off by, and units they found or expected, whichever was more. Decimal strings. */
  readonly off: string
  readonly of: string
}

/** A product with what makes its count worth doing. */
export interface RankedRisk extends RiskFacts {
  /** Share earlier counts were off by, drawn towards `PRIOR_SHARE` while little was counted. */
  readonly varianceShare: string
  readonly ageDays: number
  /** Dollars expected to be wrong, times days they may have been so. For ordering only. */
  readonly score: string
}

/** The share a product nobody has counted is taken to be off by. */
export const PRIOR_SHARE = '0.02'
/** How many counted units the prior share weighs as much as. */
const PRIOR_UNITS = 50
/** A product nobody has counted is as old as this; older than that makes no difference. */
export const OLDEST_DAYS = 365

/**
 * The `take` products whose count is worth most: share by which earlier counts were off × dollars on hand × days since the
 * last count (at least one). Most first; alike by id. Products worth nothing are left out. The weights of the prior are a
 * judgement of ours, not taken from any rule.
 */
export const rankByRisk = (facts: readonly RiskFacts[], take: number): RankedRisk[] =>
  facts
    .filter((each) => each.valueMinor > 0)
    .map(risk)
    .sort((a, b) => new Decimal(b.score).comparedTo(a.score) || (a.productId < b.productId ? -1 : 1))
    .slice(0, take)

const risk = (facts: RiskFacts): RankedRisk => {
  const prior = new Decimal(PRIOR_SHARE).times(PRIOR_UNITS)
  const share = prior.plus(facts.off).div(new Decimal(PRIOR_UNITS).plus(facts.of))
  const ageDays = Math.min(OLDEST_DAYS, Math.max(1, facts.daysSinceCount ?? OLDEST_DAYS))
  return {
    ...facts,
    varianceShare: share.toFixed(6),
    ageDays,
    score: share.times(facts.valueMinor).times(ageDays).toFixed(4),
  }
}

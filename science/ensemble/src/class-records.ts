import type { DemandPattern } from '@suite/intermittent'
import type { ModelBacktest } from './rolling-backtest.ts'

/** By model: the logarithm of its error in shares of the yardstick's, over products of one pattern; below 0 beats it. */
export type ClassRecord = Readonly<Record<string, number>>

/** The record of each pattern of demand that enough products were tried of. */
export type ClassRecords = Readonly<Partial<Record<DemandPattern, ClassRecord>>>

/** What one product's backtest adds to the records. */
export interface Evidence {
  readonly pattern: DemandPattern
  readonly measure: 'wape' | 'horizonWape'
  readonly cards: readonly Pick<ModelBacktest, 'name' | 'failed' | 'wape' | 'horizonWape'>[]
}

const YARDSTICK = 'seasonal_naive'
/** Fewest products behind a record. */
const LEAST_PRODUCTS = 5
/** The record of a pattern counts as much as this many origins of a product's own. */
export const RECORD_ORIGINS = 16
/** One product's ratio is not taken to be further from one than this, either way. */
const LARGEST_RATIO = Math.log(4)

/**
 * Pools backtests by pattern of demand: which model is closest on one product is mostly luck, which is on many is not. A
 * model's figure is the mean over products of the logarithm of its error in shares of the yardstick's, so that no large
 * seller drowns the others. Products without an error to compare say nothing.
 */
export const classRecords = (evidence: readonly Evidence[]): ClassRecords => {
  const sums = new Map<DemandPattern, Map<string, { sum: number; products: number }>>()
  for (const { pattern, measure, cards } of evidence)
    for (const card of cards) {
      const ratio = logRatio(card, cards, measure)
      if (ratio === null) continue
      const models = sums.get(pattern) ?? new Map<string, { sum: number; products: number }>()
      sums.set(pattern, models)
      const { sum, products } = models.get(card.name) ?? { sum: 0, products: 0 }
      models.set(card.name, { sum: sum + ratio, products: products + 1 })
    }
  return Object.fromEntries(
    [...sums].flatMap(([pattern, models]) => {
      const known = [...models].filter(([, { products }]) => products >= LEAST_PRODUCTS)
      return known.length === 0
        ? []
        : [[pattern, Object.fromEntries(known.map(([name, { sum, products }]) => [name, sum / products]))]]
    }),
  )
}

/**
 * The model with the lowest error by the product's own backtest and the record of its pattern together: each is a logarithm
 * of the ratio to the yardstick's error, weighed by origins. Of equals the simpler. A model without a record is judged by
 * what the product says as if the pattern said nothing.
 */
export const closestByRecord = (
  cards: readonly ModelBacktest[],
  measure: 'wape' | 'horizonWape',
  record: ClassRecord,
): ModelBacktest => {
  const scoreOf = (card: ModelBacktest): number => {
    const own = logRatio(card, cards, measure)
    const origins = own === null ? 0 : card.paths.length
    return (origins * (own ?? 0) + RECORD_ORIGINS * (record[card.name] ?? 0)) / (origins + RECORD_ORIGINS)
  }
  return cards.reduce((best, card) => (scoreOf(card) < scoreOf(best) ? card : best))
}

const logRatio = (
  card: Evidence['cards'][number],
  cards: Evidence['cards'],
  measure: Evidence['measure'],
): number | null => {
  const reference = cards.find(({ name }) => name === YARDSTICK)?.[measure]
  const error = card[measure]
  if (card.failed || error === null || reference == null || reference <= 0) return null
  return Math.max(-LARGEST_RATIO, Math.min(LARGEST_RATIO, Math.log(Math.max(error, 1e-9) / reference)))
}

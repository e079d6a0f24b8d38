import type { DemandPattern } from '@suite/intermittent'
import { closestByRecord, type ClassRecord } from './class-records.ts'
import type { ModelBacktest } from './rolling-backtest.ts'

/** The model to use and how it compares. */
export interface Choice {
  readonly chosen: ModelBacktest
  /** Error of the chosen model by the measure used; null when nothing sold in the backtest. */
  readonly error: number | null
  /** 1 − error ÷ seasonal naive's error: share of the yardstick's error removed; null when it made none or is missing. */
  readonly skill: number | null
  /** Daily WAPE for steady demand; WAPE of horizon sums for sparse, where the best daily guess is always zero. */
  readonly measure: 'wape' | 'horizonWape'
  /** Whether the record of the models on products of the same pattern was counted too. */
  readonly byRecord: boolean
}

/** A more elaborate model must lower the error of a simpler one by this share to replace it. */
const MARGIN = 0.05
/** For sparse demand the yardstick must be better by this share: eight origins flatter a lucky repeat too easily. */
const SPARSE_YARDSTICK_MARGIN = 0.2
/** A model that sees an event coming may have up to this much more error in ordinary weeks. */
const EVENT_TOLERANCE = 0.1
const YARDSTICK = 'seasonal_naive'

/** What is known beyond the product's own backtest. */
export interface ChoiceHints {
  /** Models that know of an event in the days ahead. */
  readonly foresees?: readonly string[]
  /** How the models did on products of the same pattern. */
  readonly record?: ClassRecord | undefined
  /** The mean of models that steady demand starts from. */
  readonly combined?: string | undefined
}

/** True for patterns with many days without a sale. */
export const isSparse = (pattern: DemandPattern): boolean => pattern === 'intermittent' || pattern === 'lumpy'

/**
 * The best model by backtest, with a rule of parsimony: cards come simplest first, and a later one replaces the best so
 * far only when its error is at least 5 % smaller. Steady demand starts from the mean of the models where there is one: of
 * few trials no single model is worth more. Sparse demand starts from the second card instead of the yardstick
 * (where there is one), because repeating last week turns one chance sale into a fortnight of orders; the yardstick can
 * still win by 20 %. Without any error to compare, the starting card is used. Last, a model in `foresees` is preferred
 * unless its error is more than 10 % larger: it knows of an event in the days ahead, such as 4/20, which the recent weeks
 * of a backtest cannot reward.
 *
 * With a `record` of the models on products of the same pattern, that counts as much as 16 origins of the product's own:
 * see `closestByRecord`.
 * @param cards simplest first; the first is the yardstick. At least one must not have failed.
 */
export const chooseModel = (
  cards: readonly ModelBacktest[],
  pattern: DemandPattern,
  { foresees = [], record, combined }: ChoiceHints = {},
): Choice => {
  const sound = cards.filter((card) => !card.failed)
  const measure = isSparse(pattern) ? 'horizonWape' : 'wape'
  const yardstick = sound.find((card) => card.name === YARDSTICK)
  const simplest = sound[0]
  if (!simplest) throw new RangeError('chooseModel needs at least one card that has not failed')
  const sparse = isSparse(pattern)
  const mean = sparse ? undefined : sound.find((card) => card.name === combined)
  const start = mean ?? ((sparse && sound.find((card) => card !== yardstick)) || simplest)
  let chosen = record ? closestByRecord(sound, measure, record) : closestByItself(sound, measure, start)
  for (const card of sound)
    if (foresees.includes(card.name) && beats(card[measure], chosen[measure], -EVENT_TOLERANCE)) chosen = card
  const error = chosen[measure]
  const reference = yardstick?.[measure]
  return {
    chosen,
    error,
    measure,
    skill: error !== null && reference ? 1 - error / reference : null,
    byRecord: record !== undefined,
  }
}

const closestByItself = (
  sound: readonly ModelBacktest[],
  measure: Choice['measure'],
  start: ModelBacktest,
): ModelBacktest => {
  let chosen = start
  for (const card of sound) {
    const margin = card.name === YARDSTICK ? SPARSE_YARDSTICK_MARGIN : MARGIN
    if (beats(card[measure], chosen[measure], margin)) chosen = card
  }
  return chosen
}

const beats = (challenger: number | null, holder: number | null, margin: number): boolean =>
  challenger !== null && holder !== null && challenger < holder * (1 - margin)

/**
 * Confidence from 0 to 1, from what was measured and nothing else:
 *   accuracy × calibration × evidence
 * accuracy = 1 ÷ (1 + error of the horizon sum); calibration = coverage ÷ 0.8 when the 80 % interval covers less, else
 * 1 − (coverage − 0.8); evidence = origins ÷ 4, at most 1. Zero below two origins. Example: 15 % error, 78 % coverage,
 * 8 origins → 0.85.
 */
export const confidenceOf = ({ horizonWape, coverage, paths }: ModelBacktest): number => {
  if (paths.length === 0 || coverage === null) return 0
  // Nothing sold and nothing forecast is a perfect result; nothing sold but something forecast is a useless one.
  const error = horizonWape ?? (paths.every(({ forecast }) => forecast.every((y) => y < 0.05)) ? 0 : 1)
  const calibration = coverage < 0.8 ? coverage / 0.8 : 1 - (coverage - 0.8)
  return (1 / (1 + error)) * calibration * Math.min(1, paths.length / 4)
}

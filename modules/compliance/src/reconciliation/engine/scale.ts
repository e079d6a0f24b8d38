import type { PackageFacts } from './facts.ts'
import type { Parts } from './parts.ts'

type Dimension = 'mass' | 'volume' | 'count'

/** What a word for a unit means: one of it in grams, millilitres or pieces. `round` is false where that is no decimal. */
interface Measure {
  readonly dimension: string
  readonly inBase: number
  readonly round: boolean
}

const BASES: Readonly<Record<Dimension, string>> = { mass: 'g', volume: 'ml', count: 'each' }

/** Exact factors of the international yard and pound agreement (1959) and the US fluid ounce. */
const WORDS: readonly (readonly [Dimension, number, boolean, string])[] = [
  ['mass', 1, true, 'g gr gram grams'],
  ['mass', 0.001, true, 'mg milligram milligrams'],
  ['mass', 1000, true, 'kg kilogram kilograms'],
  ['mass', 28.349523125, false, 'oz ounce ounces'],
  ['mass', 453.59237, false, 'lb lbs pound pounds'],
  ['volume', 1, true, 'ml milliliter milliliters millilitre millilitres'],
  ['volume', 1000, true, 'l liter liters litre litres'],
  ['volume', 29.5735295625, false, 'fl_oz floz fluid_ounce fluid_ounces'],
  ['count', 1, true, 'each ea unit units piece pieces pc pcs count ct item items'],
]

const MEASURES: ReadonlyMap<string, Measure> = new Map(
  WORDS.flatMap(([dimension, inBase, round, words]) =>
    words.split(' ').map((word) => [word, { dimension, inBase, round }] as const),
  ),
)

/** What a unit's name means; a name nobody knows can be compared with itself only. */
export const measureOf = (unit: string): Measure => {
  const word = unit
    .trim()
    .toLowerCase()
    .replaceAll(/[.\s]+/g, ' ')
    .trim()
    .replaceAll(' ', '_')
  return MEASURES.get(word) ?? { dimension: `"${word}"`, inBase: 1, round: true }
}

/** The unit in which the sides of a package are compared. */
export interface Scale {
  /** Name of that unit. */
  readonly unit: string
  readonly dimension: string
  /** A quantity in the scale's unit, rounded to its ten-thousandths; null when it cannot be told in it. */
  of(quantity: Parts, unit: string): Parts | null
  /** A quantity of the scale's unit in another; null when it cannot be told in it. */
  back(quantity: Parts, unit: string): Parts | null
  /** How far two sides may differ because one of them is kept in coarser or in avoirdupois units. */
  slack(quantity: Parts): Parts
}

/** Share by which a weight converted by hand (28.35 for 28.3495…) may be off. */
const BY_HAND = 0.0005

/**
 * The unit to compare a package in: grams, millilitres or pieces. Where one side counts pieces and another weighs, grams,
 * provided it is known what a piece weighs.
 */
export const scaleOf = (
  facts: Pick<PackageFacts, 'unitGrams' | 'shelf' | 'pos' | 'state' | 'sales' | 'reports'>,
): Scale => {
  const units = [facts.shelf, facts.pos, facts.state].flatMap((side) => (side === null ? [] : [side.unit]))
  const measures = units.map(measureOf)
  const kinds = new Set(measures.map(({ dimension }) => dimension))
  const grams = facts.unitGrams
  const weighed = grams !== null && kinds.has('mass') && kinds.has('count')
  const dimension = weighed ? 'mass' : (measures[0]?.dimension ?? 'count')
  const factor = (unit: string): number | null => {
    const measure = measureOf(unit)
    if (measure.dimension === dimension) return measure.inBase
    // a piece's weight is itself in ten-thousandths
    if (grams !== null && measure.dimension === 'count' && dimension === 'mass') return grams / 10_000
    return grams !== null && measure.dimension === 'mass' && dimension === 'count'
      ? (measure.inBase * 10_000) / grams
      : null
  }
  const coarsest = Math.max(1, ...measures.map(({ inBase }) => inBase))
  const same = new Set(measures.map(({ inBase }) => inBase)).size <= 1
  const isBlurred = !same && measures.some(({ round }) => !round)
  return {
    unit: BASES[dimension as Dimension] ?? units[0] ?? 'each',
    dimension,
    of: (quantity, unit) => scaled(quantity, factor(unit)),
    back: (quantity, unit) => {
      const by = factor(unit)
      return scaled(quantity, by === null ? null : 1 / by)
    },
    slack: (quantity) =>
      same ? 0 : Math.ceil(coarsest / 2) + (isBlurred ? Math.ceil(Math.abs(quantity) * BY_HAND) : 0),
  }
}

const scaled = (quantity: Parts, factor: number | null): Parts | null => {
  if (factor === null) return null
  return factor === 1 ? quantity : Math.round(quantity * factor)
}

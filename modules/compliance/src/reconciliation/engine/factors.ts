import type { PackageFacts } from './facts.ts'
import type { Parts } from './parts.ts'

/** A mistake of unit that is made often: what was keyed is `factor` times, or one part in `factor`, of what was meant. */
interface Mistake {
  readonly factor: number
  readonly words: string
}

const MASS: readonly Mistake[] = [
  { factor: 28.349523125, words: 'grams and ounces were mixed up' },
  { factor: 453.59237, words: 'grams and pounds were mixed up' },
  { factor: 1000, words: 'a unit a thousand times too large or too small was chosen' },
]
const VOLUME: readonly Mistake[] = [
  { factor: 29.5735295625, words: 'millilitres and fluid ounces were mixed up' },
  { factor: 1000, words: 'a unit a thousand times too large or too small was chosen' },
]
/** Factors converted by hand are rounded: 28.35 for 28.3495…; of a count nothing is. */
const WEIGHED_OFF = 0.0003

const mistakesFor = (
  dimension: string,
  facts: Pick<PackageFacts, 'casePack' | 'unitGrams'>,
): readonly Mistake[] => {
  if (dimension === 'volume') return VOLUME
  const counted: Mistake[] = []
  if (facts.casePack > 1)
    counted.push({ factor: facts.casePack, words: `cases of ${facts.casePack} and pieces were mixed up` })
  if (facts.unitGrams !== null && facts.unitGrams !== 10_000)
    counted.push({ factor: facts.unitGrams / 10_000, words: 'pieces and grams were mixed up' })
  return dimension === 'mass' ? [...MASS, ...counted] : counted
}

/** Whether `told` is `meant` in the wrong unit; gives the mistake in words, or null. */
export const unitMistake = (
  meant: Parts,
  told: Parts,
  dimension: string,
  facts: Pick<PackageFacts, 'casePack' | 'unitGrams'>,
): string | null => {
  if (meant <= 0 || told <= 0) return null
  const isNear = (a: number, b: number): boolean =>
    Math.abs(a - b) <= (dimension === 'count' ? 1 : Math.max(1, Math.abs(b) * WEIGHED_OFF))
  const found = mistakesFor(dimension, facts).find(
    ({ factor }) => isNear(told, meant * factor) || isNear(told * factor, meant),
  )
  return found?.words ?? null
}

/**
 * Whether a side is off by exactly what it would be if a quantity it was given at receiving had been keyed in the wrong
 * unit: `received × factor − received`. Gives the mistake in words, or null.
 */
export const receivedInWrongUnit = (
  received: readonly Parts[],
  off: Parts,
  dimension: string,
  facts: Pick<PackageFacts, 'casePack' | 'unitGrams'>,
): string | null => {
  for (const quantity of received) {
    const words = unitMistake(quantity, quantity + off, dimension, facts)
    if (words !== null) return words
  }
  return null
}

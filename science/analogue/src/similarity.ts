/** What a product is, as far as it matters for how it sells. Absent means unknown. */
export interface Attributes {
  readonly category: string
  readonly brand?: string
  /** Indica, sativa, hybrid, CBD: as the catalogue has it. */
  readonly strainType?: string
  readonly vendor?: string
  /** Content of one unit, in any unit of measure that is the same for the whole category; above zero. */
  readonly size?: number
  /** Price of one unit in any currency unit, the same for all; above zero. */
  readonly price?: number
}

/** How much two products are alike: `score` from 0 to 1, and the agreement of each attribute both have. */
export interface Similarity {
  readonly score: number
  readonly agreement: Readonly<Partial<Record<keyof Attributes, number>>>
}

/** What each attribute counts. Category counts most: without it prices and sizes cannot be compared. */
const WEIGHTS: Readonly<Record<keyof Attributes, number>> = {
  category: 4,
  brand: 3,
  price: 2.5,
  size: 2,
  strainType: 1,
  vendor: 1,
}
/** Sizes or prices that differ by this factor agree by 1/e: an eighth and a quarter are other products, 30 and 33 are not. */
const SIZE_REACH = Math.log(1.6)
const PRICE_REACH = Math.log(1.35)
/** An attribute not known of both counts as this much agreement, so that knowing little never makes a perfect match. */
const UNKNOWN = 0.4

/**
 * Weighted mean of the attributes' agreement (Gower, Biometrics 27, 1971): names agree or not, sizes and prices by how far
 * apart they are in proportion.
 */
export const similarityOf = (one: Attributes, other: Attributes): Similarity => {
  const agreement: Partial<Record<keyof Attributes, number>> = {}
  let sum = 0
  let weights = 0
  for (const name of Object.keys(WEIGHTS) as (keyof Attributes)[]) {
    const agreed = agreementOf(name, one[name], other[name])
    if (agreed !== undefined) agreement[name] = agreed
    sum += WEIGHTS[name] * (agreed ?? UNKNOWN)
    weights += WEIGHTS[name]
  }
  return { score: sum / weights, agreement }
}

const agreementOf = (
  name: keyof Attributes,
  one: string | number | undefined,
  other: string | number | undefined,
): number | undefined => {
  if (typeof one === 'number' && typeof other === 'number')
    return one > 0 && other > 0
      ? Math.exp(-Math.abs(Math.log(one / other)) / (name === 'size' ? SIZE_REACH : PRICE_REACH))
      : undefined
  if (typeof one !== 'string' || typeof other !== 'string' || one.trim() === '' || other.trim() === '')
    return undefined
  return sameName(one, other) ? 1 : 0
}

const sameName = (one: string, other: string): boolean =>
  one.trim().toLowerCase() === other.trim().toLowerCase()

import { isAccepted, type AcceptedStatus, type Mark } from '../state-rules/marks.ts'
import type { Basis, Bucket, Count, Form, PurchaseLimit } from '../state-rules/limit-shape.ts'
import type { BasketLine, LimitReason, Part } from './contract.ts'
import { add, divide, fraction, multiply, ZERO, type Fraction } from './fraction.ts'
import { inUnit, type Amount } from './units.ts'

/** How much lines put into a bucket, and why that cannot be told of some of them. */
export interface Filling {
  readonly total: Fraction
  readonly unknown: readonly LimitReason[]
}

interface FillingFacts {
  readonly limit: PurchaseLimit
  readonly accept: AcceptedStatus
}

const BASIS_WORDS: Readonly<Record<Basis, string>> = {
  net_weight: 'net weight',
  concentrate_weight: 'grams of concentrate in it',
  thc: 'THC content',
  net_volume: 'volume',
  count: 'number',
}

/** Adds up what lines put into a bucket, exactly, in the cap's unit. */
export const fillBucket = (bucket: Bucket, lines: readonly BasketLine[], facts: FillingFacts): Filling => {
  let total = ZERO
  const unknown: LimitReason[] = []
  for (const line of lines)
    for (const part of line.parts)
      for (const count of bucket.counts.filter(({ forms }) => forms.includes(part.form))) {
        const share = shareOf(line, part, count, bucket, facts)
        if ('code' in share) unknown.push(share)
        else total = add(total, share)
      }
  return { total, unknown }
}

/** What a part of a line puts into the bucket, or why that is not known. */
const shareOf = (
  line: BasketLine,
  part: Part,
  count: Count,
  bucket: Bucket,
  { limit, accept }: FillingFacts,
): Fraction | LimitReason => {
  const doubtful = [count.mark, bucket.mark].find((mark) => mark && !isAccepted(mark.status, accept))
  if (doubtful !== undefined) return equivalencyUnknown(bucket, part.form, doubtful, line)
  const content = contentOf(part, count.basis)
  if (content === undefined) return contentMissing(bucket, count.basis, line)
  return multiply(fraction(line.quantity), inCapUnit(content, count, bucket, limit))
}

/** What one unit of the part puts into the bucket. */
const inCapUnit = (content: Amount, count: Count, bucket: Bucket, limit: PurchaseLimit): Fraction => {
  const { unit } = bucket.cap
  if (count.every === undefined || count.equals === undefined) return inUnit(content, unit, limit.ounceGrams)
  const share = divide(inUnit(content, count.every.unit, limit.ounceGrams), fraction(count.every.amount))
  return multiply(share, inUnit(count.equals, unit, limit.ounceGrams))
}

const contentOf = (part: Part, basis: Basis): Amount | undefined => {
  switch (basis) {
    case 'net_weight':
      return part.netWeight
    case 'concentrate_weight':
      return part.concentrateWeight
    case 'thc':
      return part.thc
    case 'net_volume':
      return part.netVolume
    case 'count':
      return { amount: '1', unit: 'each' }
  }
}

const equivalencyUnknown = (bucket: Bucket, form: Form, mark: Mark, line: BasketLine): LimitReason => ({
  code: 'equivalency_unknown',
  message: `How ${form} counts towards "${bucket.label}" is only ${mark.status} (${mark.source}). Confirm it under Rules with a source before selling.`,
  bucket: bucket.id,
  lineIds: [line.id],
})

const contentMissing = (bucket: Bucket, basis: Basis, line: BasketLine): LimitReason => ({
  code: 'content_missing',
  message: `The product has no ${BASIS_WORDS[basis]}, which "${bucket.label}" counts. Enter it with the product.`,
  bucket: bucket.id,
  lineIds: [line.id],
})

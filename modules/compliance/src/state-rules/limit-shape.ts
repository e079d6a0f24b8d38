import { z } from 'zod'
import { dimensionOf, UNITS, type Dimension } from '../limits/units.ts'
import { markShape } from './marks.ts'

/**
 * What goods are to a limit. `concentrate` is extract sold as such, `vape` extract in a cartridge; an infused pre-roll has
 * a flower part and a concentrate part.
 */
export const FORMS = [
  'flower',
  'concentrate',
  'vape',
  'solid_edible',
  'liquid_edible',
  'gaseous',
  'topical',
  'transdermal',
  'plant',
  'accessory',
] as const
export type Form = (typeof FORMS)[number]

/** What of the goods is counted: their weight, the extract inside them, their THC, their volume, or pieces. */
export const BASES = ['net_weight', 'concentrate_weight', 'thc', 'net_volume', 'count'] as const
export type Basis = (typeof BASES)[number]

const BASIS_DIMENSION: Readonly<Record<Basis, Dimension>> = {
  net_weight: 'mass',
  concentrate_weight: 'mass',
  thc: 'mass',
  net_volume: 'volume',
  count: 'count',
}

const amountShape = z.object({
  amount: z
    .string()
    .regex(/^\d{1,9}(\.\d{1,9})?$/, 'Write a plain number like 28.5')
    .refine((text) => /[1-9]/.test(text), 'must be above zero'),
  unit: z.enum(UNITS),
})

/**
 * Over what purchases a cap runs. `splits: 'day'` on a transaction: the regulator takes split tickets for evasion, so the
 * day's receipts always count together.
 */
const windowShape = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('transaction'), splits: z.literal('day').optional() }),
  z.object({ kind: z.literal('day') }),
  z.object({ kind: z.literal('rolling_days'), days: z.int().min(1).max(366) }),
  z.object({ kind: z.literal('month') }),
])
export type LimitWindow = z.output<typeof windowShape>

/** How forms fill a bucket: 1:1 on the basis, or `every` so much of it `equals` so much of the cap. */
const countShape = z.object({
  forms: z.array(z.enum(FORMS)).min(1),
  basis: z.enum(BASES),
  every: amountShape.optional(),
  equals: amountShape.optional(),
  mark: markShape.optional(),
})

const bucketShape = z.object({
  id: z.string().regex(/^[a-z][a-z0-9_]{0,39}$/, 'Write a short name like flower'),
  label: z.string().trim().min(1).max(80),
  window: windowShape,
  cap: amountShape,
  counts: z.array(countShape).min(1),
  mark: markShape.optional(),
})
export type Bucket = z.output<typeof bucketShape>
export type Count = Bucket['counts'][number]

/** The purchase limit of one kind of customer. A form that no bucket counts and that is not exempt is unknown: it blocks. */
export const purchaseLimitShape = z
  .object({
    buckets: z.array(bucketShape).min(1),
    exempt: z
      .array(z.object({ forms: z.array(z.enum(FORMS)).min(1), mark: markShape.optional() }))
      .optional(),
    /** Whose sales count: those of the shop, of the company, or of the whole state. Absent: the source does not say. */
    scope: z.enum(['store', 'organization', 'state']).optional(),
    /** False: adult and patient purchases may not be added to one another. */
    combinesWithOtherKinds: z.boolean().optional(),
    /** The state's system must be asked before the sale. */
    stateCheckFirst: z.boolean().optional(),
    /** A doctor's note may set another amount. */
    documentMayRaise: z.boolean().optional(),
    /** Grams the state takes for an ounce; absent: the exact 28.349523125. */
    ounceGrams: z
      .string()
      .regex(/^2[78](\.\d{1,9})?$/, 'Write grams of an ounce like 28.35')
      .optional(),
  })
  .superRefine((limit, context) => {
    const ids = limit.buckets.map(({ id }) => id)
    if (new Set(ids).size !== ids.length)
      context.addIssue({ code: 'custom', path: ['buckets'], message: 'Two buckets have the same id' })
    for (const [b, bucket] of limit.buckets.entries())
      for (const [c, count] of bucket.counts.entries()) {
        const message = mismatchOf(bucket, count)
        if (message !== null) context.addIssue({ code: 'custom', path: ['buckets', b, 'counts', c], message })
      }
  })
export type PurchaseLimit = z.output<typeof purchaseLimitShape>

/** Why a count cannot fill its bucket; null when it can. */
const mismatchOf = (bucket: Bucket, count: Count): string | null => {
  const basis = BASIS_DIMENSION[count.basis]
  const cap = dimensionOf(bucket.cap.unit)
  if ((count.every === undefined) !== (count.equals === undefined))
    return 'Give both "every" and "equals", or neither'
  if (count.every === undefined || count.equals === undefined)
    return basis === cap ? null : `Counts ${basis} against a cap of ${cap}: give "every" and "equals"`
  if (dimensionOf(count.every.unit) !== basis) return `"every" must be a ${basis}`
  return dimensionOf(count.equals.unit) === cap ? null : `"equals" must be a ${cap}, like the cap`
}

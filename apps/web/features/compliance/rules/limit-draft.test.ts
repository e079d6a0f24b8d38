import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { draftOfLimit, limitOf, newBucket } from './limit-draft'
import { BASES, FORMS, UNITS, type PurchaseLimit } from './values'

const amount = fc.record({
  amount: fc.integer({ min: 1, max: 99_999 }).map((hundredths) => String(hundredths / 100)),
  unit: fc.constantFrom(...UNITS),
})
const mark = fc.record({
  status: fc.constantFrom('verified', 'reported', 'unverified'),
  source: fc.constant('A guide'),
})
const forms = fc.subarray([...FORMS], { minLength: 1 })
const whole = fc.record({ forms, basis: fc.constantFrom(...BASES) })
const ratio = fc.record({ forms, basis: fc.constantFrom(...BASES), every: amount, equals: amount })
const count = fc
  .tuple(fc.oneof(whole, ratio), fc.option(mark))
  .map(([part, certainty]) => (certainty === null ? part : { ...part, mark: certainty }))
const window = fc.oneof(
  fc.constantFrom({ kind: 'day' }, { kind: 'month' }, { kind: 'transaction' }),
  fc.constant({ kind: 'transaction', splits: 'day' }),
  fc.integer({ min: 1, max: 366 }).map((days) => ({ kind: 'rolling_days', days })),
)
const bucket = fc.record(
  {
    id: fc.stringMatching(/^[a-z][a-z0-9_]{0,8}$/),
    label: fc.stringMatching(/^[A-Z][a-z]{1,8}$/),
    window,
    cap: amount,
    counts: fc.array(count, { minLength: 1, maxLength: 3 }),
    mark,
  },
  { requiredKeys: ['id', 'label', 'window', 'cap', 'counts'] },
)
const limit = fc.record(
  {
    buckets: fc.array(bucket, { minLength: 1, maxLength: 3 }),
    exempt: fc.tuple(fc.record({ forms, mark }, { requiredKeys: ['forms'] })),
    scope: fc.constantFrom('store', 'organization', 'state'),
    combinesWithOtherKinds: fc.boolean(),
    stateCheckFirst: fc.constant(true),
    documentMayRaise: fc.constant(true),
    ounceGrams: fc.constant('28.35'),
  },
  { requiredKeys: ['buckets'] },
) as fc.Arbitrary<PurchaseLimit>

describe('a purchase limit in the form', () => {
  it('comes back as it was when nothing is changed, with the certainty of each part', () => {
    fc.assert(
      fc.property(limit, (value) => {
        expect(limitOf(draftOfLimit(value))).toEqual(value)
      }),
    )
  })

  it('names a new cap after its label, and one whose label gives no name by its place', () => {
    const draft = draftOfLimit(null)
    const named = (label: string) =>
      limitOf({ ...draft, buckets: [{ ...newBucket(), label }] }).buckets.map(({ id }) => id)
    expect(named('THC in edibles, 2027')).toEqual(['thc_in_edibles_2027'])
    expect(named('1 ounce')).toEqual(['ounce'])
    expect(named('28.5')).toEqual(['bucket_1'])
  })
})

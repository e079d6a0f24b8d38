import { describe, expect, it } from 'vitest'
import type { PurchaseLimit } from './values'
import { wordsOf } from './value-words'

const bucket = {
  id: 'flower',
  label: 'Flower',
  window: { kind: 'day' },
  cap: { amount: '1', unit: 'oz' },
  counts: [{ forms: ['flower'], basis: 'net_weight' }],
} as const satisfies PurchaseLimit['buckets'][number]
const mark = (status: 'reported' | 'unverified') => ({ status, source: 'A guide' })

describe('a value in words', () => {
  it.each([
    ['deadline.report_recall', { within: { kind: 'hours', hours: 1 } }, 'Within 1 hour'],
    [
      'deadline.report_recall',
      { within: { kind: 'business_days', days: 3, at: 'end_of_day' }, tell: ['CRA', 'police'] },
      'Within 3 business days, by the end of the day; tell CRA, police',
    ],
    [
      'deadline.report_recall',
      { within: { kind: 'calendar_days', days: 0, at: '17:00' } },
      'The same day, by 17:00',
    ],
    ['inventory.reconcile', { every: { count: 1, unit: 'day' }, by: '08:00' }, 'Every day, by 08:00'],
    [
      'retention',
      { years: null, previousCalendarYears: 1, what: 'Sales' },
      'The present and 1 previous calendar year; sales',
    ],
    ['minimum_age', {}, 'Nothing is said'],
  ] as const)('of %s', (topic, value, words) => {
    expect(wordsOf(topic, value)).toBe(words)
  })

  it('is none where nothing is known, and said to be unreadable where it does not fit its topic', () => {
    expect(wordsOf('retention', null)).toBeNull()
    expect(wordsOf('deadline.report_recall', { hours: 24 })).toContain('cannot read')
    expect(wordsOf('retention', 'seven years')).toContain('cannot read')
  })
})

describe('a purchase limit in words', () => {
  const words = (...buckets: PurchaseLimit['buckets']) => wordsOf('purchase_limit.adult', { buckets })

  it('names each cap and its window', () => {
    expect(words(bucket, { ...bucket, label: 'Plants', cap: { amount: '6', unit: 'each' } })).toBe(
      'Flower: 1 oz per day · Plants: 6 pieces per day',
    )
  })

  it('never leaves out that a part is less certain, and tells the least certain', () => {
    const [count] = bucket.counts
    expect(words({ ...bucket, mark: mark('unverified') })).toBe('Flower: 1 oz per day (unverified)')
    expect(
      words({
        ...bucket,
        counts: [count, { ...count, mark: mark('reported') }, { ...count, mark: mark('unverified') }],
      }),
    ).toBe('Flower: 1 oz per day (some equivalents unverified)')
  })
})

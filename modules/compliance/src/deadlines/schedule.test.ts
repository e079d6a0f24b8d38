import { describe, expect, it } from 'vitest'
import type { StateRule } from '../state-rules/rule.ts'
import { shippedRules } from '../state-rules/rule-at.ts'
import { scheduleOf, type ScheduleQuestion } from './schedule.ts'
import { significanceOf } from './significance.ts'

const ask = (state: string, more: Partial<ScheduleQuestion> = {}) =>
  scheduleOf({
    topic: 'inventory.reconcile',
    state,
    lastDoneAt: new Date('2026-11-01T20:00:00Z'),
    now: new Date('2026-11-22T20:00:00Z'),
    timeZone: 'America/Los_Angeles',
    accept: 'reported',
    ...more,
  })

describe('a recurring duty', () => {
  it('is due so long after the last time, by the rule with its source', () => {
    expect(ask('CA')).toMatchObject({
      dueAt: new Date('2026-12-02T07:59:59.999Z'),
      basis: 'rule',
      status: 'verified',
      reason: 'Reconciling stock with the state system: every 30 days (4 CCR §15051, verified).',
    })
    expect(ask('OR').dueAt).toEqual(new Date('2026-11-02T16:00:00Z'))
    expect(ask('NJ', { topic: 'inventory.comprehensive' }).reason).toContain('every year')
  })

  it('is due today when it was never done, and when no rule can be acted on', () => {
    const today = new Date('2026-11-23T07:59:59.999Z')
    expect(ask('CA', { lastDoneAt: null })).toMatchObject({ dueAt: today, basis: 'rule' })
    expect(ask('OH')).toMatchObject({ dueAt: today, basis: 'none', status: 'unknown', source: null })
    const massachusetts = ask('MA')
    expect(massachusetts).toMatchObject({ dueAt: today, basis: 'none', status: 'unverified' })
    expect(massachusetts.reason).toContain('No verified schedule; treat as today.')
  })
})

describe('a significant discrepancy', () => {
  const [shipped] = shippedRules('CA', 'inventory.significant_discrepancy')
  const own: StateRule[] = [
    {
      ...shipped!,
      status: 'verified',
      origin: 'organization',
      effectiveFrom: '2026-11-01',
      source: { citation: '§15034', readOn: '2026-11-01' },
    },
  ]
  const measure = (difference: string, more: object = {}) =>
    significanceOf({
      state: 'CA',
      day: '2026-11-22',
      difference,
      averageMonthlySales: '10000',
      own,
      accept: 'reported',
      ...more,
    })

  it('begins exactly at the share the rule names, over or under', () => {
    expect([measure('-299.99').significant, measure('300').significant, measure('-300').significant]).toEqual(
      [false, true, true],
    )
    expect(measure('300').reason).toContain(
      'reaches 3 % of the average monthly sales (300; §15034, verified)',
    )
  })

  it('cannot be told without a rule to act on or without the sales', () => {
    expect(measure('300', { own: [] })).toMatchObject({ significant: undefined, status: 'unverified' })
    expect(measure('300', { averageMonthlySales: undefined, stock: '5' })).toMatchObject({
      significant: undefined,
    })
    expect(measure('300', { state: 'NY' })).toMatchObject({ significant: undefined, status: 'unknown' })
  })
})

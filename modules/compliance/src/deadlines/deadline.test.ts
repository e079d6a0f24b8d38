import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { StateRule } from '../state-rules/rule.ts'
import { deadlineOf, type DeadlineQuestion } from './deadline.ts'
import { dueAt, nextDue } from './due-at.ts'
import { DUTY_KINDS } from './duties.ts'
import { escalationSteps, PAGE_BEFORE_MS, stepAt, urgencyOf } from './escalation.ts'
import { endOfDay, localTime } from './local-time.ts'

const HOUR = 3_600_000
const at = (text: string) => new Date(text)
const ask = (question: Partial<DeadlineQuestion> & Pick<DeadlineQuestion, 'kind' | 'state'>) =>
  deadlineOf({
    discoveredAt: at('2026-11-20T18:00:00Z'),
    timeZone: 'America/Los_Angeles',
    accept: 'reported',
    ...question,
  })

describe('time allowed', () => {
  const friday = at('2026-11-20T18:00:00Z')
  const la = 'America/Los_Angeles'
  it.each([
    [{ kind: 'hours', hours: 24 }, '2026-11-21T18:00:00.000Z'],
    [{ kind: 'calendar_days', days: 3, at: 'same_time' }, '2026-11-23T18:00:00.000Z'],
    [{ kind: 'calendar_days', days: 1, at: '08:00' }, '2026-11-21T16:00:00.000Z'],
    [{ kind: 'calendar_days', days: 0, at: 'end_of_day' }, '2026-11-21T07:59:59.999Z'],
    [{ kind: 'business_days', days: 1, at: 'end_of_day' }, '2026-11-24T07:59:59.999Z'],
    [{ kind: 'business_days', days: 4, at: 'same_time' }, '2026-11-27T18:00:00.000Z'],
  ] as const)('%j from Friday noon ends at %s', (within, expected) => {
    expect(dueAt(within, friday, la, new Set(['2026-11-25'])).toISOString()).toBe(expected)
  })

  it('keeps the wall time over a change of the clock, while hours run on', () => {
    const before = at('2026-10-31T18:00:00Z')
    expect(dueAt({ kind: 'calendar_days', days: 1, at: 'same_time' }, before, la).toISOString()).toBe(
      '2026-11-01T19:00:00.000Z',
    )
    expect(dueAt({ kind: 'hours', hours: 24 }, before, la).toISOString()).toBe('2026-11-01T18:00:00.000Z')
  })

  it('comes again by days, weeks, months and years', () => {
    const done = at('2026-01-31T20:00:00Z')
    const next = (count: number, unit: 'day' | 'week' | 'month' | 'year', by?: string) =>
      localTime(nextDue({ every: { count, unit }, ...(by === undefined ? {} : { by }) }, done, la), la).day
    expect([next(30, 'day'), next(1, 'week'), next(1, 'month'), next(1, 'year')]).toEqual([
      '2026-03-02',
      '2026-02-07',
      '2026-02-28',
      '2027-01-31',
    ])
    expect(nextDue({ every: { count: 1, unit: 'day' }, by: '08:00' }, done, la).toISOString()).toBe(
      '2026-02-01T16:00:00.000Z',
    )
  })
})

describe('a deadline', () => {
  it('follows the rule of the state, with its source and status', () => {
    expect(ask({ kind: 'unreported_sale', state: 'CA' })).toMatchObject({
      dueAt: at('2026-11-21T18:00:00Z'),
      basis: 'rule',
      duties: [{ topic: 'deadline.record_transaction', status: 'verified', source: '4 CCR §15049(b)' }],
    })
    const oregon = ask({ kind: 'quantity_drift', state: 'OR', significant: false })
    expect(oregon).toMatchObject({ dueAt: at('2026-11-21T16:00:00Z'), basis: 'rule' })
  })

  it('takes the earliest of several duties, and a doubtful difference for significant', () => {
    const sure = ask({ kind: 'quantity_drift', state: 'CA', significant: true })
    expect(sure.duties.map(({ topic }) => topic)).toEqual([
      'deadline.report_discrepancy',
      'deadline.fix_entry_error',
    ])
    expect(sure.dueAt).toEqual(at('2026-11-21T18:00:00Z'))
    expect(sure.duties[0]).toMatchObject({ tell: ['DCC', 'police'], how: 'Form DCC-LIC-028' })
    expect(ask({ kind: 'quantity_drift', state: 'CA' }).reason).toContain('is not known; it is taken to be')
    expect(ask({ kind: 'quantity_drift', state: 'CA', significant: false }).dueAt).toEqual(
      at('2026-11-23T18:00:00Z'),
    )
  })

  it('is today where no rule is known, and where the rule is not verified, saying so', () => {
    const today = endOfDay('2026-11-20', 'America/Los_Angeles')
    const unknown = ask({ kind: 'unreported_sale', state: 'NM' })
    expect(unknown).toMatchObject({
      dueAt: today,
      basis: 'none',
      duties: [{ status: 'unknown', source: null }],
    })
    expect(unknown.reason).toContain('No verified deadline; treat as today.')
    const doubtful = ask({ kind: 'missing_package', state: 'MA' }).duties.find(
      (d) => d.topic === 'deadline.report_discrepancy',
    )
    expect(doubtful).toMatchObject({ dueAt: today, basis: 'none', status: 'unverified', tell: [] })
    expect(doubtful?.reason).toContain('is only unverified')
    expect(ask({ kind: 'theft_or_loss', state: 'MI', accept: 'verified' })).toMatchObject({
      dueAt: today,
      basis: 'none',
    })
  })

  it('follows a rule of the organisation on the days it covers', () => {
    const own: StateRule[] = [
      {
        id: 'own',
        state: 'NM',
        topic: 'deadline.record_transaction',
        value: { within: { kind: 'hours', hours: 48 } },
        effectiveFrom: '2026-11-20',
        effectiveTo: null,
        status: 'verified',
        source: { citation: 'Letter of the agency', readOn: '2026-11-19' },
        note: null,
        origin: 'organization',
      },
    ]
    expect(ask({ kind: 'transaction', state: 'NM', own }).dueAt).toEqual(at('2026-11-22T18:00:00Z'))
    // 23:59 of the day before, in the store
    const before = at('2026-11-20T07:59:00Z')
    expect(ask({ kind: 'transaction', state: 'NM', own, discoveredAt: before }).basis).toBe('none')
  })

  it('exists for every kind in every state, never before the discovery', () => {
    const kinds = fc.constantFrom(...DUTY_KINDS)
    const states = fc.constantFrom('CA', 'CO', 'MI', 'IL', 'MA', 'NJ', 'NY', 'OR', 'MO', 'OH', 'ND', 'TX')
    const instants = fc.integer({
      min: Date.parse('2025-01-01T00:00:00Z'),
      max: Date.parse('2028-01-01T00:00:00Z'),
    })
    fc.assert(
      fc.property(
        kinds,
        states,
        instants,
        fc.option(fc.boolean(), { nil: undefined }),
        (kind, state, ms, significant) => {
          const discoveredAt = new Date(ms)
          const found = ask({
            kind,
            state,
            discoveredAt,
            ...(significant === undefined ? {} : { significant }),
          })
          expect(found.dueAt.getTime()).toBeGreaterThanOrEqual(ms)
          expect(found.dueAt).toEqual(found.duties.map((duty) => duty.dueAt).sort((a, b) => +a - +b)[0])
          for (const duty of found.duties)
            expect(duty.basis === 'rule' && !['verified', 'reported'].includes(duty.status)).toBe(false)
        },
      ),
    )
  })
})

describe('escalation', () => {
  it('goes from the responsible person to the owner', () => {
    const steps = escalationSteps(at('2026-11-20T00:00:00Z'), at('2026-11-21T00:00:00Z'))
    expect(steps.map((step) => [step.at.toISOString().slice(8, 13), step.to, step.how])).toEqual([
      ['20T00', 'responsible', 'inbox'],
      ['20T12', 'manager', 'inbox'],
      ['20T20', 'manager', 'page'],
      ['21T00', 'owner', 'page'],
    ])
    expect(stepAt(steps, at('2026-11-20T21:00:00Z'))).toMatchObject({ to: 'manager', how: 'page' })
    expect(stepAt(steps, at('2026-11-19T21:00:00Z'))).toBeNull()
  })

  it('keeps its order however little time there is', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 400 * HOUR }), (length) => {
        const from = at('2026-11-20T00:00:00Z')
        const times = escalationSteps(from, new Date(from.getTime() + length)).map((step) =>
          step.at.getTime(),
        )
        expect(times).toEqual(times.toSorted((a, b) => a - b))
        expect(times[0]).toBe(from.getTime())
      }),
    )
  })

  it('is as urgent as the time left', () => {
    const now = at('2026-11-20T12:00:00Z')
    const urgency = (ms: number) => urgencyOf(new Date(now.getTime() + ms), now, at('2026-11-20T23:59:59Z'))
    expect([-1, 0, PAGE_BEFORE_MS, 12 * HOUR, 7 * 24 * HOUR].map(urgency)).toEqual([
      'overdue',
      'page_now',
      'today',
      'this_week',
      'later',
    ])
  })
})

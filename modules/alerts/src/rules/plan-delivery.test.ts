import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { isWithin, localTime } from './local-time.ts'
import {
  byUrgency,
  planDelivery,
  type DeliveryWish,
  type Rank,
  type Tellable,
  type Told,
} from './plan-delivery.ts'

const MINUTE = 60_000
const QUARTER = 15 * MINUTE
const ZONES = [
  'America/Denver',
  'America/New_York',
  'Pacific/Honolulu',
  'Australia/Lord_Howe',
  'UTC',
] as const

const wish = (over: Partial<DeliveryWish> = {}): DeliveryWish => ({
  how: 'at_once',
  kinds: null,
  minSeverity: 1,
  timeZone: 'America/Denver',
  digestHour: 7,
  criticalAtOnce: true,
  quiet: null,
  criticalBreaksQuiet: false,
  since: new Date('2026-01-01T00:00:00Z'),
  ...over,
})
const alert = (id: string, severity: Rank = 2, dollarsMinor = 0, kind = 'low_stock'): Tellable => ({
  id,
  kind,
  severity,
  dollarsMinor,
})

/** A person told of alerts over time, as the job does it. */
const person = (given: DeliveryWish) => {
  const severities = new Map<string, number>()
  let lastDigestDay: string | null = null
  return (open: readonly Tellable[], now: Date) => {
    const told: Told = { severities, lastDigestDay }
    const plan = planDelivery(given, told, open, now)
    for (const each of plan.digest?.alerts ?? plan.atOnce) severities.set(each.id, each.severity)
    lastDigestDay = plan.digest?.day ?? lastDigestDay
    return plan
  }
}
const ids = (alerts: readonly Tellable[] | undefined): string[] => (alerts ?? []).map(({ id }) => id)

const wishes = fc.record<DeliveryWish>({
  how: fc.constantFrom('at_once', 'digest', 'none'),
  kinds: fc.constantFrom(null, ['a'], ['a', 'b']),
  minSeverity: fc.constantFrom(1, 2, 3),
  timeZone: fc.constantFrom(...ZONES),
  digestHour: fc.integer({ min: 0, max: 23 }),
  criticalAtOnce: fc.boolean(),
  quiet: fc.option(
    fc.record({ from: fc.integer({ min: 0, max: 1439 }), to: fc.integer({ min: 0, max: 1439 }) }),
  ),
  criticalBreaksQuiet: fc.boolean(),
  since: fc.constant(new Date('2026-01-01T00:00:00Z')),
})
const tellables = fc.uniqueArray(
  fc.record<Tellable>({
    id: fc.string({ minLength: 1, maxLength: 3 }),
    kind: fc.constantFrom('a', 'b', 'c'),
    severity: fc.constantFrom(1, 2, 3),
    dollarsMinor: fc.integer({ min: 0, max: 5 }),
  }),
  { selector: ({ id }) => id, maxLength: 8 },
)
/** Around the days on which American clocks change, too. */
const starts = fc
  .constantFrom('2026-03-07T00:00:00Z', '2026-10-31T00:00:00Z', '2026-04-15T00:00:00Z')
  .chain((day) => fc.integer({ min: 0, max: 1439 }).map((n) => new Date(Date.parse(day) + n * MINUTE)))
const wants = (given: DeliveryWish, each: Tellable): boolean =>
  each.severity >= given.minSeverity && (given.kinds === null || given.kinds.includes(each.kind))
const isQuietAt = (given: DeliveryWish, minute: number): boolean =>
  given.quiet !== null && isWithin(minute, given.quiet.from, given.quiet.to)

describe('telling at once', () => {
  it('tells each alert once, and again when it becomes more urgent', () => {
    const tell = person(wish())
    const at = new Date('2026-04-15T18:00:00Z')
    expect(ids(tell([alert('a'), alert('b', 3)], at).atOnce)).toEqual(['b', 'a'])
    expect(tell([alert('a'), alert('b', 3)], at).atOnce).toEqual([])
    expect(ids(tell([alert('a', 3), alert('b', 2)], at).atOnce)).toEqual(['a'])
  })

  it('waits for the end of quiet hours, and breaks them only for what is critical and allowed', () => {
    const night = { quiet: { from: 22 * 60, to: 6 * 60 } }
    const late = new Date('2026-04-16T05:30:00Z') // 23:30 in Denver
    const morning = new Date('2026-04-16T12:00:00Z') // 06:00
    const tell = person(wish(night))
    expect(tell([alert('a', 3)], late).atOnce).toEqual([])
    expect(ids(tell([alert('a', 3)], morning).atOnce)).toEqual(['a'])
    const awake = person(wish({ ...night, criticalBreaksQuiet: true }))
    expect(ids(awake([alert('a', 3), alert('b', 2)], late).atOnce)).toEqual(['a'])
    expect(ids(awake([alert('a', 3), alert('b', 2)], morning).atOnce)).toEqual(['b'])
  })
})

describe('the digest', () => {
  it('comes at its hour once a day, most urgent and dearest first; what is critical need not wait', () => {
    const tell = person(wish({ how: 'digest' }))
    const open = [alert('a', 2, 5), alert('b', 2, 9), alert('c', 3)]
    expect(ids(tell(open, new Date('2026-04-15T12:45:00Z')).atOnce)).toEqual(['c'])
    const due = tell(open, new Date('2026-04-15T13:00:00Z'))
    expect([due.digest?.day, ids(due.digest?.alerts)]).toEqual(['2026-04-15', ['c', 'b', 'a']])
    expect(tell(open, new Date('2026-04-15T23:00:00Z')).digest).toBeNull()
    expect(tell(open, new Date('2026-04-16T13:00:00Z')).digest?.day).toBe('2026-04-16')
  })

  it('of today is not made up for a wish made after its hour', () => {
    const since = new Date('2026-04-15T20:00:00Z')
    const tell = person(wish({ how: 'digest', since }))
    expect(tell([alert('a')], new Date('2026-04-15T20:15:00Z')).digest).toBeNull()
    expect(tell([alert('a')], new Date('2026-04-16T13:00:00Z')).digest?.day).toBe('2026-04-16')
  })

  it('that found nothing in the morning does not wake anybody at night', () => {
    const tell = person(wish({ how: 'digest', quiet: { from: 22 * 60, to: 6 * 60 } }))
    expect(tell([alert('a')], new Date('2026-04-16T05:30:00Z')).digest).toBeNull()
  })
})

describe('whatever a person wishes', () => {
  it('nothing comes that was not wanted, twice, out of order or in quiet hours', () => {
    fc.assert(
      fc.property(wishes, tellables, starts, (given, open, start) => {
        const tell = person(given)
        const told = new Map<string, number>()
        const days: string[] = []
        for (let n = 0; n < 200; n++) {
          const now = new Date(start.getTime() + n * QUARTER)
          const { day, minute } = localTime(now, given.timeZone)
          const { atOnce, digest } = tell(open, now)
          expect([...atOnce].sort(byUrgency)).toEqual(atOnce)
          expect([...(digest?.alerts ?? [])].sort(byUrgency)).toEqual(digest?.alerts ?? [])
          for (const each of atOnce) {
            expect(wants(given, each)).toBe(true)
            expect(each.severity).toBeGreaterThan(told.get(each.id) ?? 0)
            if (isQuietAt(given, minute))
              expect([each.severity, given.criticalBreaksQuiet]).toEqual([3, true])
          }
          for (const each of digest?.alerts ?? []) expect(wants(given, each)).toBe(true)
          if (digest !== null) {
            expect([given.how, digest.day, days.includes(day)]).toEqual(['digest', day, false])
            expect(minute).toBeGreaterThanOrEqual(given.digestHour * 60)
            if (isQuietAt(given, minute)) expect(isQuietAt(given, given.digestHour * 60)).toBe(true)
            days.push(day)
          }
          for (const each of digest?.alerts ?? atOnce) told.set(each.id, each.severity)
        }
      }),
      { numRuns: 60 },
    )
  })

  it('everything wanted arrives within two days, unless the whole day is quiet or the digest cannot come', () => {
    const reachable = wishes.filter(
      (given) =>
        given.how === 'at_once' || (given.how === 'digest' && !isQuietAt(given, given.digestHour * 60)),
    )
    fc.assert(
      fc.property(reachable, tellables, starts, (given, open, start) => {
        const tell = person(given)
        const told = new Set<string>()
        for (let n = 0; n < 4 * 50; n++) {
          const { atOnce, digest } = tell(open, new Date(start.getTime() + n * QUARTER))
          for (const each of [...atOnce, ...(digest?.alerts ?? [])]) told.add(each.id)
        }
        const quietAllDay =
          given.quiet !== null && (given.quiet.to - given.quiet.from + 1440) % 1440 > 1440 - 15
        const wanted = open.filter((each) => wants(given, each)).map(({ id }) => id)
        if (!quietAllDay) expect([...told].sort()).toEqual(wanted.sort())
      }),
      { numRuns: 60 },
    )
  })
})

it('reads wall clocks', () => {
  expect(localTime(new Date('2026-04-16T05:30:00Z'), 'America/Denver')).toEqual({
    day: '2026-04-15',
    minute: 1410,
  })
  expect(localTime(new Date('2026-04-16T06:00:00Z'), 'America/Denver')).toEqual({
    day: '2026-04-16',
    minute: 0,
  })
})

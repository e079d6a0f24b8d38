import fc from 'fast-check'
import { DateTime } from 'luxon'
import { describe, expect, test } from 'vitest'
import { limitOf, DUTCHIE_LIMITS } from './limits.ts'
import { dueNow, POLLING_PLAN, type DutchieStream, type StreamStanding } from './polling.ts'

const ZONE = 'America/Denver'
const MINUTE = 60_000
const start = new Date('2026-03-01T12:00:00Z')

const pullOf = (stream: DutchieStream, standing: StreamStanding | null, now: Date, zone = ZONE) => {
  const standings = new Map(standing === null ? [] : [[stream, standing] as const])
  return dueNow(POLLING_PLAN, standings, now, zone).find((pull) => pull.stream === stream)
}

describe('the plan', () => {
  test('is due whole at first, in the order in which a store is filled', () => {
    const due = dueNow(POLLING_PLAN, new Map(), start, ZONE).map(({ stream }) => stream)
    expect(due).toEqual(POLLING_PLAN.map(({ stream }) => stream))
    expect(due.indexOf('products')).toBeLessThan(due.indexOf('transactions'))
    expect(due.indexOf('transactions')).toBeLessThan(due.indexOf('inventory'))
  })

  test('asks for two years of sales in windows that touch, and for all products', () => {
    const sales = pullOf('transactions', null, start)
    expect(sales?.windows.length).toBeGreaterThan(100)
    expect(sales?.windows[0]?.from).toEqual(new Date(start.getTime() - 2 * 365 * 86_400_000))
    expect(pullOf('products', null, start)?.windows).toEqual([])
    expect(pullOf('inventory', null, start)?.windows).toEqual([])
  })

  test('asks again after its pause, from ten minutes before what is held', () => {
    const held = { coveredUntil: start, pulledAt: start }
    const soon = new Date(start.getTime() + 3 * MINUTE - 1)
    const now = new Date(start.getTime() + 3 * MINUTE)
    expect(pullOf('transactions', held, soon)).toBeUndefined()
    expect(pullOf('transactions', held, now)?.windows).toEqual([
      { from: new Date(start.getTime() - 10 * MINUTE), until: now },
    ])
    expect(pullOf('products', held, new Date(start.getTime() + 15 * MINUTE))?.windows[0]?.from).toEqual(
      new Date(start.getTime() - 70 * MINUTE),
    )
  })

  test.each([
    ['an ordinary night', '2026-03-04T10:00:00Z', '2026-03-04T12:01:00Z'],
    ['the night the clocks go forward', '2026-03-08T08:00:00Z', '2026-03-08T11:01:00Z'],
    ['the night they go back', '2026-11-01T07:00:00Z', '2026-11-01T12:01:00Z'],
  ])('asks daily lists at five by the wall clock of the store: %s', (_, pulledAt, due) => {
    const held = { coveredUntil: null, pulledAt: new Date(pulledAt) }
    expect(pullOf('rooms', held, new Date(Date.parse(due) - 1))).toBeUndefined()
    expect(pullOf('rooms', held, new Date(due))?.dueSince).toEqual(new Date(due))
  })

  test('asks closing reports for whole store days, each once it is over', () => {
    const held = {
      coveredUntil: new Date('2026-03-07T07:00:00Z'),
      pulledAt: new Date('2026-03-07T12:00:00Z'),
    }
    expect(pullOf('closing', held, new Date('2026-03-09T15:00:00Z'))?.windows).toEqual([
      { from: new Date('2026-03-07T07:00:00Z'), until: new Date('2026-03-08T07:00:00Z') },
      // twenty-three hours
      { from: new Date('2026-03-08T07:00:00Z'), until: new Date('2026-03-09T06:00:00Z') },
    ])
  })

  test('stays far below every limit', () => {
    for (const { everyMs } of POLLING_PLAN) expect(MINUTE / everyMs).toBeLessThan(1)
    expect(limitOf('GET', '/reporting/transactions', DUTCHIE_LIMITS)).toBe(600)
    expect(limitOf('GET', '/reporting/inventory', DUTCHIE_LIMITS)).toBe(60)
    expect(limitOf('GET', '/inventory', DUTCHIE_LIMITS)).toBe(200)
    expect(limitOf('GET', '/room/rooms', DUTCHIE_LIMITS)).toBe(120)
    expect(limitOf('GET', '/reporting/loyalty-snapshot', DUTCHIE_LIMITS)).toBe(1)
  })

  test('refuses a time zone nobody knows', () => {
    expect(() => dueNow(POLLING_PLAN, new Map(), start, 'Denver')).toThrow(/time zone/)
  })
})

const listDay = (at: Date): string => {
  const wall = DateTime.fromJSDate(at, { zone: ZONE })
  return wall.minus({ days: wall.toFormat('HH:mm') < '05:01' ? 1 : 0 }).toISODate() ?? ''
}

test('whatever the rhythm of asking, windows of sales leave no gap and daily lists come once a store day', () => {
  fc.assert(
    fc.property(
      fc.array(fc.integer({ min: 1, max: 30 * 60 * MINUTE }), { minLength: 1, maxLength: 40 }),
      (pauses) => {
        let now = start.getTime()
        let covered = start.getTime()
        const sales = { coveredUntil: start, pulledAt: start }
        const rooms = { coveredUntil: null, pulledAt: start }
        const days: string[] = []
        for (const pause of pauses) {
          now += pause
          const at = new Date(now)
          const pull = pullOf('transactions', sales, at)
          for (const window of pull?.windows ?? []) {
            expect(window.from.getTime()).toBeLessThanOrEqual(covered)
            expect(window.until.getTime()).toBeGreaterThanOrEqual(covered)
            covered = window.until.getTime()
          }
          if (pull !== undefined) {
            expect(covered).toBe(now)
            Object.assign(sales, { coveredUntil: at, pulledAt: at })
          }
          if (pullOf('rooms', rooms, at) === undefined) continue
          rooms.pulledAt = at
          // a day of this list begins a minute past five
          days.push(listDay(at))
        }
        expect(new Set(days).size).toBe(days.length)
      },
    ),
  )
})

import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { parts } from '../reconciliation/engine/parts.ts'
import { scaleOf } from '../reconciliation/engine/scale.ts'
import { replay, type RecordedEvent, type ReplaySide } from './replay.ts'

const side = (unit: string) => ({ quantity: 0, unit }) as never
const pieces = scaleOf({
  unitGrams: null,
  shelf: side('each'),
  pos: side('Each'),
  state: side('Each'),
  sales: [],
  reports: [],
})
const event = (
  at: number,
  of: ReplaySide,
  change: string | null,
  holds: string | null = null,
): RecordedEvent => ({
  at,
  side: of,
  what: 'something',
  change: change === null ? null : parts(change),
  holds: holds === null ? null : parts(holds),
  unit: 'each',
  reference: null,
  actor: null,
})

describe('a replay', () => {
  it('keeps a balance of each side and says since when they part', () => {
    const { events, now, apartSince } = replay(
      [
        event(1000, 'shelf', '10'),
        event(1000, 'state', null, '10'),
        event(2000, 'shelf', '-2'),
        event(3000, 'state', null, '8'),
        event(4000, 'shelf', '-1'),
        event(5000, 'pos', null, '7'),
      ],
      pieces,
    )
    expect(events.map(({ after }) => [after.shelf, after.pos, after.state])).toEqual([
      ['10', null, null],
      ['10', null, '10'],
      ['8', null, '10'],
      ['8', null, '8'],
      ['7', null, '8'],
      ['7', '7', '8'],
    ])
    expect(events.map(({ apart }) => apart)).toEqual([false, false, true, false, true, true])
    expect(apartSince).toBe(new Date(4000).toISOString())
    expect(now).toEqual({ shelf: '7', pos: '7', state: '8' })
  })

  it('compares what is kept in other units by what it is', () => {
    const grams = scaleOf({
      unitGrams: null,
      shelf: side('g'),
      pos: null,
      state: side('Ounces'),
      sales: [],
      reports: [],
    })
    const weighed = (unit: string, of: ReplaySide, holds: string) => ({ ...event(1, of, null, holds), unit })
    expect(
      replay([weighed('g', 'shelf', '28.35'), weighed('Ounces', 'state', '1')], grams).apartSince,
    ).toBeNull()
    expect(
      replay([weighed('g', 'shelf', '27'), weighed('Ounces', 'state', '1')], grams).apartSince,
    ).not.toBeNull()
  })

  it('ends with each side’s last word, whatever happened in whatever order', () => {
    const recorded = fc.record({
      at: fc.integer({ min: 0, max: 50 }),
      side: fc.constantFrom<ReplaySide>('shelf', 'pos', 'state'),
      change: fc.integer({ min: -50_000, max: 50_000 }),
    })
    fc.assert(
      fc.property(fc.array(recorded, { maxLength: 30 }), (list) => {
        const events = list.map((one) => ({ ...event(one.at, one.side, '0'), change: one.change }))
        const { now, events: told } = replay(events, pieces)
        for (const of of ['shelf', 'pos', 'state'] as const) {
          const own = events.filter((one) => one.side === of)
          const sum = own.reduce((total, { change }) => total + (change ?? 0), 0)
          expect(now[of] === null ? null : parts(now[of])).toBe(own.length === 0 ? null : sum)
        }
        return told.every(({ at }, n) => n === 0 || at >= (told[n - 1]?.at ?? ''))
      }),
    )
  })
})

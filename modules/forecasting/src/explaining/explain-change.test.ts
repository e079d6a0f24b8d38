import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { explainChange, PARTS, type Stood } from './explain-change.ts'

const FIRST = 20_000
const stood = (
  of: (day: number) => number,
  firstDay = FIRST,
  planned?: (units: number, i: number) => number,
): Stood => {
  const mean = Array.from({ length: 60 }, (_, i) => Math.max(0, of(firstDay + i)))
  return { firstDay, mean, planned: mean.map((units, i) => planned?.(units, i) ?? units) }
}
const none = new Set<number>()
const change = (before: Stood, now: Stood, events: ReadonlySet<number> = none) =>
  explainChange(before, now, events, 14)!

describe('what changed since the last forecast', () => {
  it('names the part that moved', () => {
    const weekly = (day: number) => (day % 7 < 2 ? 2 : 1)
    const steady = stood((day) => 10 * weekly(day))
    const biggest = (now: Stood, events: ReadonlySet<number> = none) =>
      PARTS.toSorted(
        (a, b) =>
          Math.abs(change(steady, now, events).parts[b]) - Math.abs(change(steady, now, events).parts[a]),
      )[0]
    expect(biggest(stood((day) => 13 * weekly(day)))).toBe('level')
    expect(
      biggest(
        stood((day) => 10 * weekly(day) * (day === FIRST + 5 ? 3 : 1)),
        new Set([FIRST + 5]),
      ),
    ).toBe('events')
    expect(
      biggest(
        stood(
          (day) => 10 * weekly(day),
          FIRST,
          (units, i) => (i < 3 ? units + 5 : units),
        ),
      ),
    ).toBe('people')
  })

  it('tells a trend from a level by the days ahead', () => {
    const { parts } = change(
      stood(() => 10),
      stood((day) => 10 + (day - FIRST) / 2),
      none,
    )
    expect(parts.level).toBeCloseTo(14 * 3.25, 1)
    // about the middle of the days a slope adds as much as it takes
    expect(parts.trend).toBeCloseTo(0, 6)
  })

  it('sums to the whole change, and is nothing where nothing changed', () => {
    const some = fc.array(fc.double({ min: 0, max: 50, noNaN: true }), { minLength: 60, maxLength: 60 })
    fc.assert(
      fc.property(
        some,
        some,
        fc.nat({ max: 40 }),
        fc.uniqueArray(fc.nat({ max: 59 })),
        (a, b, later, marks) => {
          const before = { firstDay: FIRST, mean: a, planned: a }
          const now = {
            firstDay: FIRST + later,
            mean: b,
            planned: b.map((units, i) => (i < 4 ? units + 1 : units)),
          }
          const events = new Set(marks.map((mark) => FIRST + mark))
          const found = change(before, now, events)
          const sum = PARTS.reduce((total, part) => total + found.parts[part], 0)
          expect(sum).toBeCloseTo(found.nowUnits - found.beforeUnits, 6)
          const same = change(before, before, events)
          for (const part of PARTS) expect(same.parts[part]).toBeCloseTo(0, 6)
        },
      ),
    )
  })

  it('says nothing of forecasts that share no day', () => {
    expect(
      explainChange(
        stood(() => 1),
        stood(() => 1, FIRST + 60),
        none,
        14,
      ),
    ).toBeNull()
  })
})

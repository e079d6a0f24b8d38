import fc from 'fast-check'
import { expect, it } from 'vitest'
import { planPull } from './windows.ts'

const DAY = 86_400_000
const MINUTE = 60_000
const from = new Date('2026-01-01T00:00:00Z')
const spans = fc.record({
  length: fc.integer({ min: 0, max: 800 * DAY }),
  overlapMs: fc.integer({ min: 0, max: 3 * DAY }),
  rowsPerDay: fc.double({ min: 0, max: 5_000, noNaN: true }),
})

it('covers the whole span with its overlap, forwards, without a gap, never past its end', () => {
  fc.assert(
    fc.property(spans, ({ length, overlapMs, rowsPerDay }) => {
      const to = new Date(from.getTime() + length)
      const { windows, mode } = planPull({ from, to, overlapMs, rowsPerDay })
      expect(windows[0]?.start).toEqual(new Date(from.getTime() - overlapMs))
      expect(windows.at(-1)?.end).toEqual(to)
      for (const [index, window] of windows.entries()) {
        const next = windows[index + 1]
        const span = window.end.getTime() - window.start.getTime()
        expect(span).toBeGreaterThanOrEqual(0)
        if (mode === 'whole') expect(span).toBeLessThanOrEqual(DAY)
        if (next === undefined) continue
        expect(next.start.getTime()).toBeLessThan(window.end.getTime())
        expect(next.start.getTime()).toBeGreaterThan(window.start.getTime())
      }
    }),
  )
})

it('takes the way of fewer calls; at about twenty rows a day they are even', () => {
  const to = new Date(from.getTime() + 700 * DAY)
  const quiet = planPull({ from, to, rowsPerDay: 3 })
  const busy = planPull({ from, to, rowsPerDay: 200 })
  expect([quiet.mode, busy.mode]).toEqual(['paged', 'whole'])
  expect(quiet.calls).toBeLessThan(busy.calls)
  expect(busy.calls).toBe(busy.windows.length)
  expect(planPull({ from, to, rowsPerDay: 17 }).mode).toBe('paged')
  expect(planPull({ from, to, rowsPerDay: 21 }).mode).toBe('whole')
})

it('overlaps a poll by a little over an hour', () => {
  const to = new Date(from.getTime() + 5 * MINUTE)
  expect(planPull({ from, to, rowsPerDay: Infinity }).windows).toEqual([
    { start: new Date(from.getTime() - 65 * MINUTE), end: to },
  ])
})

it('refuses a span that ends before it starts', () => {
  expect(() => planPull({ from, to: new Date(from.getTime() - 1), rowsPerDay: 1 })).toThrow(/clock/)
})

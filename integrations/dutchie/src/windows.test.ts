import fc from 'fast-check'
import { expect, test } from 'vitest'
import { LONGEST_RANGE, OVERLAP, planWindows } from './windows.ts'

const from = new Date('2026-01-01T00:00:00Z')
const DAY = 86_400_000

test('covers the span with its overlap, forwards, without a gap, never past its end or too long', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 0, max: 800 * DAY }),
      fc.integer({ min: 0, max: DAY }),
      fc.integer({ min: 60_000, max: 90 * DAY }),
      (length, overlapMs, longestMs) => {
        const until = new Date(from.getTime() + length)
        fc.pre(length / longestMs < 2_000)
        const windows = planWindows({ from, until, overlapMs, longestMs })
        expect(windows[0]?.from).toEqual(new Date(from.getTime() - overlapMs))
        expect(windows.at(-1)?.until).toEqual(until)
        for (const [index, window] of windows.entries()) {
          const span = window.until.getTime() - window.from.getTime()
          expect(span).toBeGreaterThanOrEqual(0)
          expect(span).toBeLessThanOrEqual(Math.min(longestMs, LONGEST_RANGE))
          const next = windows[index + 1]
          if (next !== undefined) {
            expect(next.from.getTime()).toBeLessThan(window.until.getTime())
            expect(next.from.getTime()).toBeGreaterThan(window.from.getTime())
          }
        }
      },
    ),
  )
})

test('reaches back ten minutes unless told', () => {
  expect(planWindows({ from, until: from })).toEqual([
    { from: new Date(from.getTime() - OVERLAP), until: from },
  ])
  expect(OVERLAP).toBe(600_000)
})

test('refuses a span that ends before it starts, and windows that cannot move on', () => {
  expect(() => planWindows({ from, until: new Date(from.getTime() - 1) })).toThrow(/clock/)
  expect(() => planWindows({ from, until: from, longestMs: 1_000 })).toThrow(/longer than a second/)
})

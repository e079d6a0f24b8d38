import { expect, test } from 'vitest'
import fc from 'fast-check'
import type { StreamPlan } from '../vendors/port.ts'
import { backfillShare, nextWindow } from './windows.ts'

const plan = fc.record({
  overlap: fc.integer({ min: 0, max: 7200 }),
  lag: fc.integer({ min: 0, max: 600 }),
  longestWindow: fc.integer({ min: 3600, max: 7 * 86_400 }),
  backfillDays: fc.integer({ min: 1, max: 14 }),
})
const whole = (some: object): StreamPlan => ({
  name: 'sales',
  title: 'Sales',
  mode: 'window',
  every: 60,
  staleAfter: 3600,
  overlap: 0,
  lag: 0,
  longestWindow: 60,
  backfillDays: 1,
  ...some,
})
const NOW = new Date('2026-04-20T16:20:00Z')

test('windows walked one after another cover everything from the first day to the present, and end', () => {
  fc.assert(
    fc.property(plan, (some) => {
      const stream = whole(some)
      let coveredUntil: Date | null = null
      let from: Date | null = null
      for (let step = 0; ; step += 1) {
        const window = nextWindow(stream, { coveredFrom: from, coveredUntil }, NOW)
        if (window === null) break
        expect(window.until.getTime()).toBeGreaterThan(window.from.getTime())
        expect(window.until.getTime() - (coveredUntil ?? window.from).getTime()).toBeLessThanOrEqual(
          stream.longestWindow * 1000,
        )
        if (coveredUntil !== null) expect(window.from.getTime()).toBeLessThanOrEqual(coveredUntil.getTime())
        from ??= window.from
        coveredUntil = window.until
        expect(step).toBeLessThan(100_000)
      }
      expect(from?.getTime()).toBe(NOW.getTime() - stream.backfillDays * 86_400_000)
      expect(coveredUntil?.getTime()).toBe(NOW.getTime() - stream.lag * 1000)
    }),
    { numRuns: 40 },
  )
})

test('a clock set back asks for nothing rather than walking backwards', () => {
  const ahead = new Date(NOW.getTime() + 60_000)
  expect(nextWindow(whole({}), { coveredFrom: null, coveredUntil: ahead }, NOW)).toBeNull()
})

test('the share of a back-fill grows from nothing to all', () => {
  const from = new Date('2026-04-10T00:00:00Z')
  const target = new Date('2026-04-20T00:00:00Z')
  expect(backfillShare(from, target, null)).toBe(0)
  expect(backfillShare(from, target, new Date('2026-04-15T00:00:00Z'))).toBe(0.5)
  expect(backfillShare(from, target, new Date('2026-04-21T00:00:00Z'))).toBe(1)
})

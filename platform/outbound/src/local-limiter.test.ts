import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import fc from 'fast-check'
import { localLimiter } from './local-limiter.ts'

beforeEach(() => {
  vi.useFakeTimers()
})
afterEach(() => {
  vi.useRealTimers()
})

test('no span of a window ever holds more grants than permits, for any claims and callers', async () => {
  const claim = fc.record({
    permits: fc.integer({ min: 1, max: 6 }),
    windowMs: fc.integer({ min: 10, max: 2000 }),
  })
  await fc.assert(
    fc.asyncProperty(claim, claim, fc.integer({ min: 1, max: 30 }), async (key, facility, callers) => {
      const limiter = localLimiter()
      const claims = [
        { key: 'key', ...key },
        { key: 'facility', ...facility },
      ]
      const granted: number[] = []
      const all = Promise.all(
        Array.from({ length: callers }, async () => {
          const release = await limiter.take(claims)
          granted.push(Date.now())
          await release()
        }),
      )
      await vi.runAllTimersAsync()
      await all
      for (const { permits, windowMs } of claims)
        for (const [place, at] of granted.entries())
          if (place >= permits) expect(at - granted[place - permits]!).toBeGreaterThanOrEqual(windowMs)
    }),
  )
})

test('slots bound what runs at once', async () => {
  const limiter = localLimiter()
  const claims = [{ key: 'key', permits: 100, windowMs: 1000, concurrent: 2 }]
  const first = await limiter.take(claims)
  await limiter.take(claims)
  let third = false
  const waiting = (async () => {
    await limiter.take(claims)
    third = true
  })()
  await vi.advanceTimersByTimeAsync(500)
  expect(third).toBe(false)
  await first()
  await vi.advanceTimersByTimeAsync(50)
  await waiting
  expect(third).toBe(true)
})

import { inTurn, pause, turnOf, WINDOW_MARGIN, type RateClaim, type RateLimiter } from './limiter.ts'

interface Meter {
  granted: number[]
  running: number
  heldUntil: number
}

const SLOT_WAIT_MS = 5

/** A limiter for one process: tests, and tools that run alone. Times are milliseconds of `now`. */
export const localLimiter = (options: { readonly now?: () => number } = {}): RateLimiter => {
  const now = options.now ?? Date.now
  const meters = new Map<string, Meter>()
  const queue = inTurn()
  const meterOf = (key: string): Meter => {
    const meter = meters.get(key) ?? { granted: [], running: 0, heldUntil: 0 }
    meters.set(key, meter)
    return meter
  }
  return {
    take: async (claims, signal) => {
      if (claims.length === 0) return () => Promise.resolve()
      await queue(turnOf(claims), async () => {
        for (;;) {
          signal?.throwIfAborted()
          const wait = Math.max(...claims.map((claim) => waitFor(meterOf(claim.key), claim, now())))
          if (wait <= 0) break
          await pause(Math.ceil(wait), signal)
        }
        for (const claim of claims) grant(meterOf(claim.key), claim, now())
      })
      return () => {
        for (const { key } of claims) meterOf(key).running -= 1
        return Promise.resolve()
      }
    },
    hold: (key, until) => {
      const meter = meterOf(key)
      meter.heldUntil = Math.max(meter.heldUntil, until.getTime())
      return Promise.resolve()
    },
  }
}

const waitFor = (meter: Meter, claim: RateClaim, at: number): number => {
  const oldest = meter.granted.at(-claim.permits)
  const window = oldest === undefined ? 0 : oldest + claim.windowMs * WINDOW_MARGIN - at
  const slots = meter.running >= (claim.concurrent ?? Infinity) ? SLOT_WAIT_MS : 0
  return Math.max(window, slots, meter.heldUntil - at)
}

const grant = (meter: Meter, claim: RateClaim, at: number): void => {
  meter.granted = [...meter.granted, at].slice(-claim.permits)
  meter.running += 1
}

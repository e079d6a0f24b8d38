/**
 * One limit that a call counts against: at most `permits` calls in any span of `windowMs`, and at most `concurrent` at
 * once. `key` is shared by every process that calls the same vendor with the same key.
 */
export interface RateClaim {
  readonly key: string
  readonly permits: number
  readonly windowMs: number
  readonly concurrent?: number
}

/** Grants calls so that no vendor's limit is passed. */
export interface RateLimiter {
  /**
   * Waits for a permit of every claim at once, first come first served within the process.
   * @returns what gives the concurrency slots back
   * @throws the signal's reason when it is aborted while waiting
   */
  take(claims: readonly RateClaim[], signal?: AbortSignal): Promise<() => Promise<void>>
  /** The vendor said wait: nobody is granted a permit of this key before `until`. */
  hold(key: string, until: Date): Promise<void>
}

/**
 * Two calls granted a window apart may arrive a little less than that apart; the margin keeps them from being refused.
 * Costs a twentieth of the rate.
 */
export const WINDOW_MARGIN = 1.05

/** Waits, or throws the signal's reason. */
export const pause = (ms: number, signal?: AbortSignal): Promise<void> =>
  new Promise((done, failed) => {
    if (signal?.aborted === true) return failed(signal.reason as Error)
    const stop = (): void => {
      clearTimeout(timer)
      failed(signal?.reason as Error)
    }
    const timer = setTimeout(() => {
      signal?.removeEventListener('abort', stop)
      done()
    }, ms)
    signal?.addEventListener('abort', stop, { once: true })
  })

/** Serves waiting callers one after another, so that the one who came first asks first. */
export const inTurn = (): ((key: string, work: () => Promise<void>) => Promise<void>) => {
  const tails = new Map<string, Promise<void>>()
  return async (key, work) => {
    const before = tails.get(key) ?? Promise.resolve()
    const mine = before.then(work, work)
    tails.set(key, mine)
    await mine.finally(() => {
      if (tails.get(key) === mine) tails.delete(key)
    })
  }
}

/** What a set of claims waits behind: the claim of the fewest users, usually the vendor's key. */
export const turnOf = (claims: readonly RateClaim[]): string =>
  claims
    .map(({ key }) => key)
    .toSorted()
    .join('|')

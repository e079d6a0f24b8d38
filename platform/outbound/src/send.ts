import { isBrokenCircuitError } from 'cockatiel'
import { breakers } from './breaker.ts'
import { OutboundError } from './errors.ts'
import { fetchOnce } from './fetch-once.ts'
import { pause, type RateClaim, type RateLimiter } from './limiter.ts'

/** A call to another company's system. */
export interface Outgoing {
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'
  readonly url: string
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: string | Uint8Array
  readonly claims?: readonly RateClaim[]
  /** May be sent again although it may have taken effect. Default: true for GET only. */
  readonly repeatable?: boolean
  /** For the whole answer; 30 seconds unless told. */
  readonly timeoutMs?: number
  /** Largest answer taken; 64 MB unless told. */
  readonly maxBytes?: number
  readonly signal?: AbortSignal
}

/** A complete answer, whatever its status. */
export interface Answer {
  readonly status: number
  readonly headers: Headers
  readonly text: string
  readonly bytes: Uint8Array
}

export type Send = (request: Outgoing) => Promise<Answer>

export interface SendOptions {
  readonly limiter: RateLimiter
  /** What shares a circuit breaker; the host unless told. */
  readonly breakerKey?: (url: string) => string
  /** Tries after the first; 4 unless told. */
  readonly retries?: number
  readonly sleep?: (ms: number, signal?: AbortSignal) => Promise<void>
  /** 0…1, for the jitter. */
  readonly random?: () => number
  readonly now?: () => number
}

const FIRST_BACK_OFF_MS = 400
const LONGEST_BACK_OFF_MS = 30_000
/** A vendor that asks for more patience than this is answered by the caller's own schedule. */
const LONGEST_HOLD_MS = 120_000

/**
 * Makes the function through which clients call outside systems: it waits for the vendor's limits, tries again with
 * jittered exponential back-off where that is safe (429 always: the call was refused unsent; 5xx and broken connections
 * only of repeatable calls), honours Retry-After for everybody who shares the claims, and rests a host that keeps failing.
 * @throws OutboundError when there is no usable answer
 */
export const createSend = (options: SendOptions): Send => {
  const breakerOf = breakers()
  const keyOf = options.breakerKey ?? ((url) => new URL(url).host)
  const sleep = options.sleep ?? pause
  const random = options.random ?? Math.random
  const retries = options.retries ?? 4
  const backOff = (attempt: number): number =>
    Math.min(LONGEST_BACK_OFF_MS, FIRST_BACK_OFF_MS * 2 ** attempt) * (0.5 + random() / 2)

  const once = async (request: Outgoing): Promise<Answer> => {
    const release = await options.limiter.take(request.claims ?? [], request.signal)
    try {
      return await fetchOnce(request)
    } finally {
      await release()
    }
  }

  return async (request) => {
    const breaker = breakerOf(keyOf(request.url))
    const repeatable = request.repeatable ?? request.method === 'GET'
    for (let attempt = 0; ; attempt += 1) {
      const tried = await breaker
        .execute(async () => {
          const answer = await once(request)
          if (answer.status >= 500) throw new ServerFault(answer)
          return answer
        })
        .catch((error: unknown) => settle(error, request))
      const last = attempt >= retries
      if (tried instanceof OutboundError) {
        if (last || tried.reason === 'circuit_open' || tried.reason === 'too_large') throw tried
        if (tried.outcome === 'unknown' && !repeatable) throw tried
        await sleep(backOff(attempt), request.signal)
      } else if (tried.status === 429) {
        const wait = retryAfterMs(tried, options.now ?? Date.now) ?? backOff(attempt)
        await holdAll(options, request, wait)
        if (last || wait > LONGEST_HOLD_MS) return tried
        await sleep(wait, request.signal)
      } else if (tried.status >= 500 && repeatable && !last) {
        await sleep(retryAfterMs(tried, options.now ?? Date.now) ?? backOff(attempt), request.signal)
      } else return tried
    }
  }
}

/** Carries a 5xx through the breaker, which counts failures by what is thrown. */
class ServerFault extends Error {
  readonly answer: Answer
  constructor(answer: Answer) {
    super(`status ${answer.status}`)
    this.answer = answer
  }
}

const settle = (error: unknown, request: Outgoing): Answer | OutboundError => {
  if (error instanceof ServerFault) return error.answer
  if (error instanceof OutboundError) return error
  if (isBrokenCircuitError(error))
    return new OutboundError('circuit_open', 'not_sent', new URL(request.url).host, error)
  throw error
}

const holdAll = async (options: SendOptions, request: Outgoing, wait: number): Promise<void> => {
  const until = new Date((options.now ?? Date.now)() + wait)
  for (const { key } of request.claims ?? []) await options.limiter.hold(key, until)
}

/** Retry-After in seconds or as a date (RFC 9110 §10.2.3), in milliseconds from now. */
const retryAfterMs = (answer: Answer, now: () => number): number | undefined => {
  const header = answer.headers.get('retry-after')
  if (header === null) return undefined
  const seconds = Number(header)
  const ms = Number.isFinite(seconds) ? seconds * 1000 : Date.parse(header) - now()
  return Number.isFinite(ms) ? Math.max(0, ms) : undefined
}

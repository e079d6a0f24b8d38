import { createHash } from 'node:crypto'
import { z } from 'zod'
import { readJson, VendorShapeError, type Answer, type RateClaim, type Send } from '@suite/outbound'
import { BlazeError } from './errors.ts'
import { store, type WireStore } from './wire/stock.ts'

/** Where the API lives; a simulator is elsewhere. */
export const BLAZE_HOST = 'https://api.partners.blaze.me'

export interface BlazeSettings {
  /** From `@suite/outbound`: limits, retries and the circuit breaker are its. */
  readonly send: Send
  /** `BLAZE_HOST` unless told. */
  readonly baseUrl?: string
  /** The software's key. */
  readonly partnerKey: string
  /** The developer key of one store. */
  readonly storeKey: string
  /** Calls a minute; 300 unless told: a client in use keeps to 2000 in five minutes (unverified). */
  readonly callsPerMinute?: number
}

/** Lists in pages, with the word each has for its place. */
export const LISTS = {
  products: { path: '/api/v1/partner/products', skip: 'skip' },
  batches: { path: '/api/v1/partner/store/batches', skip: 'start' },
  transactions: { path: '/api/v1/partner/transactions', skip: 'skip' },
  members: { path: '/api/v1/partner/members', skip: 'skip' },
} as const
export type ListName = keyof typeof LISTS

/** One page as it came. `limit` is how many rows the server puts on a page, `total` how many the list has. */
export interface ListPage {
  readonly values: readonly unknown[]
  readonly limit: number
  /** Null when it is not told. */
  readonly total: number | null
}

interface With {
  readonly signal?: AbortSignal
}

export interface BlazeClient {
  list(
    name: ListName,
    query: Readonly<Record<string, string>>,
    place: { readonly skip: number; readonly limit: number },
    options?: With,
  ): Promise<ListPage>
  store(options?: With): Promise<WireStore>
}

const TIMEOUT_MS = 120_000
const CALLS_PER_MINUTE = 300
const STORE = '/api/v1/partner/store'

/**
 * A client of the BLAZE partner API for one store. It holds no state; give it a `send` whose limiter is shared with every
 * other worker. Its calls throw BlazeError when BLAZE refuses, OutboundError when there is no usable answer, and
 * VendorShapeError when the answer is not what is known of it.
 */
export const createBlazeClient = (settings: BlazeSettings): BlazeClient => {
  const call = caller(settings)
  return {
    list: (name, query, { skip, limit }, options = {}) => {
      const target = LISTS[name]
      const full = { ...query, [target.skip]: String(skip), limit: String(limit) }
      return onceMore(async () => {
        const page = readJson(await call(target.path, full, options), listShape, where(target.path))
        return { values: page.values, limit: Math.min(limit, page.limit ?? limit), total: page.total ?? null }
      })
    },
    store: (options = {}) =>
      onceMore(async () => readJson(await call(STORE, {}, options), store, where(STORE))),
  }
}

const listShape = z.object({
  values: z.array(z.unknown()),
  limit: z.number().int().positive().nullish(),
  total: z.number().int().nullish(),
})

const where = (path: string): { vendor: string; endpoint: string } => ({
  vendor: 'BLAZE',
  endpoint: `GET ${path}`,
})

/** An answer cut off by a proxy ends cleanly: nothing but its parser can notice, and a second look costs little. */
const onceMore = <T>(once: () => Promise<T>): Promise<T> =>
  once().catch((error: unknown) => {
    if (error instanceof VendorShapeError) return once()
    throw error
  })

const caller = (settings: BlazeSettings) => {
  const baseUrl = settings.baseUrl ?? BLAZE_HOST
  const claims = claimsOf(settings, baseUrl)
  const headers = {
    authorization: settings.storeKey,
    // the documentation names the first, clients in use send the second
    'x-api-key': settings.partnerKey,
    partner_key: settings.partnerKey,
    accept: 'application/json',
  }
  return async (path: string, query: Readonly<Record<string, string>>, options: With): Promise<Answer> => {
    const search = new URLSearchParams(query).toString()
    const answer = await settings.send({
      method: 'GET',
      url: `${baseUrl}${path}${search === '' ? '' : `?${search}`}`,
      headers,
      claims,
      timeoutMs: TIMEOUT_MS,
      ...(options.signal === undefined ? {} : { signal: options.signal }),
    })
    if (answer.status >= 200 && answer.status < 300) return answer
    throw new BlazeError(answer, `GET ${path}`)
  }
}

/** The key is hashed: the meter's name gives nothing away. */
const claimsOf = (settings: BlazeSettings, baseUrl: string): readonly RateClaim[] => {
  const hash = createHash('sha256').update(`${baseUrl}\n${settings.storeKey}`).digest('hex').slice(0, 16)
  return [{ key: `blaze:${hash}`, permits: settings.callsPerMinute ?? CALLS_PER_MINUTE, windowMs: 60_000 }]
}

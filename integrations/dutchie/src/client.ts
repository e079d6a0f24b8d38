import { z } from 'zod'
import { readJson, VendorShapeError, type Answer, type Outgoing, type Send } from '@suite/outbound'
import type {
  ListEndpoint,
  OneEndpoint,
  PagedEndpoint,
  QueryValue,
  Scope,
  WriteEndpoint,
} from './endpoint.ts'
import { DutchieError } from './errors.ts'
import { claimsOf, DUTCHIE_LIMITS, type DutchieLimits } from './limits.ts'
import { everyRow } from './rows.ts'

/** Where the API lives; a simulator is elsewhere. */
export const DUTCHIE_HOST = 'https://api.pos.dutchie.com'

export interface DutchieSettings {
  /** From `@suite/outbound`: limits, retries and the circuit breaker are its. */
  readonly send: Send
  /** `DUTCHIE_HOST` unless told. */
  readonly baseUrl?: string
  /** The key of one location: a chain has one for each store. */
  readonly locationKey: string
  /** The integrator's own key, said to become required: the password beside the location key. Empty when there is none. */
  readonly integratorKey?: string
  readonly limits?: DutchieLimits
  /** Patience for one answer: reports of a busy month are slow. Two minutes unless told. */
  readonly timeoutMs?: number
  /** Largest answer taken: a list comes in one piece. 256 MB unless told. */
  readonly maxBytes?: number
}

/** A list, each row as Dutchie sent it (`raw`) and as it was read (`rows`), in the same order. */
export interface Rows<Row> {
  readonly rows: readonly Row[]
  readonly raw: readonly unknown[]
  /** The answer as it came. */
  readonly text: string
}

/** Of paged lists; see `pagesOf` for where they begin. */
export interface PageQuery {
  readonly PageNumber?: number
  readonly PageSize?: number
}

interface With {
  readonly signal?: AbortSignal
}

export interface DutchieClient {
  readonly baseUrl: string
  /** @throws VendorShapeError when a row is not what the documentation says; `listText` with `readRows` takes the others */
  list<Row, Query extends object>(
    endpoint: ListEndpoint<Row, Query>,
    query: Query,
    options?: With,
  ): Promise<Rows<Row>>
  /** The answer of a list unread, but complete: for keeping it as it came. */
  listText<Row, Query extends object>(
    endpoint: ListEndpoint<Row, Query> | PagedEndpoint<Row, Query>,
    query: Query & PageQuery,
    options?: With,
  ): Promise<{ readonly text: string; readonly raw: readonly unknown[] }>
  one<Row, Query extends object>(
    endpoint: OneEndpoint<Row, Query>,
    query: Query,
    options?: With,
  ): Promise<Row>
  /** A write; never sent again by itself once it may have taken effect. */
  write<Body, Reply>(endpoint: WriteEndpoint<Body, Reply>, body: Body, options?: With): Promise<Reply>
}

const TIMEOUT_MS = 120_000
const MAX_BYTES = 256 * 1024 * 1024

/**
 * A client of the Dutchie POS API for one location. It holds no state; give it a `send` whose limiter is shared with every
 * other worker. Its calls throw DutchieError when Dutchie refuses, OutboundError when there is no usable answer, and
 * VendorShapeError when the answer is not what the documentation says.
 */
export const createDutchieClient = (settings: DutchieSettings): DutchieClient => {
  const baseUrl = settings.baseUrl ?? DUTCHIE_HOST
  const call = caller({ ...settings, baseUrl })
  const readText = async (target: Target, query: object, options: With) => {
    const once = async () => {
      const answer = await call('GET', target, query, undefined, options)
      return { text: answer.text, raw: readJson(answer, anyRows, where('GET', target)) }
    }
    return onceMore(once)
  }
  return {
    baseUrl,
    list: async (endpoint, query, options = {}) => {
      const { text, raw } = await readText(endpoint, query, options)
      return { rows: everyRow(endpoint, raw), raw, text }
    },
    listText: (endpoint, query, options = {}) => readText(endpoint, query, options),
    one: (endpoint, query, options = {}) =>
      onceMore(async () => {
        const answer = await call('GET', endpoint, query, undefined, options)
        return readJson(answer, endpoint.row, where('GET', endpoint))
      }),
    write: async (endpoint, body, options = {}) => {
      const answer = await call('POST', endpoint, {}, body, options)
      return readJson(answer, endpoint.reply, where('POST', endpoint))
    },
  }
}

/** What of an endpoint matters for a call. */
interface Target {
  readonly path: string
  readonly scope: Scope
}

const anyRows = z.array(z.unknown())

const where = (method: string, target: Target): { vendor: string; endpoint: string } => ({
  vendor: 'Dutchie',
  endpoint: `${method} ${target.path}`,
})

/** An answer cut off by a proxy ends cleanly: nothing but its parser can notice, and a second look costs little. */
const onceMore = <T>(once: () => Promise<T>): Promise<T> =>
  once().catch((error: unknown) => {
    if (error instanceof VendorShapeError) return once()
    throw error
  })

const caller = (settings: DutchieSettings & { readonly baseUrl: string }) => {
  const { send, baseUrl, locationKey, integratorKey = '', limits = DUTCHIE_LIMITS } = settings
  const authorization = `Basic ${Buffer.from(`${locationKey}:${integratorKey}`).toString('base64')}`
  return async (
    method: Outgoing['method'],
    target: Target,
    query: object,
    body: unknown,
    options: With,
  ): Promise<Answer> => {
    const answer = await send({
      method,
      url: `${baseUrl}${target.path}${queryText(query)}`,
      headers: {
        authorization,
        accept: 'application/json',
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      claims: claimsOf({ baseUrl, locationKey, method, path: target.path }, limits),
      timeoutMs: settings.timeoutMs ?? TIMEOUT_MS,
      maxBytes: settings.maxBytes ?? MAX_BYTES,
      ...(options.signal === undefined ? {} : { signal: options.signal }),
    })
    if (answer.status >= 200 && answer.status < 300) return answer
    throw new DutchieError(answer, { endpoint: `${method} ${target.path}`, scope: target.scope })
  }
}

const queryText = (query: object): string => {
  const fields = Object.entries(query as Record<string, QueryValue>).flatMap(([name, value]) =>
    value === undefined ? [] : [[name, value instanceof Date ? value.toISOString() : String(value)] as const],
  )
  return fields.length === 0
    ? ''
    : `?${new URLSearchParams(fields.map(([name, value]): [string, string] => [name, value])).toString()}`
}

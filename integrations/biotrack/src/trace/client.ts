import { z } from 'zod'
import { invalid } from '@suite/kernel'
import { readJson, VendorShapeError, type Answer, type Outgoing, type Send } from '@suite/outbound'
import { cleanJson } from '../answer-text.ts'
import { BIOTRACK_LIMITS, claimsOf, type BioTrackLimits } from '../limits.ts'
import { readRows, type Rows } from '../rows.ts'
import { createSessions, type SessionStore } from '../session.ts'
import { traceSession, traceSync } from '../wire/trace.ts'
import { refusalIn } from './refusal.ts'
import type { Holes, TraceAct, TraceList, TraceOne } from './endpoints.ts'

/** What of the REST API is a guess: names of query fields, and how a session is shown. */
export interface TraceDialect {
  /** Query field with the first transaction id wanted. */
  readonly since: string
  /** Query field with the `NextCursor` of the page before. */
  readonly cursor: string
  /** Query field of the licence; null when lists are not limited to one. */
  readonly location: string | null
  readonly authorization: (session: string) => string
}

/** Inferred from the names in the answers and from New Mexico's API (unverified). */
export const TRACE_DIALECT: TraceDialect = {
  since: 'TransactionID',
  cursor: 'Cursor',
  location: 'LocationLicense',
  authorization: (session) => `Bearer ${session}`,
}

export interface TraceSettings {
  readonly send: Send
  readonly baseUrl: string
  /** The company's number (UBI). */
  readonly company: string
  readonly username: string
  readonly password: string
  readonly session?: SessionStore
  readonly limits?: BioTrackLimits
  readonly dialect?: TraceDialect
  readonly timeoutMs?: number
  readonly now?: () => number
}

/** What a call is about. */
export type TraceWhere<P extends string = ''> = About &
  ([Holes<P>] extends [never] ? unknown : { readonly path: Readonly<Record<Holes<P>, string | number>> })
interface About {
  readonly path?: Readonly<Record<string, string | number>>
  readonly signal?: AbortSignal
}

export interface TracePage<Row> extends Rows<Row> {
  /** For the next page; null after the last. */
  readonly next: string | null
}

export interface TraceClient {
  readonly baseUrl: string
  readonly company: string
  signIn(options?: { readonly signal?: AbortSignal }): Promise<void>
  /** The last transaction id of each table, by the table's name. */
  counters(options?: { readonly signal?: AbortSignal }): Promise<ReadonlyMap<string, number>>
  page<Row>(endpoint: TraceList<Row>, query: TraceQuery): Promise<TracePage<Row>>
  one<P extends string, Row>(endpoint: TraceOne<P, Row>, where: TraceWhere<P>): Promise<Row>
  /** Changes something; never sent again by itself once it may have taken effect. */
  act<P extends string, Body, Reply>(
    endpoint: TraceAct<P, Body, Reply>,
    body: Body,
    where: TraceWhere<P>,
  ): Promise<Reply>
}

export interface TraceQuery {
  readonly since?: number
  readonly cursor?: string
  readonly location?: string
  readonly signal?: AbortSignal
}

const TIMEOUT_MS = 120_000

/**
 * A client of BioTrack's REST API. Which states serve it is not public. It keeps nothing but its session. Its calls throw
 * BioTrackError when BioTrack refuses, OutboundError when there is no usable answer, and VendorShapeError when the answer
 * is not what its description says.
 */
export const createTraceClient = (settings: TraceSettings): TraceClient => {
  const { company, username, password, dialect = TRACE_DIALECT } = settings
  const call = caller(settings)
  const login = async (signal?: AbortSignal): Promise<string> => {
    const route = '/v1/user/login'
    const body = { UBI: company, Username: username, Password: password }
    const answer = await call({ method: 'POST', route, body, repeatable: true, ...aborting(signal) })
    const session = readJson(answer, traceSession, where('POST', route))
    if (session !== null) return session
    throw new VendorShapeError('BioTrack', `POST ${route}`, [{ path: 'session', message: 'missing' }])
  }
  const { session: store } = settings
  const sessions = createSessions({
    login: () => login(),
    ...(store === undefined ? {} : { store }),
    ...(settings.now === undefined ? {} : { now: settings.now }),
  })
  const signed = (request: Omit<Call, 'authorization'>): Promise<Answer> =>
    sessions.within((session) => call({ ...request, authorization: dialect.authorization(session) }))
  const get = async <T>(route: string, shape: z.ZodType<T>, about: About, query = {}): Promise<T> => {
    const once = async () =>
      readJson(await signed({ method: 'GET', route, query, ...about }), shape, where('GET', route))
    return once().catch((error: unknown) => {
      if (error instanceof VendorShapeError) return once()
      throw error
    })
  }
  return {
    baseUrl: settings.baseUrl,
    company,
    signIn: async (options = {}) => {
      await login(options.signal)
    },
    counters: async (options = {}) => {
      const { Sync } = await get('/v1/sync', traceSync, options)
      return new Map(Object.entries(Sync).map(([name, id]) => [name, Number(id)]))
    },
    page: async (endpoint, { signal, ...query }) => {
      const shape = z.looseObject({
        [endpoint.rowsAt]: z.array(z.unknown()).nullish(),
        NextCursor: z.union([z.string(), z.number()]).nullish(),
      })
      const answer = await get(endpoint.path, shape, aborting(signal), queryOf(query, dialect))
      const next = String(answer.NextCursor ?? '')
      const raw = (answer[endpoint.rowsAt] ?? []) as readonly unknown[]
      return { ...readRows(endpoint.row, raw), next: next === '' || next === '0' ? null : next }
    },
    one: (endpoint, about) => get(endpoint.path, underOrBare(endpoint.rowsAt, endpoint.row), about),
    act: async (endpoint, body, about) => {
      const { method, path: route } = endpoint
      const answer = await signed({ method, route, body, ...about })
      return readJson(answer, endpoint.reply, where(method, route))
    },
  }
}

const where = (method: string, route: string) => ({ vendor: 'BioTrack', endpoint: `${method} ${route}` })

const aborting = (signal: AbortSignal | undefined) => (signal === undefined ? {} : { signal })

const queryOf = (query: Omit<TraceQuery, 'signal'>, dialect: TraceDialect): Record<string, string> => ({
  ...(query.since === undefined ? {} : { [dialect.since]: String(query.since) }),
  ...(query.cursor === undefined ? {} : { [dialect.cursor]: query.cursor }),
  ...(query.location === undefined || dialect.location === null
    ? {}
    : { [dialect.location]: query.location }),
})

/** Some single objects come bare, some under their name. */
const underOrBare = <Row>(name: string, row: z.ZodType<Row>): z.ZodType<Row> =>
  z
    .record(z.string(), z.unknown())
    .transform((answer): unknown => answer[name] ?? answer)
    .pipe(row)

interface Call extends About {
  readonly method: Outgoing['method']
  /** The path with its holes. */
  readonly route: string
  readonly query?: Readonly<Record<string, string>>
  readonly body?: unknown
  readonly authorization?: string
  readonly repeatable?: boolean
}

const caller = (settings: TraceSettings) => {
  const { send, baseUrl, company, limits = BIOTRACK_LIMITS } = settings
  return async ({ method, route, path, query = {}, body, ...call }: Call): Promise<Answer> => {
    const search = new URLSearchParams(query).toString()
    const answer = await send({
      method,
      url: `${baseUrl}${filled(route, path ?? {})}${search === '' ? '' : `?${search}`}`,
      headers: {
        accept: 'application/json',
        ...(call.authorization === undefined ? {} : { authorization: call.authorization }),
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      ...(call.repeatable === undefined ? {} : { repeatable: call.repeatable }),
      claims: claimsOf(baseUrl, company, limits),
      timeoutMs: settings.timeoutMs ?? TIMEOUT_MS,
      ...aborting(call.signal),
    })
    const clean = { ...answer, text: cleanJson(answer.text) }
    const refusal = refusalIn(clean, `${method} ${route}`)
    if (refusal !== null) throw refusal
    return clean
  }
}

const filled = (route: string, values: Readonly<Record<string, string | number>>): string =>
  route.replaceAll(/\{(\w+)\}/g, (_, name: string) => {
    const value = values[name]
    if (value === undefined || value === '')
      throw invalid('no_path_value', `${route} needs a value for ${name}.`, [
        { path: name, message: 'missing' },
      ])
    return encodeURIComponent(String(value))
  })

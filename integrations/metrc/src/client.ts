import { z } from 'zod'
import { invalid } from '@suite/kernel'
import { readJson, VendorShapeError, type Answer, type Outgoing, type Send } from '@suite/outbound'
import type {
  BareEndpoint,
  CommandEndpoint,
  Holes,
  ListEndpoint,
  OneEndpoint,
  RangeBy,
  RemoveEndpoint,
} from './endpoint.ts'
import { MetrcError } from './errors.ts'
import { claimsOf, METRC_LIMITS, type MetrcLimits } from './limits.ts'

export interface MetrcSettings {
  /** From `@suite/outbound`: limits, retries and the circuit breaker are its. */
  readonly send: Send
  /** See `metrcHost`. */
  readonly baseUrl: string
  /** The software company's key of this state and environment. */
  readonly vendorKey: string
  /** The key of the licensee's employee. */
  readonly userKey: string
  readonly limits?: MetrcLimits
}

/** A row that could not be read, with the fields that are missing or mistyped. */
export interface RefusedRow {
  readonly raw: unknown
  readonly fields: readonly { readonly path: string; readonly message: string }[]
}

/** What a call is about: the licence, what fills the holes of the path, further query fields. */
export type Where<P extends string = ''> = About &
  ([Holes<P>] extends [never] ? unknown : { readonly path: Readonly<Record<Holes<P>, string | number>> })

interface About {
  readonly licence?: string
  readonly query?: Readonly<Record<string, string>>
  readonly range?: Range
  readonly signal?: AbortSignal
  readonly path?: Readonly<Record<string, string | number>>
  /** Lists only: a row unlike the documentation is named in `refused` instead of failing the call. */
  readonly tolerant?: boolean
}

/** Both ends belong to the range. */
export interface Range {
  readonly by: RangeBy
  readonly start: Date
  readonly end: Date
}

/** Some rows of a list. */
export interface Rows<Row> {
  readonly rows: readonly Row[]
  /** All of them as Metrc sent them. */
  readonly raw: readonly unknown[]
  /** Those unlike the documentation, left out of `rows`; never any unless the call tolerates them. */
  readonly refused: readonly RefusedRow[]
  /** How many rows the list has in all. */
  readonly total: number
}

export interface MetrcClient {
  readonly baseUrl: string
  /** A list without paging. A range longer than 24 hours is refused by Metrc. */
  whole<P extends string, Row>(endpoint: ListEndpoint<P, Row>, where: Where<P>): Promise<Rows<Row>>
  /** One page, counted from 1, of at most 20 rows. */
  page<P extends string, Row>(
    endpoint: ListEndpoint<P, Row>,
    where: Where<P>,
    page: { readonly number: number; readonly size: number },
  ): Promise<Rows<Row>>
  one<P extends string, Row>(endpoint: OneEndpoint<P, Row>, where: Where<P>): Promise<Row>
  /** The same as Metrc sent it, to be kept; any JSON object will do. */
  raw<P extends string, Row>(
    endpoint: OneEndpoint<P, Row>,
    where: Where<P>,
  ): Promise<Readonly<Record<string, unknown>>>
  command<Body, Reply>(endpoint: CommandEndpoint<Body, Reply>, body: Body, where: Where): Promise<Reply>
  act<Body>(endpoint: BareEndpoint<Body>, body: Body, where: Where): Promise<void>
  remove<P extends string>(endpoint: RemoveEndpoint<P>, where: Where<P>): Promise<void>
  /** An answer that is no JSON, such as the manifest's page. */
  text<P extends string>(path: P, where: Where<P>): Promise<string>
  /** The bare call below the others; any status is an answer. */
  call(request: BareCall): Promise<Answer>
}

export interface BareCall {
  readonly method: Outgoing['method']
  readonly path: string
  readonly where: About
  readonly query?: Readonly<Record<string, string>>
  readonly body?: unknown
}

/** Pages are at most this long (official note of every list). */
export const LARGEST_PAGE = 20

/**
 * A client of the Metrc Web API v2. It holds no state; give it a `send` whose limiter is shared with every other worker.
 * Its calls throw MetrcError when Metrc refuses, OutboundError when there is no usable answer, and VendorShapeError when
 * the answer is not what the documentation says.
 */
export const createMetrcClient = (settings: MetrcSettings): MetrcClient => {
  const call = caller(settings)
  const read = async <T extends z.ZodType>(target: Target, shape: T, where: About, query = {}) => {
    const once = async () => {
      const answer = await accepted(call, target, { method: 'GET', path: target.path, where, query })
      return readJson(answer, shape, { vendor: 'Metrc', endpoint: `GET ${target.path}` })
    }
    // an answer cut off by a proxy ends cleanly: nothing but its parser can notice, and a second look costs little
    return once().catch((error: unknown) => {
      if (error instanceof VendorShapeError) return once()
      throw error
    })
  }
  const listOf = <P extends string, Row>(endpoint: ListEndpoint<P, Row>, where: Where<P>, query = {}) =>
    read(endpoint, listShape(endpoint.row, where.tolerant === true), where, {
      ...rangeQuery(endpoint, where.range),
      ...query,
    })
  return {
    baseUrl: settings.baseUrl,
    call,
    whole: (endpoint, where) => listOf(endpoint, where),
    page: (endpoint, where, { number, size }) => {
      if (size < 1 || size > LARGEST_PAGE || number < 1)
        throw invalid('bad_page', `Metrc pages count from 1 and hold 1 to ${LARGEST_PAGE} rows.`)
      return listOf(endpoint, where, { pageNumber: String(number), pageSize: String(size) })
    },
    one: (endpoint, where) => read(endpoint, endpoint.row, where),
    raw: (endpoint, where) => read(endpoint, z.looseObject({}), where),
    text: async (path, where) => {
      const answer = await accepted(
        call,
        { path, licensed: false, permission: null },
        { method: 'GET', path, where },
      )
      return answer.text
    },
    command: async (endpoint, body, where) => {
      const { method, path, reply } = endpoint
      const answer = await accepted(call, endpoint, { method, path, where, body })
      return readJson(answer, reply, { vendor: 'Metrc', endpoint: `${method} ${path}` })
    },
    act: async (endpoint, body, where) => {
      const { method, path } = endpoint
      await accepted(call, endpoint, { method, path, where, body })
    },
    remove: async (endpoint, where) => {
      await accepted(call, endpoint, { method: 'DELETE', path: endpoint.path, where })
    },
  }
}

/** What of an endpoint matters for a refusal. */
interface Target {
  readonly path: string
  readonly licensed: boolean
  readonly permission: string | null
}

const caller = (settings: MetrcSettings): MetrcClient['call'] => {
  const { send, baseUrl, vendorKey, userKey, limits = METRC_LIMITS } = settings
  const authorization = `Basic ${Buffer.from(`${vendorKey}:${userKey}`).toString('base64')}`
  return ({ method, path, where, query, body }) => {
    const licence = where.licence ?? null
    return send({
      method,
      url: urlOf(baseUrl, path, where, query ?? {}),
      headers: {
        authorization,
        accept: 'application/json',
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      // only GETs are limited
      claims: method === 'GET' ? claimsOf({ baseUrl, vendorKey, licence }, limits) : [],
      ...(where.signal === undefined ? {} : { signal: where.signal }),
    })
  }
}

const urlOf = (
  baseUrl: string,
  path: string,
  where: About,
  query: Readonly<Record<string, string>>,
): string => {
  const holes: Readonly<Record<string, string | number>> = where.path ?? {}
  const filled = path.replaceAll(/\{(\w+)\}/g, (_, name: string) => {
    const value = holes[name]
    if (value === undefined || value === '')
      throw invalid('no_path_value', `${path} needs a value for ${name}.`, [
        { path: name, message: 'missing' },
      ])
    return encodeURIComponent(String(value))
  })
  // URLSearchParams writes the plus of an offset as %2B; a bare one is silently misread
  const search = new URLSearchParams({
    ...(where.licence === undefined ? {} : { licenseNumber: where.licence }),
    ...query,
    ...where.query,
  }).toString()
  return `${baseUrl}${filled}${search === '' ? '' : `?${search}`}`
}

const rangeQuery = (
  endpoint: { readonly path: string; readonly ranges: readonly RangeBy[] },
  range: Range | undefined,
): Record<string, string> => {
  if (range === undefined) return {}
  if (!endpoint.ranges.includes(range.by))
    throw invalid('bad_range', `${endpoint.path} cannot be limited by ${range.by}.`)
  return { [`${range.by}Start`]: range.start.toISOString(), [`${range.by}End`]: range.end.toISOString() }
}

const accepted = async (call: MetrcClient['call'], target: Target, request: BareCall): Promise<Answer> => {
  mustNameLicence(target, request.where)
  const answer = await call(request)
  if (answer.status >= 200 && answer.status < 300) return answer
  throw new MetrcError(answer, {
    endpoint: `${request.method} ${request.path}`,
    permission: target.permission,
    licence: request.where.licence ?? null,
  })
}

/** @throws AppError `no_licence` */
export const mustNameLicence = (target: Pick<Target, 'path' | 'licensed'>, where: About): void => {
  if (!target.licensed || where.licence !== undefined) return
  throw invalid('no_licence', `${target.path} needs the licence number of a facility.`, [
    { path: 'licence', message: 'missing' },
  ])
}

const envelope = z.looseObject({ Data: z.array(z.unknown()), Total: z.number().int().optional() })

/** A list in its envelope or bare; which of the two an endpoint sends is not the same for all. */
const listShape = <Row>(row: z.ZodType<Row>, tolerant: boolean) =>
  z.union([z.array(z.unknown()), envelope]).transform((answer, check): Rows<Row> => {
    const raw = Array.isArray(answer) ? answer : answer.Data
    const rows: Row[] = []
    const refused: RefusedRow[] = []
    for (const [index, each] of raw.entries()) {
      const read = row.safeParse(each)
      if (read.success) {
        rows.push(read.data)
        continue
      }
      const { issues } = read.error
      refused.push({
        raw: each,
        fields: issues.map(({ path, message }) => ({ path: path.join('.'), message })),
      })
      if (tolerant) continue
      for (const { path, message } of issues)
        check.addIssue({ code: 'custom', message, path: [index, ...path] })
    }
    return { rows, raw, refused, total: (Array.isArray(answer) ? undefined : answer.Total) ?? raw.length }
  })

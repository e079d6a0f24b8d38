import { businessDay } from '@suite/kernel'
import { startSimulator, type SimReply, type SimRequest, type Simulator } from '@suite/simulator'
import { renderCustomer, renderPackage, renderProduct, renderTicket } from './render.ts'
import type { SimTicket, TreezState } from './state.ts'
import { faultOf } from './tokens.ts'

/** The running simulator and its truth. */
export type TreezSimulator = Simulator & { readonly state: TreezState }

export interface TreezSimulatorOptions {
  readonly state: TreezState
  /** Any free port when absent. */
  readonly port?: number
  readonly host?: string
  readonly seed?: number
  /** A clock that stands still here until it is advanced. */
  readonly start?: Date
}

/** What one running stand-in remembers of its callers. */
interface Door {
  readonly used: Set<string>
  readonly calls: number[]
}

/** Starts a stand-in for the store API of Treez with the given truth. */
export const startTreezSimulator = async (options: TreezSimulatorOptions): Promise<TreezSimulator> => {
  const { state, ...rest } = options
  const door: Door = { used: new Set(), calls: [] }
  const simulator: Simulator = await startSimulator({
    name: 'treez',
    ...rest,
    answer: (request) => answer(state, door, request),
    faces: {
      rateLimited: (seconds) => tooMany(seconds),
      serverError: () => ({ status: 500, body: { message: 'Internal Server Error' } }),
      unauthorized: () => unauthorized(simulator.clock.now()),
    },
  })
  return Object.assign(simulator, { state })
}

const TWO_SECONDS = 2_000
const REACH_MS = 30 * 86_400_000

const refused = (status: number, reason: string, detail: string | null = null): SimReply => ({
  status,
  body: { resultCode: 'FAIL', resultReason: reason, resultDetail: detail, data: null },
})
const unauthorized = (at: Date): SimReply => ({
  ...refused(401, 'Full authentication is required to access this resource'),
  headers: { date: at.toUTCString() },
})
const tooMany = (seconds: number): SimReply => ({
  ...refused(429, 'TOO_MANY_REQUESTS'),
  headers: { 'retry-after': String(seconds) },
})

const answer = (state: TreezState, { used, calls }: Door, request: SimRequest): SimReply => {
  const now = request.at.getTime()
  const fault = faultOf(state, used, request)
  if (fault === 'token') return unauthorized(request.at)
  if (fault === 'lifetime') return refused(400, 'INVALID_REQUEST', 'The token must hold for 30000 ms.')
  while ((calls[0] ?? now) <= now - TWO_SECONDS) calls.shift()
  const { callsPerTwoSeconds } = state.settings
  if (callsPerTwoSeconds > 0 && calls.length >= callsPerTwoSeconds) return tooMany(2)
  calls.push(now)
  const home = `/dispensary/v3/${state.store.dispensary}/`
  const path = request.path.startsWith(home) ? decodeURIComponent(request.path.slice(home.length)) : ''
  for (const [shape, route] of routesOf(state)) {
    const found = shape.exec(path)
    if (request.method === 'GET' && found !== null) return route(request, found)
  }
  return refused(404, 'NOT_FOUND')
}

type Route = (request: SimRequest, found: RegExpExecArray) => SimReply
const PAGED = String.raw`/page/(\d+)/pagesize/(\d+)$`

const routesOf = (state: TreezState): readonly (readonly [RegExp, Route])[] => [
  [/^product\/product_list$/, ({ query }) => products(state, query)],
  [/^packages$/, ({ query }) => packages(state, query)],
  [
    new RegExp(String.raw`^ticket/closedate/(\d{4}-\d{2}-\d{2})${PAGED}`),
    (_, [, day = '', page, size]) => {
      const zone = state.settings.days === 'utc' ? 'UTC' : state.store.zone
      const isThen = ({ closedAt }: SimTicket): boolean =>
        closedAt !== null && businessDay(closedAt, zone, 0) === day
      return tickets(state, [...state.tickets.values()].filter(isThen), Number(page), Number(size))
    },
  ],
  [
    new RegExp(`^${state.settings.changesPath}/([^/]+)${PAGED}`),
    ({ at }, [, after = '', page, size]) => {
      const from = Date.parse(after)
      if (!/[+-]\d{2}:\d{2}$/.test(after) || Number.isNaN(from)) return refused(400, 'INVALID_DATE_FORMAT')
      if (from < at.getTime() - REACH_MS)
        return refused(400, 'INCORRECT_VALUE', 'Tickets of the last 30 days only.')
      const list = [...state.tickets.values()]
        .filter(({ changedAt }) => changedAt.getTime() > from)
        .toSorted((one, other) => one.changedAt.getTime() - other.changedAt.getTime())
      const ordered = state.settings.order === 'newest_first' ? list.toReversed() : list
      return tickets(state, ordered, Number(page), Number(size))
    },
  ],
  [
    new RegExp(`^customer/lastUpdated/after/([^/]+)${PAGED}`),
    (_, [, after = '', page, size]) => {
      const list = [...state.customers.values()].filter(
        ({ changedAt }) => changedAt.getTime() > Date.parse(after),
      )
      const shown = list.slice((Number(page) - 1) * Number(size), Number(page) * Number(size))
      if (shown.length === 0) return refused(404, 'CUSTOMER_DOESNT_EXIST')
      return done({ data: shown.map(renderCustomer) }, 'data')
    },
  ],
]

const done = (body: object, rowsAt: string): SimReply => ({
  status: 200,
  rowsAt,
  body: { resultCode: 'SUCCESS', resultReason: null, resultDetail: null, ...body },
})

const tickets = (state: TreezState, list: readonly SimTicket[], page: number, size: number): SimReply => {
  if (size > state.settings.largestPage) return refused(400, 'RESPONSE_LIMIT_EXCEEDS')
  const shown = list.slice((page - 1) * size, page * size)
  if (shown.length === 0 && state.settings.pastEnd === 'refused') return refused(400, 'TICKET_NOT_FOUND')
  const told =
    state.settings.totals === 'told' ? { pageElements: shown.length, totalElements: list.length } : {}
  return done({ ...told, ticketList: shown.map((made) => renderTicket(state, made)) }, 'ticketList')
}

const products = (state: TreezState, query: URLSearchParams): SimReply => {
  const [page, size] = [Number(query.get('page') ?? 1), Number(query.get('pagesize') ?? 50)]
  if (size > state.settings.largestPage) return refused(400, 'RESPONSE_LIMIT_EXCEEDS')
  const list = [...state.products.values()].toSorted((one, other) => one.name.localeCompare(other.name))
  const shown = list.slice((page - 1) * size, page * size)
  const data = { page_count: shown.length, total_count: list.length, product_list: shown.map(renderProduct) }
  // rows lie deeper than troubles reach
  return { status: 200, body: { resultCode: 'SUCCESS', resultReason: null, resultDetail: null, data } }
}

const packages = (state: TreezState, query: URLSearchParams): SimReply => {
  const size = state.settings.largestPage
  const page = Number(query.get(state.settings.packagesPage) ?? 1)
  const list = [...state.packages.values()]
  const shown = list.slice((page - 1) * size, page * size)
  return {
    status: 200,
    rowsAt: 'data',
    body: {
      page,
      pageLimit: size,
      pageSize: shown.length,
      total: list.length,
      totalPages: Math.ceil(list.length / size),
      data: shown.map((pack) => renderPackage(state, pack)),
    },
  }
}

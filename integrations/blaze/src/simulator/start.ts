import { businessDay } from '@suite/kernel'
import { startSimulator, type SimReply, type SimRequest, type Simulator } from '@suite/simulator'
import { renderBatch, renderMember, renderProduct, renderTransaction } from './render.ts'
import type { BlazeState } from './state.ts'

/** The running simulator and its truth. */
export type BlazeSimulator = Simulator & { readonly state: BlazeState }

export interface BlazeSimulatorOptions {
  readonly state: BlazeState
  /** Any free port when absent. */
  readonly port?: number
  readonly host?: string
  readonly seed?: number
  /** A clock that stands still here until it is advanced. */
  readonly start?: Date
}

/** Starts a stand-in for the BLAZE partner API with the given truth. */
export const startBlazeSimulator = async (options: BlazeSimulatorOptions): Promise<BlazeSimulator> => {
  const { state, ...rest } = options
  const calls: number[] = []
  const simulator = await startSimulator({
    name: 'blaze',
    ...rest,
    answer: (request) => answer(state, calls, request),
    faces: {
      rateLimited: (seconds) => tooMany(seconds),
      serverError: () => refused(500, 'There was an error processing your request.'),
      unauthorized: () => refused(401, 'Invalid API key.'),
    },
  })
  return Object.assign(simulator, { state })
}

const FIVE_MINUTES = 300_000

const refused = (status: number, message: string): SimReply => ({ status, body: { code: status, message } })
const tooMany = (seconds: number): SimReply => ({
  ...refused(429, 'Rate limit exceeded.'),
  headers: { 'retry-after': String(seconds) },
})

const answer = (state: BlazeState, calls: number[], request: SimRequest): SimReply => {
  const partner = request.headers['x-api-key'] ?? request.headers['partner_key']
  if (request.headers['authorization'] !== state.keys.storeKey || partner !== state.keys.partnerKey)
    return refused(401, 'Invalid API key.')
  const now = request.at.getTime()
  while ((calls[0] ?? now) <= now - FIVE_MINUTES) calls.shift()
  const { callsPerFiveMinutes } = state.settings
  if (callsPerFiveMinutes > 0 && calls.length >= callsPerFiveMinutes)
    return tooMany(Math.ceil(((calls[0] ?? now) + FIVE_MINUTES - now) / 1000))
  calls.push(now)
  const route = request.method === 'GET' ? ROUTES[request.path] : undefined
  return route === undefined ? refused(404, 'HTTP 404 Not Found') : route(state, request)
}

const transactions = (state: BlazeState, request: SimRequest): SimReply => {
  const [from, until] = [dayIn(request, 'startDate'), dayIn(request, 'endDate')]
  if (from === null || until === null) return refused(400, 'startDate and endDate must be MM/dd/yyyy.')
  const zone = state.settings.days === 'utc' ? 'UTC' : state.store.zone
  const within = (day: string): boolean =>
    day >= from && (state.settings.lastDay === 'included' ? day <= until : day < until)
  const list = [...state.transactions.values()].filter(({ soldAt }) => within(businessDay(soldAt, zone, 0)))
  // newest first, as tills show them: what is sold while pages are walked moves the others back
  return pageOf(
    state,
    request,
    'skip',
    list.toReversed().map((made) => renderTransaction(state, made)),
  )
}

const dayIn = (request: SimRequest, name: string): string | null => {
  const found = /^(\d{2})\/(\d{2})\/(\d{4})$/.exec(request.query.get(name) ?? '')
  return found === null ? null : `${found[3]}-${found[1]}-${found[2]}`
}

const pageOf = (state: BlazeState, request: SimRequest, word: string, list: readonly unknown[]): SimReply => {
  const skip = Number(request.query.get(word) ?? 0)
  const limit = Math.min(Number(request.query.get('limit') ?? 100), state.settings.largestPage)
  return {
    status: 200,
    rowsAt: 'values',
    body: { values: list.slice(skip, skip + limit), skip, limit, total: list.length },
  }
}

const ROUTES: Readonly<Record<string, (state: BlazeState, request: SimRequest) => SimReply>> = {
  '/api/v1/partner/store': ({ store }) => ({
    status: 200,
    body: { id: store.id, name: store.name, timeZone: store.zone },
  }),
  '/api/v1/partner/products': (state, request) =>
    pageOf(state, request, 'skip', [...state.products.values()].map(renderProduct)),
  '/api/v1/partner/store/batches': (state, request) =>
    pageOf(state, request, 'start', [...state.batches.values()].map(renderBatch)),
  '/api/v1/partner/members': (state, request) =>
    pageOf(state, request, 'skip', [...state.members.values()].map(renderMember)),
  '/api/v1/partner/transactions': transactions,
}

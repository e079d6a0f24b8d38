import { startSimulator, type SimReply, type SimRequest, type Simulator } from '@suite/simulator'
import { renderCustomer, renderInvoice, renderProduct, renderSummary } from './render.ts'
import { nextId, type CovaState } from './state.ts'

/** The running simulator and its truth. */
export type CovaSimulator = Simulator & { readonly state: CovaState }

export interface CovaSimulatorOptions {
  readonly state: CovaState
  /** Any free port when absent. */
  readonly port?: number
  readonly host?: string
  readonly seed?: number
  /** A clock that stands still here until it is advanced. */
  readonly start?: Date
}

/** Starts a stand-in for Cova with the given truth; tokens, products, sales and customers at one address. */
export const startCovaSimulator = async (options: CovaSimulatorOptions): Promise<CovaSimulator> => {
  const { state, ...rest } = options
  const calls: number[] = []
  const simulator = await startSimulator({
    name: 'cova',
    ...rest,
    answer: (request) => answer(state, calls, request),
    faces: {
      rateLimited: (seconds) => tooMany(seconds),
      serverError: () => ({ status: 500, body: { Message: 'An error has occurred.' } }),
      unauthorized: () => unauthorized,
    },
  })
  return Object.assign(simulator, { state })
}

const MINUTE = 60_000

const unauthorized: SimReply = {
  status: 401,
  body: { Message: 'Authorization has been denied for this request.' },
}
const tooMany = (seconds: number): SimReply => ({
  status: 429,
  headers: { 'retry-after': String(seconds) },
  body: { Message: 'Too many requests.' },
})
const refused = (status: number, message: string): SimReply => ({ status, body: { Message: message } })

const answer = (state: CovaState, calls: number[], request: SimRequest): SimReply => {
  const now = request.at.getTime()
  if (request.method === 'POST' && request.path === '/v1/oauth2/token') return giveToken(state, request)
  const token = /^Bearer (.+)$/.exec(request.headers['authorization'] ?? '')?.[1] ?? ''
  if ((state.tokens.get(token) ?? 0) <= now) return unauthorized
  while ((calls[0] ?? now) <= now - MINUTE) calls.shift()
  if (state.settings.callsPerMinute > 0 && calls.length >= state.settings.callsPerMinute)
    return tooMany(Math.ceil(((calls[0] ?? now) + MINUTE - now) / 1000))
  calls.push(now)
  const route = ROUTES.find(({ method, path }) => method === request.method && path.test(request.path))
  const found = route?.path.exec(request.path)
  if (route === undefined || found == null)
    return refused(404, 'No HTTP resource was found that matches the request.')
  if (Number(found[1]) !== state.companyId) return refused(403, 'The user has no access to this company.')
  return route.answer(state, request, found[2] ?? '')
}

const giveToken = (state: CovaState, request: SimRequest): SimReply => {
  const form = new URLSearchParams(request.text)
  const { keys } = state
  if (form.get('grant_type') !== 'password') return { status: 400, body: { error: 'unsupported_grant_type' } }
  if (form.get('client_id') !== keys.clientId || form.get('client_secret') !== keys.clientSecret)
    return { status: 400, body: { error: 'invalid_client' } }
  if (form.get('username') !== keys.userName || form.get('password') !== keys.password)
    return {
      status: 400,
      body: { error: 'invalid_grant', error_description: 'The user name or password is wrong.' },
    }
  const token = nextId(state, 'token')
  state.tokens.set(token, request.at.getTime() + state.settings.tokenSeconds * 1000)
  return {
    status: 200,
    body: { access_token: token, token_type: 'bearer', expires_in: state.settings.tokenSeconds },
  }
}

interface Route {
  readonly method: string
  /** The company is the first group. */
  readonly path: RegExp
  readonly answer: (state: CovaState, request: SimRequest, rest: string) => SimReply
}

const productData = (state: CovaState, request: SimRequest): SimReply => {
  const body = (request.json ?? {}) as Readonly<Record<string, unknown>>
  const [skip, top, location] = [
    Number(body['Skip'] ?? 0),
    Number(body['Top'] ?? 100),
    Number(body['LocationId']),
  ]
  if (!state.locations.has(location))
    return refused(404, `Location ${String(body['LocationId'])} was not found.`)
  if (!(top >= 1 && top <= state.settings.largestProductTop)) return refused(400, 'Top is out of range.')
  const page = [...state.products.values()].slice(skip, skip + top)
  return {
    status: 200,
    rowsAt: 'Products',
    body: { Products: page.map((product) => renderProduct(state, product, location)) },
  }
}

const FILTER =
  /^LocationId eq (\d+) and UpdatedDateUtc ge datetime'([^']+)' and UpdatedDateUtc le datetime'([^']+)'$/

const summaries = (state: CovaState, request: SimRequest): SimReply => {
  const found = FILTER.exec(request.query.get('$filter') ?? '')
  const [from, until] = [Date.parse(found?.[2] ?? ''), Date.parse(found?.[3] ?? '')]
  if (found === null || Number.isNaN(from) || Number.isNaN(until))
    return refused(400, 'The filter is not supported.')
  const list = [...state.invoices.values()].filter(
    ({ locationId, changedAt }) =>
      locationId === Number(found[1]) && changedAt.getTime() >= from && changedAt.getTime() <= until,
  )
  return pageOf(
    state,
    request,
    list.map((invoice) => renderSummary(state, invoice)),
  )
}

const pageOf = (state: CovaState, request: SimRequest, list: readonly unknown[]): SimReply => {
  const skip = Number(request.query.get('$skip') ?? 0)
  const top = Math.min(Number(request.query.get('$top') ?? 100), state.settings.largestListTop)
  return { status: 200, rowsAt: '', body: list.slice(skip, skip + top) }
}

const ROUTES: readonly Route[] = [
  {
    method: 'POST',
    path: /^\/dataplatform\/v1\/companies\/(\d+)\/DetailedProductData$/i,
    answer: productData,
  },
  { method: 'GET', path: /^\/pointofsale\/Companies\((\d+)\)\/SalesInvoiceSummaries$/i, answer: summaries },
  {
    method: 'GET',
    path: /^\/pointofsale\/Companies\((\d+)\)\/SalesInvoiceDetails\(([^)]+)\)$/i,
    answer: (state, _, id) => {
      const invoice = state.invoices.get(id)
      return invoice === undefined
        ? refused(404, 'The invoice was not found.')
        : { status: 200, body: renderInvoice(state, invoice) }
    },
  },
  {
    method: 'GET',
    path: /^\/v1\/Companies\((\d+)\)\/Customers$/i,
    answer: (state, request) => pageOf(state, request, [...state.customers.values()].map(renderCustomer)),
  },
]

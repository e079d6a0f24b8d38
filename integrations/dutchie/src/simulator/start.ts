import { startSimulator, type SimReply, type SimRequest, type Simulator } from '@suite/simulator'
import { queryOf, Refusal, type Route } from './http.ts'
import { createMeter, type Meter } from './meter.ts'
import { reportRoutes } from './report-routes.ts'
import type { DutchieState, SimKey, SimLocation } from './state.ts'
import { stockRoutes } from './stock-routes.ts'
import { writeRoutes } from './write-routes.ts'

const whoAmI: Route = {
  method: 'GET',
  path: '/whoami',
  scope: 'any',
  answer: ({ state, location }) => ({ status: 200, body: identity(state, location) }),
}

const ROUTES = new Map(
  [whoAmI, ...stockRoutes, ...reportRoutes, ...writeRoutes].map((route) => [
    `${route.method} ${route.path}`,
    route,
  ]),
)

/** The running simulator and its truth. */
export type DutchieSimulator = Simulator & { readonly state: DutchieState }

export interface DutchieSimulatorOptions {
  readonly state: DutchieState
  /** Any free port when absent. */
  readonly port?: number
  readonly host?: string
  readonly seed?: number
  /** A clock that stands still here until it is advanced. */
  readonly start?: Date
  /** Hears of every answer before it is sent: to keep what was changed. */
  readonly onAnswer?: (request: SimRequest, reply: SimReply) => void
}

/** Starts a stand-in for the Dutchie POS API with the given truth. */
export const startDutchieSimulator = async (options: DutchieSimulatorOptions): Promise<DutchieSimulator> => {
  const { state, onAnswer, ...rest } = options
  const answerTo = answerDutchie(state)
  const simulator = await startSimulator({
    name: 'dutchie',
    ...rest,
    answer: (request) => {
      const reply = answerTo(request)
      onAnswer?.(request, reply)
      return reply
    },
    faces: {
      rateLimited: (seconds) => tooMany(state, 120, seconds),
      serverError: () => ({ status: 500, body: 'Something went wrong.' }),
      unauthorized: () => ({ status: 401 }),
    },
  })
  return Object.assign(simulator, { state })
}

/** The simulator without a server: what it answers to a request. */
export const answerDutchie = (state: DutchieState): ((request: SimRequest) => SimReply) => {
  const meter = createMeter(state.settings)
  return (request) => answer(state, meter, request)
}

const tooMany = (state: DutchieState, limit: number, seconds: number): SimReply => ({
  status: 429,
  ...(state.settings.retryAfter ? { headers: { 'retry-after': String(seconds) } } : {}),
  body: {
    Message: `Too many requests - only ${limit} per minute allowed`,
    TraceId: '0HM2AFJV13H6F:00000001',
  },
})

const answer = (state: DutchieState, meter: Meter, request: SimRequest): SimReply => {
  if (request.path === '/okcomputer')
    return { status: 200, body: { result: true, message: null, data: null } }
  const given = keysOf(request.headers['authorization'])
  const key = given === null ? undefined : state.keys.get(given.locationKey)
  const location = key === undefined ? undefined : state.locations.get(key.locationId)
  if (given === null || key === undefined || location === undefined) return { status: 401 }
  if (!isIntegrator(state, key, given.integratorKey)) return { status: 401 }
  const path = request.path.toLowerCase().replace(/\/$/, '')
  const route = ROUTES.get(`${request.method} ${path}`)
  if (route === undefined) return { status: 404 }
  const over = meter.enter(given.locationKey, request.method, path)
  if (over !== null) return tooMany(state, over.limit, over.wait)
  if (route.scope !== 'any' && key.scopes !== 'all' && !key.scopes.includes(route.scope))
    return { status: 403 }
  try {
    return route.answer({
      state,
      location,
      at: request.at,
      query: queryOf(request.query),
      body: request.json,
    })
  } catch (error) {
    if (error instanceof Refusal) return error.reply
    throw error
  }
}

const isIntegrator = (state: DutchieState, key: SimKey, given: string): boolean =>
  given === '' ? !state.settings.integratorRequired : key.integratorKey === '' || key.integratorKey === given

const keysOf = (header: string | undefined): { locationKey: string; integratorKey: string } | null => {
  const encoded = /^Basic (.+)$/i.exec(header ?? '')?.[1]
  if (encoded === undefined) return null
  const text = Buffer.from(encoded, 'base64').toString('utf8')
  const colon = text.indexOf(':')
  return colon < 0 ? null : { locationKey: text.slice(0, colon), integratorKey: text.slice(colon + 1) }
}

const identity = (state: DutchieState, location: SimLocation): Record<string, unknown> => {
  const fields = {
    locationId: location.id,
    lspId: location.lsp.id,
    locationName: location.name,
    lspName: location.lsp.name,
    address: location.address.street,
    address2: null,
    city: location.address.city,
    state: location.region,
    postalCode: location.address.postalCode,
    licenseNumber: location.licence,
    doingBusinessAs: location.name,
    shareCustomerProfiles: false,
    region: location.region,
    regionId: null,
  }
  if (state.settings.whoAmIKeys === 'camel') return fields
  return Object.fromEntries(
    Object.entries(fields).map(([name, value]) => [`${name.charAt(0).toUpperCase()}${name.slice(1)}`, value]),
  )
}

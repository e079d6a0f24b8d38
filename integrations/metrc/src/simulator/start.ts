import { setTimeout as wait } from 'node:timers/promises'
import { startSimulator, type SimReply, type SimRequest, type Simulator } from '@suite/simulator'
import { catalogRoutes } from './catalog.ts'
import { deliveryRoutes } from './deliveries.ts'
import { Refusal, RowFault, type Call, type FacilityCall, type Route } from './http.ts'
import { createMeter, type Meter } from './meter.ts'
import { labRoutes } from './labs.ts'
import { packageRoutes } from './packages.ts'
import { peopleRoutes } from './people.ts'
import { receiptRoutes } from './receipts.ts'
import { retailIdRoutes } from './retail-id.ts'
import { retailerDeliveryRoutes } from './retailer-deliveries.ts'
import type { MetrcState, SimUser } from './state.ts'
import { transferRoutes } from './transfers.ts'
import { answerWebhooks } from './webhook-routes.ts'

const ROUTES: readonly Route[] = [
  ...peopleRoutes,
  ...labRoutes,
  ...retailIdRoutes,
  ...packageRoutes,
  ...catalogRoutes,
  ...receiptRoutes,
  ...retailerDeliveryRoutes,
  ...deliveryRoutes,
  ...transferRoutes,
]

interface Matched {
  readonly route: Route
  readonly path: Readonly<Record<string, string>>
}

/** Routes by method and number of segments, literal segments before holes. */
const table = ROUTES.map((route) => ({ route, parts: partsOf(route.path) })).toSorted(
  (one, other) => holes(one.parts) - holes(other.parts),
)

function partsOf(path: string): string[] {
  return path.split('/').filter((part) => part !== '')
}

function holes(parts: readonly string[]): number {
  return parts.filter((part) => part.startsWith('{')).length
}

const match = (method: string, path: string): Matched | null => {
  const given = partsOf(path)
  for (const { route, parts } of table) {
    if (route.method !== method || parts.length !== given.length) continue
    const holes: Record<string, string> = {}
    const fits = parts.every((part, index) => {
      const value = given[index] ?? ''
      if (!part.startsWith('{')) return part.toLowerCase() === value.toLowerCase()
      holes[part.slice(1, -1)] = decodeURIComponent(value)
      return true
    })
    if (fits) return { route, path: holes }
  }
  return null
}

/** The running simulator and its truth. */
export type MetrcSimulator = Simulator & { readonly state: MetrcState }

export interface MetrcSimulatorOptions {
  readonly state: MetrcState
  /** Any free port when absent. */
  readonly port?: number
  readonly host?: string
  readonly seed?: number
  /** A clock that stands still here until it is advanced. */
  readonly start?: Date
  /** Hears of every answer, in the order the requests took effect, before it is sent: to keep what was changed. */
  readonly onAnswer?: (request: SimRequest, reply: SimReply) => void
}

/** Starts a stand-in for a state's Metrc API v2 with the given truth; webhooks of Metrc Connect are at the same address. */
export const startMetrcSimulator = async (options: MetrcSimulatorOptions): Promise<MetrcSimulator> => {
  const { state, onAnswer, ...rest } = options
  const answerTo = answerMetrc(state, onAnswer)
  const simulator = await startSimulator({
    name: 'metrc',
    ...rest,
    answer: answerTo,
    faces: {
      rateLimited,
      serverError: () => ({ status: 500, body: { Message: 'An error has occurred.' } }),
      unauthorized: () => ({ status: 401 }),
    },
  })
  return Object.assign(simulator, { state })
}

/** The simulator without a server: what it answers to a request. `onAnswer` is called in the same turn a write took effect. */
export const answerMetrc = (
  state: MetrcState,
  onAnswer: MetrcSimulatorOptions['onAnswer'] = () => undefined,
): ((request: SimRequest) => Promise<SimReply>) => {
  const meter = createMeter(state.settings)
  return (request) => answer(state, meter, request, onAnswer)
}

const rateLimited = (seconds: number): SimReply => ({
  status: 429,
  headers: { 'retry-after': String(seconds) },
  body: { Message: 'Too many requests.' },
})

const answer = async (
  state: MetrcState,
  meter: Meter,
  request: SimRequest,
  onAnswer: NonNullable<MetrcSimulatorOptions['onAnswer']>,
): Promise<SimReply> => {
  const keys = keysOf(request.headers['authorization'])
  const user = keys === null || !state.vendorKeys.has(keys.vendor) ? undefined : state.users.get(keys.user)
  if (keys === null || user === undefined) return { status: 401 }
  // only GETs are limited
  const leave =
    request.method === 'GET' ? meter.enter(request.query.get('licenseNumber'), keys.vendor) : () => undefined
  if (leave === null) return rateLimited(1)
  try {
    if (request.method === 'GET' && state.settings.latencyMs > 0) await wait(state.settings.latencyMs)
    const reply = settled(() => answerWebhooks(state, request) ?? dispatch(state, user, request))
    onAnswer(request, reply)
    return reply
  } finally {
    leave()
  }
}

/** A refusal is an answer too. */
const settled = (act: () => SimReply): SimReply => {
  try {
    return act()
  } catch (error) {
    if (error instanceof Refusal) return error.reply
    if (error instanceof RowFault) return { status: 400, body: [error.message] }
    throw error
  }
}

const keysOf = (header: string | undefined): { vendor: string; user: string } | null => {
  const encoded = /^Basic (.+)$/i.exec(header ?? '')?.[1]
  if (encoded === undefined) return null
  const text = Buffer.from(encoded, 'base64').toString('utf8')
  const colon = text.indexOf(':')
  return colon < 0 ? null : { vendor: text.slice(0, colon), user: text.slice(colon + 1) }
}

const dispatch = (state: MetrcState, user: SimUser, request: SimRequest): SimReply => {
  const matched = match(request.method, request.path)
  if (matched === null) return { status: 404, body: { Message: 'No HTTP resource was found.' } }
  const { route, path } = matched
  const call: Call = { state, at: request.at, user, query: request.query, path, body: request.json }
  if (!mayUse(user, route)) return { status: 401 }
  // such a route does not look at the facility
  if (!route.licensed) return route.answer(call as FacilityCall)
  const licence = request.query.get('licenseNumber')
  if (licence === null) return { status: 400, body: { Message: 'The licenseNumber parameter is required.' } }
  const facility = user.licences.includes(licence) ? state.facilities.get(licence) : undefined
  if (facility === undefined) return { status: 401 }
  if (route.flag !== undefined && !facility.flags.has(route.flag)) return { status: 401 }
  return route.answer({ ...call, facility })
}

const mayUse = (user: SimUser, route: Route): boolean =>
  user.permissions === 'all' ||
  route.permissions.length === 0 ||
  route.permissions.some((wanted) => hasPermission(user.permissions, wanted))

const hasPermission = (held: readonly string[] | 'all', wanted: string): boolean =>
  held === 'all' || held.some((name) => name.toLowerCase() === wanted.toLowerCase())

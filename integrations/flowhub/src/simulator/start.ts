import { addDays, businessDay } from '@suite/kernel'
import { startSimulator, type SimReply, type SimRequest, type Simulator } from '@suite/simulator'
import { renderCustomer, renderLocation, renderOrder, renderRooms, renderRow } from './render.ts'
import type { FlowhubState, SimLocation, SimSettings } from './state.ts'

/** The running simulator and its truth. */
export type FlowhubSimulator = Simulator & { readonly state: FlowhubState }

export interface FlowhubSimulatorOptions {
  readonly state: FlowhubState
  /** Any free port when absent. */
  readonly port?: number
  readonly host?: string
  readonly seed?: number
  /** A clock that stands still here until it is advanced. */
  readonly start?: Date
}

/** Starts a stand-in for the Flowhub API with the given truth. */
export const startFlowhubSimulator = async (options: FlowhubSimulatorOptions): Promise<FlowhubSimulator> => {
  const { state, ...rest } = options
  const calls: number[] = []
  const simulator = await startSimulator({
    name: 'flowhub',
    ...rest,
    answer: (request) => answer(state, calls, request),
    faces: {
      // Flowhub was seen to say nothing of how long to wait
      rateLimited: () => refused(429, 'Too Many Requests'),
      serverError: () => refused(500, 'Internal Server Error'),
      unauthorized: () => refused(401, 'Unauthorized'),
    },
  })
  return Object.assign(simulator, { state })
}

const SECOND = 1000
const DAY = /^\d{4}-\d{2}-\d{2}$/

const refused = (status: number, message: string): SimReply => ({ status, body: { status, message } })

const answer = (state: FlowhubState, calls: number[], request: SimRequest): SimReply => {
  // headers are in lower case here
  const { clientid, key } = request.headers
  if (clientid !== state.keys.clientId || key !== state.keys.key) return refused(401, 'Unauthorized')
  const now = request.at.getTime()
  while ((calls[0] ?? now) <= now - SECOND) calls.shift()
  const { callsPerSecond } = state.settings
  if (callsPerSecond > 0 && calls.length >= callsPerSecond) return refused(429, 'Too Many Requests')
  calls.push(now)
  if (request.method !== 'GET') return refused(404, 'Not Found')
  return routed(state, request) ?? refused(404, 'Not Found')
}

const routed = (state: FlowhubState, request: SimRequest): SimReply | null => {
  const { path } = request
  if (path === '/v0/clientsLocations')
    return dataOf([...state.locations.values()].map((each) => renderLocation(state, each)))
  if (path === '/v1/customers/') return customers(state, request)
  const [, locationId, list] = /^\/v0\/locations\/([^/]+)\/(\w+)$/.exec(path) ?? []
  if (locationId !== undefined && list !== undefined) return stock(state, request, locationId, list)
  const [, importId] = /^\/v1\/orders\/findByLocationId\/([^/]+)$/.exec(path) ?? []
  const location = [...state.locations.values()].find((each) => each.importId === importId)
  return location === undefined ? null : orders(state, request, location)
}

const dataOf = (rows: readonly unknown[]): SimReply => ({
  status: 200,
  rowsAt: 'data',
  body: { status: 200, data: rows },
})

const stock = (
  state: FlowhubState,
  request: SimRequest,
  locationId: string,
  list: string,
): SimReply | null => {
  if (!state.locations.has(locationId)) return null
  const packages = [...state.packages.values()].filter((pack) => pack.locationId === locationId)
  if (list === 'inventory') return dataOf(packages.map((pack) => renderRow(state, pack)))
  const withAll = request.query.get('includesNotForSaleQuantity') === 'true'
  return list === 'InventoryAnalyticsByRooms'
    ? dataOf(packages.flatMap((pack) => renderRooms(state, pack, withAll)))
    : null
}

const orders = (state: FlowhubState, request: SimRequest, location: SimLocation): SimReply => {
  const [after, before] = [
    request.query.get('created_after') ?? '',
    request.query.get('created_before') ?? '',
  ]
  if (!DAY.test(after) || !DAY.test(before))
    return refused(422, 'created_after and created_before must be in format yyyy-mm-dd')
  const [first, last] = ends(state.settings, after, before)
  const list = [...state.orders.values()]
    .filter(({ locationId, createdAt }) => {
      const day = businessDay(createdAt, location.timeZone, 0)
      return locationId === location.locationId && day >= first && day <= last
    })
    .toSorted((one, other) => one.createdAt.getTime() - other.createdAt.getTime())
  const sorted = request.query.get('order_by') === 'asc' ? list : list.toReversed()
  const rows = sorted.map((made) => renderOrder(state, made))
  return { status: 200, rowsAt: 'orders', body: { total: rows.length, orders: pageOf(state, request, rows) } }
}

/** The first and the last day that a range holds. */
const ends = ({ ends: held }: SimSettings, after: string, before: string): [string, string] => [
  held === 'neither' ? addDays(after, 1) : after,
  held === 'both' ? before : addDays(before, -1),
]

const customers = (state: FlowhubState, request: SimRequest): SimReply => {
  const after = request.query.get('updated_after') ?? ''
  const list = [...state.customers.values()].filter(({ updatedAt }) => updatedAt.toISOString() >= after)
  const rows = list.map((each) => renderCustomer(each))
  return {
    status: 200,
    rowsAt: 'customers',
    body: { total: rows.length, customers: pageOf(state, request, rows) },
  }
}

const pageOf = (state: FlowhubState, request: SimRequest, rows: readonly unknown[]): readonly unknown[] => {
  const size = Math.min(Number(request.query.get('page_size') ?? 100), state.settings.largestPage)
  const at = (Number(request.query.get('page') ?? 1) - 1) * size
  return rows.slice(at, at + size)
}

import { createHash } from 'node:crypto'
import { z } from 'zod'
import { invalid } from '@suite/kernel'
import { readJson, VendorShapeError, type Answer, type RateClaim, type Send } from '@suite/outbound'
import { FlowhubError } from './errors.ts'
import { location, type WireLocation } from './wire/inventory.ts'

/** Where the API lives; a simulator is elsewhere. */
export const FLOWHUB_HOST = 'https://api.flowhub.co'

export interface FlowhubSettings {
  /** From `@suite/outbound`: limits, retries and the circuit breaker are its. */
  readonly send: Send
  /** `FLOWHUB_HOST` unless told. */
  readonly baseUrl?: string
  readonly clientId: string
  readonly key: string
  /** The store, by its id in `clientsLocations`. */
  readonly locationId: string
  /**
   * The list that stock is read from, `InventoryAnalyticsByRooms` unless told: the plain `inventory` may leave out what is not
   * for sale (unverified).
   */
  readonly stockList?: string
  /** Calls a second; 20 unless told: about 59 were seen to be the limit, which is not published. */
  readonly callsPerSecond?: number
}

/** One page as it came; `total` is how many rows the list has, null when it is not told. */
export interface ListPage {
  readonly rows: readonly unknown[]
  readonly total: number | null
}

export interface With {
  readonly signal?: AbortSignal
}

/** Days of the store, `YYYY-MM-DD`, by the creation of orders. */
export interface OrderDays {
  readonly after: string
  readonly before: string
}

/** Pages count from 1. */
export interface Place {
  readonly page: number
  readonly size: number
}

export interface FlowhubClient {
  /** Every store the keys reach. */
  locations(options?: With): Promise<readonly WireLocation[]>
  /** Every row of the catalogue's stock, also where nothing is left, in one answer. */
  catalogue(options?: With): Promise<readonly unknown[]>
  /** Every row of stock by room, for sale or not, in one answer. */
  stock(options?: With): Promise<readonly unknown[]>
  /** `importId` as `locations` tells it of the store. */
  orders(importId: string, days: OrderDays, place: Place, options?: With): Promise<ListPage>
  customers(query: Readonly<Record<string, string>>, place: Place, options?: With): Promise<ListPage>
}

const TIMEOUT_MS = 180_000
const CALLS_PER_SECOND = 20

/**
 * A client of the Flowhub API for one store. It holds no state; give it a `send` whose limiter is shared with every other worker.
 * Its calls throw FlowhubError when Flowhub refuses, OutboundError when there is no usable answer, and VendorShapeError when
 * the answer is not what is known of it.
 * @throws AppError `bad_setting` for a list of stock that cannot be part of an address; calls for one whose location id cannot
 */
export const createFlowhubClient = (settings: FlowhubSettings): FlowhubClient => {
  const get = getter(settings)
  const stockList = settings.stockList ?? 'InventoryAnalyticsByRooms'
  if (!/^[A-Za-z]+$/.test(stockList))
    throw invalid('bad_setting', `The list of stock "${stockList}" is no name of a list. Leave it empty.`)
  const ofStore = (list: string): string => {
    if (/^[\w-]+$/.test(settings.locationId)) return `/v0/locations/${settings.locationId}/${list}`
    throw invalid(
      'bad_setting',
      `The location id "${settings.locationId}" is none. Try the keys to see the ids of your stores.`,
    )
  }
  const paged = ({ page, size }: Place) => ({ page: String(page), page_size: String(size), order_by: 'asc' })
  return {
    locations: (options = {}) => get('/v0/clientsLocations', {}, locations, options),
    catalogue: async (options = {}) => get(ofStore('inventory'), {}, data, options),
    stock: async (options = {}) =>
      get(ofStore(stockList), { includesNotForSaleQuantity: 'true' }, data, options),
    orders: (importId, { after, before }, place, options = {}) =>
      get(
        `/v1/orders/findByLocationId/${encodeURIComponent(importId)}`,
        { created_after: after, created_before: before, ...paged(place) },
        orders,
        options,
      ),
    customers: (query, place, options = {}) =>
      get('/v1/customers/', { ...query, ...paged(place) }, customers, options),
  }
}

/** The store that the keys and the location id mean. @throws AppError `no_location` naming the ids there are */
export const storeOf = (locations: readonly WireLocation[], locationId: string): WireLocation => {
  const found = locations.find((each) => each.locationId === locationId)
  if (found !== undefined) return found
  const known = locations.map((each) => `${each.locationId} (${each.locationName ?? 'without a name'})`)
  const reached = `${known.join(', ')}. Enter the id of your store.`
  const asked =
    locationId === '' ? 'No location id is entered.' : `The keys do not reach location ${locationId}.`
  throw invalid(
    'no_location',
    known.length === 0
      ? 'The keys reach no location. Ask Flowhub which stores the key is for.'
      : `${asked} The keys are for ${reached}`,
  )
}

const rows = z.array(z.unknown())
const data = z.object({ data: rows }).transform((body) => body.data)
const locations = z.object({ data: z.array(location) }).transform((body) => body.data)
const total = z
  .number()
  .int()
  .nullish()
  .transform((value) => value ?? null)
const orders = z
  .object({ orders: rows, total })
  .transform((body): ListPage => ({ rows: body.orders, total: body.total }))
/** The envelope of customers is not published: that of orders and that of stock are both taken. */
const customers = z.union([
  z
    .object({ customers: rows, total })
    .transform((body): ListPage => ({ rows: body.customers, total: body.total })),
  z.object({ data: rows, total }).transform((body): ListPage => ({ rows: body.data, total: body.total })),
])

const getter = (settings: FlowhubSettings) => {
  const baseUrl = settings.baseUrl ?? FLOWHUB_HOST
  const claims = claimsOf(settings, baseUrl)
  const headers = { clientId: settings.clientId, key: settings.key, accept: 'application/json' }
  const call = async (
    path: string,
    query: Readonly<Record<string, string>>,
    options: With,
  ): Promise<Answer> => {
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
    throw new FlowhubError(answer, `GET ${path}`)
  }
  return <T extends z.ZodType>(
    path: string,
    query: Readonly<Record<string, string>>,
    shape: T,
    options: With,
  ): Promise<z.output<T>> =>
    onceMore(async () =>
      readJson(await call(path, query, options), shape, { vendor: 'Flowhub', endpoint: `GET ${path}` }),
    )
}

/** An answer cut off by a proxy ends cleanly: nothing but its parser can notice, and a second look costs little. */
const onceMore = <T>(once: () => Promise<T>): Promise<T> =>
  once().catch((error: unknown) => {
    if (error instanceof VendorShapeError) return once()
    throw error
  })

/** The key is hashed: the meter's name gives nothing away. */
const claimsOf = (settings: FlowhubSettings, baseUrl: string): readonly RateClaim[] => {
  const hash = createHash('sha256').update(`${baseUrl}\n${settings.key}`).digest('hex').slice(0, 16)
  return [{ key: `flowhub:${hash}`, permits: settings.callsPerSecond ?? CALLS_PER_SECOND, windowMs: 1000 }]
}

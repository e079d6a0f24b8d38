import { chance } from '@suite/simulator'
import { createSend, localLimiter, type Send } from '@suite/outbound'
import type { Simulator } from '@suite/simulator'
import { createDutchieClient, type DutchieClient, type DutchieSettings } from './client.ts'
import { addCustomer, addKey, addLocation, addPackage, addProduct, addVendor } from './simulator/build.ts'
import type { SimPackage, SimTax } from './simulator/rows.ts'
import { answerDutchie, startDutchieSimulator, type DutchieSimulator } from './simulator/start.ts'
import {
  emptyDutchieState,
  type DutchieState,
  type SimLocation,
  type SimSettings,
} from './simulator/state.ts'

export const OPENED = new Date('2026-01-05T15:00:00Z')
export const NOW = new Date('2026-04-20T18:00:00Z')
export const KEY = 'key-of-denver'
export const ZONE = 'America/Denver'
const TAXES: readonly SimTax[] = [
  { name: 'State Excise Tax', rate: 0.15, adultUseOnly: true },
  { name: 'Denver City Tax', rate: 0.0881 },
]

export interface Shop {
  readonly state: DutchieState
  readonly location: SimLocation
  readonly packages: readonly SimPackage[]
  readonly vendorId: number
}

/** A store with four products in eight packages, three customers and no sales. */
export const openShop = (
  settings: Partial<SimSettings> = {},
  taxes: { readonly taxes?: readonly SimTax[]; readonly taxInclusive?: boolean } = {},
): Shop => {
  const state = emptyDutchieState(settings, 7)
  const location = addLocation(state, {
    name: 'Evergreen Denver',
    licence: '402R-00001',
    zone: ZONE,
    region: 'CO',
    taxes: TAXES,
    ...taxes,
  })
  addKey(state, location, KEY)
  const vendorId = addVendor(state, location, { name: 'High Plains', licence: '403R-00007' })
  for (const [firstName, lastName] of [
    ['Ada', 'Lovelace'],
    ['Grace', 'Hopper'],
    ['Alan', 'Turing'],
  ] as const)
    addCustomer(state, location, { firstName, lastName }, OPENED)
  const packages = (
    [
      ['BD-3.5', 'Blue Dream 3.5 g', 'Flower', 35, 14, 'ea'],
      ['SD-G', 'Sour Diesel', 'Flower', 11.335, 4.215, 'g'],
      ['BG-100', 'Berry Gummies', 'Edibles', 17.99, 7.2, 'ea'],
      ['GR-1', 'Grinder', 'Accessories', 15, 5, 'ea'],
    ] as const
  ).flatMap(([sku, name, category, price, cost, unit], kind) => {
    const fields = { sku, name, category, price, cost, unit, vendorId, brand: 'Summit', strain: 'Blue Dream' }
    const product = addProduct(state, location, { ...fields, strainType: 'Hybrid', thc: 21.4 }, OPENED)
    return [0, 1].map((n) => {
      const tag = `1A4060300003EE10000${kind}${n}001`
      const made = { productId: product.id, quantity: 400, tag, expiresOn: '2027-01-31' }
      return addPackage(state, location, made, OPENED)
    })
  })
  return { state, location, packages, vendorId }
}

/** A sender of one process whose waits take no time. */
export const quickSend = (): Send =>
  createSend({ limiter: localLimiter(), sleep: () => Promise.resolve(), random: () => 0.5 })

export const clientOf = (
  simulator: Pick<Simulator, 'url'>,
  settings: Partial<DutchieSettings> = {},
): DutchieClient =>
  createDutchieClient({ send: quickSend(), baseUrl: simulator.url, locationKey: KEY, ...settings })

/** The shop behind a server whose clock stands at `NOW`. */
export const startShop = async (
  settings: Partial<SimSettings> = {},
): Promise<Shop & { readonly simulator: DutchieSimulator; readonly client: DutchieClient }> => {
  const shop = openShop(settings)
  const simulator = await startDutchieSimulator({ state: shop.state, start: NOW, seed: 3 })
  return { ...shop, simulator, client: clientOf(simulator) }
}

/**
 * A client that speaks to the simulator without a server, its clock at `now`; rows come doubled and in any order when
 * `mixed` says by which seed.
 */
export const directClient = (state: DutchieState, now: () => Date, mixed?: number): DutchieClient => {
  const answer = answerDutchie(state)
  const random = chance(mixed ?? 1)
  const send: Send = (request) => {
    const url = new URL(request.url)
    const text = typeof request.body === 'string' ? request.body : ''
    const reply = answer({
      method: request.method,
      path: url.pathname,
      query: url.searchParams,
      headers: request.headers ?? {},
      text,
      json: text === '' ? undefined : (JSON.parse(text) as unknown),
      at: now(),
    })
    const rows = Array.isArray(reply.body) && mixed !== undefined ? mix(reply.body, random) : reply.body
    const bytes = new TextEncoder().encode(rows === undefined ? '' : JSON.stringify(rows))
    const headers = new Headers(reply.headers)
    return Promise.resolve({ status: reply.status, headers, bytes, text: new TextDecoder().decode(bytes) })
  }
  return createDutchieClient({ send, baseUrl: 'http://dutchie', locationKey: KEY })
}

const mix = (rows: readonly unknown[], random: () => number): unknown[] =>
  rows
    .flatMap((row) => (random() < 0.3 ? [row, row] : [row]))
    .map((row) => ({ row, place: random() }))
    .toSorted((one, other) => one.place - other.place)
    .map(({ row }) => row)

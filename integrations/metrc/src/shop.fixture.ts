import { createSend, type RateLimiter } from '@suite/outbound'
import { createMetrcClient, type MetrcClient } from './client.ts'
import {
  addFacility,
  addItem,
  addPackage,
  addUser,
  emptyMetrcState,
  startMetrcSimulator,
  STORE_FLAGS,
  type ItemRow,
  type MetrcSimulator,
  type SimSettings,
} from './simulator/index.ts'

/** A shop in a running simulator, for tests. Its clock stands at `NOW` until it is advanced. */
export interface Shop {
  readonly simulator: MetrcSimulator
  readonly client: MetrcClient
  readonly licence: string
  readonly zone: string
  readonly flower: ItemRow
  readonly gummies: ItemRow
  /** A client with another key, or with no retries. */
  clientWith(settings: {
    readonly userKey?: string
    readonly vendorKey?: string
    readonly retries?: number
  }): MetrcClient
  stop(): Promise<void>
}

export const NOW = new Date('2026-03-10T18:00:00Z')
export const LICENCE = '402R-00001'
export const OTHER_LICENCE = '402R-00002'
export const ZONE = 'America/Denver'
const BEFORE = new Date('2026-01-01T12:00:00Z')

/** The simulator has no limits either: tests never wait. */
const unlimited: RateLimiter = {
  take: () => Promise.resolve(() => Promise.resolve()),
  hold: () => Promise.resolve(),
}

/** Opens the shop; without limits unless they are given. */
export const openShop = async (
  options: {
    readonly settings?: Partial<SimSettings>
    readonly flags?: readonly string[]
    readonly seed?: number
  } = {},
): Promise<Shop> => {
  const state = emptyMetrcState({ limits: null, ...options.settings })
  const flags = options.flags ?? STORE_FLAGS
  addFacility(state, { licence: LICENCE, name: 'Evergreen Denver', zone: ZONE, flags, tags: 40 }, BEFORE)
  addFacility(state, { licence: OTHER_LICENCE, name: 'Evergreen Boulder', zone: ZONE, tags: 5 }, BEFORE)
  state.vendorKeys.add('vendor')
  addUser(state, { key: 'user', name: 'Dana', licences: [LICENCE] })
  const flower = addItem(
    state,
    LICENCE,
    { Name: 'Blue Dream Flower', ProductCategoryName: 'Buds', StrainName: 'Blue Dream' },
    BEFORE,
  )
  const gummies = addItem(
    state,
    LICENCE,
    { Name: 'Berry Gummies', ProductCategoryName: 'Infused Edibles' },
    BEFORE,
  )
  const simulator = await startMetrcSimulator({ state, start: NOW, seed: options.seed ?? 1 })
  const clientWith: Shop['clientWith'] = ({ userKey = 'user', vendorKey = 'vendor', retries = 6 }) =>
    createMetrcClient({
      send: createSend({ limiter: unlimited, retries, sleep: () => Promise.resolve() }),
      baseUrl: simulator.url,
      vendorKey,
      userKey,
    })
  return {
    simulator,
    client: clientWith({}),
    licence: LICENCE,
    zone: ZONE,
    flower,
    gummies,
    clientWith,
    stop: () => simulator.stop(),
  }
}

/** Adds packages of gummies, committed `hoursAgo`. */
export const stock = (shop: Shop, count: number, quantity = 100, hoursAgo = 1): string[] =>
  Array.from({ length: count }, () => {
    const at = new Date(NOW.getTime() - hoursAgo * 3_600_000)
    return addPackage(shop.simulator.state, LICENCE, { Item: shop.gummies, Quantity: quantity }, at).Label
  })

import { createSend, localLimiter, type Send } from '@suite/outbound'
import { createCovaClient, type CovaClient, type CovaSettings } from './client.ts'
import { addCustomer, addLocation, addPackage, addProduct } from './simulator/build.ts'
import { startCovaSimulator, type CovaSimulator } from './simulator/start.ts'
import {
  emptyCovaState,
  type CovaState,
  type SimLocation,
  type SimSettings,
  type SimTax,
} from './simulator/state.ts'

export const OPENED = new Date('2026-01-05T15:00:00Z')
export const NOW = new Date('2026-04-20T18:00:00Z')
const TAXES: readonly SimTax[] = [
  { name: 'State Sales Tax', rate: 0.06625, adultUseOnly: true },
  { name: 'City Tax', rate: 0.02 },
]

export interface Shop {
  readonly state: CovaState
  readonly location: SimLocation
  readonly tags: readonly string[]
}

/** A location with three products in six packages, two customers and no sales. */
export const openShop = (settings: Partial<SimSettings> = {}, taxes: readonly SimTax[] = TAXES): Shop => {
  const state = emptyCovaState(settings)
  const location = addLocation(state, { name: 'Evergreen', taxes })
  addCustomer(state, 'Ada', 'Lovelace')
  addCustomer(state, 'Grace', 'Hopper')
  const tags = (
    [
      ['BD-3.5', 'Blue Dream 3.5 g', 'Flower', 35, 'Units'],
      ['SD-G', 'Sour Diesel', 'Flower', 11.335, 'Grams'],
      ['GR-1', 'Grinder', 'Accessories', 15, 'Units'],
    ] as const
  ).flatMap(([sku, name, category, price, unit], kind) => {
    const more = { strain: 'Blue Dream', strainType: 'Sativa-dominant hybrid', thc: 21.4 }
    const product = addProduct(state, { sku, name, category, price, unit, ...more }, OPENED)
    return [0, 1].map((n) => {
      const fields = { productId: product.id, quantity: 400, unitCost: 4.215, expiresOn: '2027-01-31' }
      return addPackage(state, location, { tag: `1A41103000${kind}${n}`, ...fields }, OPENED).tag
    })
  })
  return { state, location, tags }
}

/** A sender of one process that waits for nothing: ten minutes pass at every look at its clock. */
export const quickSend = (): Send => {
  let at = NOW.getTime()
  const now = (): number => {
    at += 600_000
    return at
  }
  return createSend({
    limiter: localLimiter({ now }),
    sleep: () => Promise.resolve(),
    now,
    random: () => 0.5,
  })
}

export const clientOf = (simulator: CovaSimulator, settings: Partial<CovaSettings> = {}): CovaClient =>
  createCovaClient({
    send: quickSend(),
    baseUrl: simulator.url,
    companyId: String(simulator.state.companyId),
    locationId: String([...simulator.state.locations.keys()][0]),
    now: () => simulator.clock.now(),
    ...simulator.state.keys,
    ...settings,
  })

/** The shop behind a server whose clock stands at `NOW`. */
export const startShop = async (
  settings: Partial<SimSettings> = {},
): Promise<Shop & { readonly simulator: CovaSimulator; readonly client: CovaClient }> => {
  const shop = openShop(settings)
  const simulator = await startCovaSimulator({ state: shop.state, start: NOW, seed: 3 })
  return { ...shop, simulator, client: clientOf(simulator) }
}

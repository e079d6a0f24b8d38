import { createSend, localLimiter, type Send } from '@suite/outbound'
import { createFlowhubClient, type FlowhubClient, type FlowhubSettings } from './client.ts'
import { addCustomer, addLocation, addPackage, addVariant } from './simulator/build.ts'
import { startFlowhubSimulator, type FlowhubSimulator } from './simulator/start.ts'
import {
  emptyFlowhubState,
  type FlowhubState,
  type SimLocation,
  type SimSettings,
  type SimTax,
} from './simulator/state.ts'

export const OPENED = new Date('2026-01-05T15:00:00Z')
export const NOW = new Date('2026-04-20T18:00:00Z')
export const ZONE = 'America/Denver'

export interface Shop {
  readonly state: FlowhubState
  readonly location: SimLocation
  /** Of three products, two deliveries of each. */
  readonly skus: readonly string[]
}

const TAXES: readonly SimTax[] = [
  { name: 'Marijuana Excise', percentage: 15, adultUseOnly: true },
  { name: 'State Sales Tax', percentage: 2.9 },
  { name: 'City Tax', percentage: 8.81 },
]

/** A store with three products in six deliveries, two customers and no sales. */
export const openShop = (settings: Partial<SimSettings> = {}, taxes: readonly SimTax[] = TAXES): Shop => {
  const state = emptyFlowhubState(settings)
  const location = addLocation(state, 'Evergreen Denver', taxes)
  addCustomer(state, 'Ada Lovelace', OPENED)
  addCustomer(state, 'Grace Hopper', NOW)
  const skus = (
    [
      ['Blue Dream 3.5 g', 'Flower', 3500, 'each'],
      ['Sour Diesel', 'Flower', 1134, 'grams'],
      ['Grinder', 'Accessories', 1500, 'each'],
    ] as const
  ).flatMap(([name, category, priceCents, unit], kind) => {
    const { variantId } = addVariant(state, { name, category, priceCents, unit, thcPercent: 21.4 })
    return [0, 1].map((n) => {
      const tag = category === 'Accessories' ? null : `1a4000b000${kind}${n}`
      const fields = { variantId, tag, costCents: 421.5, quantity: 400, expiresOn: '2027-01-31' }
      return addPackage(state, { ...fields, locationId: location.locationId }, OPENED).sku
    })
  })
  return { state, location, skus }
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

export const clientOf = (
  simulator: FlowhubSimulator,
  settings: Partial<FlowhubSettings> = {},
): FlowhubClient =>
  createFlowhubClient({
    send: quickSend(),
    baseUrl: simulator.url,
    ...simulator.state.keys,
    locationId: [...simulator.state.locations.keys()][0] ?? '',
    ...settings,
  })

/** The shop behind a server whose clock stands at `NOW`. */
export const startShop = async (
  settings: Partial<SimSettings> = {},
): Promise<Shop & { readonly simulator: FlowhubSimulator; readonly client: FlowhubClient }> => {
  const shop = openShop(settings)
  const simulator = await startFlowhubSimulator({ state: shop.state, start: NOW, seed: 3 })
  return { ...shop, simulator, client: clientOf(simulator) }
}

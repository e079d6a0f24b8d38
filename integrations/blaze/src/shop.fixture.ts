import { createSend, localLimiter, type Send } from '@suite/outbound'
import { createBlazeClient, type BlazeClient, type BlazeSettings } from './client.ts'
import { addBatch, addMember, addProduct } from './simulator/build.ts'
import { startBlazeSimulator, type BlazeSimulator } from './simulator/start.ts'
import { emptyBlazeState, type BlazeState, type SimSettings, type SimTax } from './simulator/state.ts'

export const OPENED = new Date('2026-01-05T15:00:00Z')
export const NOW = new Date('2026-04-20T18:00:00Z')
export const ZONE = 'America/Los_Angeles'
const TAXES: readonly SimTax[] = [
  { kind: 'excise', rate: 0.15 },
  { kind: 'state', rate: 0.0725 },
  { kind: 'city', rate: 0.05 },
]

export interface Shop {
  readonly state: BlazeState
  /** Batches of three products, two of each. */
  readonly batches: readonly string[]
}

/** A store with three products in six batches, two members and no sales. */
export const openShop = (settings: Partial<SimSettings> = {}, taxes: readonly SimTax[] = TAXES): Shop => {
  const state = emptyBlazeState(settings, taxes)
  addMember(state, 'Ada', 'Lovelace')
  addMember(state, 'Grace', 'Hopper')
  const batches = (
    [
      ['BD-3.5', 'Blue Dream 3.5 g', 'Flower', 35, 'units'],
      ['SD-G', 'Sour Diesel', 'Flower', 11.335, 'grams'],
      ['GR-1', 'Grinder', 'Accessories', 15, 'units'],
    ] as const
  ).flatMap(([sku, name, category, price, unitType], kind) => {
    const product = addProduct(state, { sku, name, category, price, unitType, thc: 21.4 }, OPENED)
    return [0, 1].map((n) => {
      const fields = {
        tag: `1A40603000${kind}${n}`,
        quantity: 400,
        costPerUnit: 4.215,
        expiresOn: '2027-01-31',
      }
      return addBatch(state, { productId: product.id, ...fields }, OPENED).id
    })
  })
  return { state, batches }
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

export const clientOf = (simulator: BlazeSimulator, settings: Partial<BlazeSettings> = {}): BlazeClient =>
  createBlazeClient({ send: quickSend(), baseUrl: simulator.url, ...simulator.state.keys, ...settings })

/** The shop behind a server whose clock stands at `NOW`. */
export const startShop = async (
  settings: Partial<SimSettings> = {},
): Promise<Shop & { readonly simulator: BlazeSimulator; readonly client: BlazeClient }> => {
  const shop = openShop(settings)
  const simulator = await startBlazeSimulator({ state: shop.state, start: NOW, seed: 3 })
  return { ...shop, simulator, client: clientOf(simulator) }
}

import { createSend, localLimiter, type Send } from '@suite/outbound'
import { createTreezClient, type TreezClient, type TreezSettings } from './client.ts'
import { addCustomer, addPackage, addProduct } from './simulator/build.ts'
import { makeKeys } from './simulator/keys.ts'
import { startTreezSimulator, type TreezSimulator } from './simulator/start.ts'
import { emptyTreezState, type SimSettings, type SimTax, type TreezState } from './simulator/state.ts'

export const OPENED = new Date('2025-10-05T15:00:00Z')
export const NOW = new Date('2026-04-20T18:00:00Z')
/** One certificate for all tests of a file: making one takes a while. */
export const KEYS = makeKeys()
const TAXES: readonly SimTax[] = [
  { name: 'CA Cannabis Excise Tax (15%)', rate: 0.15 },
  { name: 'CA Sales Tax (9.25%)', rate: 0.0925, adultUseOnly: true },
]

export interface Shop {
  readonly state: TreezState
  readonly tags: readonly string[]
}

/** A store with three products in six packages, two customers and no tickets. */
export const openShop = (settings: Partial<SimSettings> = {}, taxes: readonly SimTax[] = TAXES): Shop => {
  const state = emptyTreezState(KEYS, settings, taxes)
  addCustomer(state, 'Ada', 'Lovelace', OPENED)
  addCustomer(state, 'Grace', 'Hopper', NOW)
  const tags = (
    [
      ['BD-3.5', 'BLUE DREAM - 3.5 GRAMS', 'FLOWER', 35, { uom: 'GRAMS', amount: 3.5, subtype: 'PRE-PACK' }],
      ['SD-G', 'SOUR DIESEL - 1 GRAMS', 'FLOWER', 11.335, { uom: 'GRAMS', amount: 1, subtype: 'BULK' }],
      ['GR-1', 'GRINDER', 'MERCH', 15, {}],
    ] as const
  ).flatMap(([sku, name, category, price, more], kind) => {
    const fields = { sku, name, category, price, classification: 'S/I', thc: 21.4, ...more }
    const product = addProduct(state, fields, OPENED)
    return [0, 1].map((n) => {
      const pack = { tag: `1A40603000${kind}${n}`, productId: product.id, quantity: 400 }
      return addPackage(state, { ...pack, expiresOn: '2027-01-31' }, OPENED).tag
    })
  })
  return { state, tags }
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

export const clientOf = (simulator: TreezSimulator, settings: Partial<TreezSettings> = {}): TreezClient => {
  const { certificateId, organizationId, privateKey } = simulator.state.keys
  return createTreezClient({
    send: quickSend(),
    baseUrl: simulator.url,
    dispensary: simulator.state.store.dispensary,
    now: () => simulator.clock.now(),
    certificateId,
    organizationId,
    privateKey,
    ...settings,
  })
}

/** The shop behind a server whose clock stands at `NOW`. */
export const startShop = async (
  settings: Partial<SimSettings> = {},
): Promise<Shop & { readonly simulator: TreezSimulator; readonly client: TreezClient }> => {
  const shop = openShop(settings)
  const simulator = await startTreezSimulator({ state: shop.state, start: NOW, seed: 3 })
  return { ...shop, simulator, client: clientOf(simulator) }
}

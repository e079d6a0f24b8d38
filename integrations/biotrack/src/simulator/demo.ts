import { chance } from '@suite/simulator'
import { addLocation, addPackage, addRoom, addSale, addSample, addUser, shipTransfer } from './build.ts'
import { emptyBioTrackState, type BioTrackState, type SimSettings } from './state.ts'

const DAY = 86_400_000
/** Product and code of its kind; all sold in pieces. */
const KINDS = [
  ['Blue Dream 3.5 g', '28'],
  ['Sour Diesel 1 g', '28'],
  ['Berry Gummies 100 mg', '22'],
  ['Ginger Drink 50 mg', '23'],
  ['Live Resin Cartridge 0.5 g', '24'],
  ['Relief Balm', '25'],
] as const

/** The company, its user and its store in the small shop. */
export const DEMO_SHOP = {
  company: '999000100',
  username: 'dana@example.com',
  password: 'demo-password',
  licence: '402001',
} as const

/**
 * A small shop for a simulator that runs alone: one store with rooms, six products, packages, a month of sales and a
 * delivery on its way; a second store of the company and a grower. The same seed gives the same shop.
 */
export const smallShop = (at: Date, seed = 1, settings: Partial<SimSettings> = {}): BioTrackState => {
  const state = emptyBioTrackState(settings, seed)
  const random = chance(seed)
  const { company: ubi, username, password, licence } = DEMO_SHOP
  const opened = new Date(at.getTime() - 60 * DAY)
  addUser(state, { username, password, ubi })
  addLocation(state, { licence, ubi, name: 'Evergreen Collective' }, opened)
  addLocation(state, { licence: '402002', ubi, name: 'Evergreen Annex' }, opened)
  addLocation(state, { licence: '403007', ubi: '999000200', name: 'High Plains Grow', retail: false }, opened)
  addRoom(state, { number: '1', location: licence, name: 'Sales Floor' }, opened)
  addRoom(state, { number: '2', location: licence, name: 'Vault' }, opened)
  addRoom(state, { number: '3', location: licence, name: 'Quarantine', quarantine: true }, opened)
  const packages = KINDS.flatMap(([product, type]) =>
    [1, 2, 2].map((room) =>
      addPackage(
        state,
        { location: licence, type, product, strain: 'Blue Dream', remaining: '400', room: String(room) },
        opened,
      ),
    ),
  )
  addPackage(state, { location: '402002', type: '28', product: 'Annex Flower', remaining: '50' }, opened)
  for (const [index, { barcode }] of packages.slice(0, 6).entries())
    addSample(
      state,
      { barcode: state.newBarcode(), parent: barcode, location: licence, result: index === 5 ? '-1' : '1' },
      opened,
    )
  const times = Array.from({ length: 300 }, () => at.getTime() - Math.floor(random() * 30 * DAY))
  for (const time of times.toSorted((one, other) => one - other)) {
    const sold = packages[Math.floor(random() * packages.length)]
    if (sold === undefined) continue
    const quantity = 1 + Math.floor(random() * 3)
    const line = { barcode: sold.barcode, quantity: String(quantity), price: (quantity * 12.5).toFixed(2) }
    const recordedAt = new Date(Math.floor(time / 1000) * 1000)
    addSale(state, licence, [line], recordedAt, { terminal: 'till-1' })
  }
  shipTransfer(
    state,
    {
      from: '403007',
      to: licence,
      packages: [1, 2, 3].map((number) => ({
        type: '28',
        product: `Sour Diesel 3.5 g, batch ${number}`,
        strain: 'Sour Diesel',
        quantity: '64',
        price: '900.00',
      })),
    },
    at,
  )
  return state
}

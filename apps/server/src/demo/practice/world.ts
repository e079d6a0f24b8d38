import {
  addKey,
  addLocation,
  addProduct,
  addRoom,
  addVendor,
  emptyDutchieState,
  addEmployee,
  type DutchieState,
  type SimLocation,
  type SimTax,
} from '@suite/dutchie/simulator'
import {
  addFacility,
  addItem,
  addLocation as addPlace,
  addUser,
  emptyMetrcState,
} from '@suite/metrc/simulator'
import type { MetrcState } from '@suite/metrc/simulator'
import { CATALOG } from '../../../demo/catalog.ts'
import { EVERGREEN, type EvergreenStore } from '../../../demo/generate.ts'
import type { Opening } from '../../../demo/opening.ts'
import { METRC_KEYS, dutchieKey } from './credentials.ts'
import { putOnShelf } from './shelves.ts'
import { openedAt, type PracticeStore, type PracticeWorld } from './world-shape.ts'

const TAXES: Readonly<Record<EvergreenStore['state'], readonly SimTax[]>> = {
  CO: [
    { name: 'Colorado Retail Marijuana Sales Tax', rate: 0.15, adultUseOnly: true },
    { name: 'City Sales Tax', rate: 0.0881 },
  ],
  MI: [
    { name: 'Michigan Marihuana Excise Tax', rate: 0.1, adultUseOnly: true },
    { name: 'Michigan Sales Tax', rate: 0.06 },
  ],
}

/** Metrc's categories of the shop's; what has none is not the state's business. Everything is sold by the piece. */
const CATEGORIES: Readonly<Record<string, string>> = {
  Flower: 'Buds (Prepackaged)',
  'Pre-Rolls': 'Pre-Rolls',
  Vapes: 'Vape Cartridges',
  Edibles: 'Infused Edibles',
  Concentrates: 'Concentrate (Each)',
  Tinctures: 'Tinctures',
  Topicals: 'Topicals',
}

/** Both systems as they are at the opening, agreeing in everything. The same opening gives the same world. */
export const openWorld = (opening: Opening): PracticeWorld => {
  const dutchie = emptyDutchieState({}, opening.seed)
  const metrc = emptyMetrcState()
  const prerolls = metrc.categories.find(({ Name }) => Name === 'Pre-Rolls')
  if (prerolls !== undefined)
    metrc.categories = [
      ...metrc.categories,
      { ...prerolls, Name: 'Buds (Prepackaged)', RequiresStrain: false },
    ]
  metrc.vendorKeys.add(METRC_KEYS.vendorKey)
  const stores = new Map(
    EVERGREEN.stores.map((store) => [store.key, openStore(dutchie, metrc, store, opening)]),
  )
  addUser(metrc, {
    key: METRC_KEYS.userKey,
    name: 'Robin Hale',
    licences: EVERGREEN.stores.map(({ licenceNumber }) => licenceNumber),
  })
  return { opening, dutchie, metrc, stores }
}

const openStore = (
  dutchie: DutchieState,
  metrc: MetrcState,
  store: EvergreenStore,
  opening: Opening,
): PracticeStore => {
  const at = openedAt(store, opening.lastDay)
  const location = addLocation(dutchie, {
    name: store.name,
    licence: store.licenceNumber,
    zone: store.timeZone,
    region: store.state,
    city: store.city,
    taxes: TAXES[store.state],
  })
  addKey(dutchie, location, dutchieKey(store.key))
  addRoom(dutchie, location, 'Back Stock', { isInventoryRoom: true })
  for (const name of store.staff) addEmployee(dutchie, location, name)
  addFacility(
    metrc,
    { licence: store.licenceNumber, name: store.name, zone: store.timeZone, tags: 200 },
    new Date(at),
  )
  for (const room of ['Vault', 'Back Stock']) addPlace(metrc, store.licenceNumber, room, new Date(at))
  const made: PracticeStore = {
    store,
    location,
    products: productsOf(dutchie, location, new Date(at)),
    items: itemsOf(metrc, store, new Date(at)),
    lots: new Map(),
    servedUntil: at,
    sales: 0,
    deliveries: 0,
  }
  for (const lot of opening.stores.find(({ key }) => key === store.key)?.lots ?? [])
    putOnShelf({ dutchie, metrc }, made, lot, at)
  return made
}

const productsOf = (dutchie: DutchieState, location: SimLocation, at: Date): PracticeStore['products'] => {
  const vendors = new Map(
    EVERGREEN.vendors.map(({ name, licenceNumber, email }) => [
      name,
      addVendor(dutchie, location, { name, licence: licenceNumber, email }),
    ]),
  )
  return new Map(
    CATALOG.map((product) => {
      const { id } = addProduct(
        dutchie,
        location,
        {
          sku: product.sku,
          name: product.name,
          category: product.category,
          brand: product.brand,
          vendorId: vendors.get(product.vendor) ?? null,
          strain: product.strain === '' ? null : product.strain,
          strainType: product.strainType === '' ? null : product.strainType,
          price: product.priceCents / 100,
          cost: product.costCents / 100,
          upc: product.upc,
          isCannabis: product.category in CATEGORIES,
        },
        at,
      )
      return [product.sku, { product, id }]
    }),
  )
}

const itemsOf = (metrc: MetrcState, store: EvergreenStore, at: Date): PracticeStore['items'] =>
  new Map(
    CATALOG.flatMap((product) => {
      const category = CATEGORIES[product.category]
      if (category === undefined) return []
      const item = addItem(
        metrc,
        store.licenceNumber,
        {
          Name: product.name,
          ProductCategoryName: category,
          StrainName: product.strain === '' ? null : product.strain,
        },
        at,
      )
      return [[product.sku, item] as const]
    }),
  )

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
import { assortmentOf } from '../../../demo/catalog.ts'
import { EVERGREEN, type EvergreenStore } from '../../../demo/generate.ts'
import type { Opening } from '../../../demo/opening.ts'
import { bioTrackRegister, openBioTrack } from './biotrack-register.ts'
import { dutchieKey } from './credentials.ts'
import { addMetrcUser, metrcRegister, openMetrc } from './metrc-register.ts'
import type { StateRegister } from './register.ts'
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
  NM: [
    { name: 'New Mexico Cannabis Excise Tax', rate: 0.14, adultUseOnly: true },
    { name: 'Gross Receipts Tax', rate: 0.081875 },
  ],
}

/**
 * All systems as they are at the opening, agreeing in everything. The same opening gives the same world; a store that is not
 * in it, as in a demo made by an earlier version, is not opened.
 */
export const openWorld = (opening: Opening): PracticeWorld => {
  const dutchie = emptyDutchieState({}, opening.seed)
  const metrc = openMetrc()
  const biotrack = openBioTrack(opening.seed, firstOpening(opening))
  const systems = { dutchie, metrc, biotrack }
  const stores = new Map(
    opening.stores.flatMap(({ key, lots }) =>
      EVERGREEN.stores
        .filter((store) => store.key === key)
        .map((store) => [key, openStore(systems, store, opening.lastDay, lots)] as const),
    ),
  )
  addMetrcUser(metrc)
  return { opening, ...systems, stores }
}

const firstOpening = ({ lastDay }: Opening): Date =>
  new Date(Math.min(...EVERGREEN.stores.map((store) => openedAt(store, lastDay))))

type Systems = Pick<PracticeWorld, 'dutchie' | 'metrc' | 'biotrack'>

const openStore = (
  { dutchie, metrc, biotrack }: Systems,
  store: EvergreenStore,
  lastDay: Opening['lastDay'],
  lots: Opening['stores'][number]['lots'],
): PracticeStore => {
  const at = openedAt(store, lastDay)
  const opened = new Date(at)
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
  const register =
    store.register === 'metrc'
      ? metrcRegister(metrc, store, opened)
      : bioTrackRegister(biotrack, store, opened)
  const made: PracticeStore = {
    store,
    location,
    products: productsOf(dutchie, location, store, register, opened),
    register,
    lots: new Map(),
    servedUntil: at,
    sales: 0,
    deliveries: 0,
  }
  for (const lot of lots) putOnShelf(dutchie, made, lot, at)
  return made
}

const productsOf = (
  dutchie: DutchieState,
  location: SimLocation,
  store: EvergreenStore,
  register: StateRegister,
  at: Date,
): PracticeStore['products'] => {
  const vendors = new Map(
    EVERGREEN.vendors.map(({ name, licenceNumber, email }) => [
      name,
      addVendor(dutchie, location, { name, licence: licenceNumber, email }),
    ]),
  )
  return new Map(
    assortmentOf(store).map((product) => {
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
          isCannabis: register.follows(product.sku),
        },
        at,
      )
      return [product.sku, { product, id }]
    }),
  )
}

import {
  addFacility,
  addItem,
  addLocation,
  addPackage,
  addReceipt,
  addUser,
  emptyMetrcState,
  moveQuantity,
  packageByTag,
  setHold,
  shipTransfer,
  type ItemRow,
  type MetrcState,
} from '@suite/metrc/simulator'
import { assortmentOf } from '../../../demo/catalog.ts'
import { EVERGREEN, type EvergreenStore } from '../../../demo/generate.ts'
import { METRC_KEYS } from './credentials.ts'
import type { StateRegister } from './register.ts'

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
const UNIT = 'Each'

/** A Metrc that knows the shop's user and no store yet. */
export const openMetrc = (): MetrcState => {
  const metrc = emptyMetrcState()
  const prerolls = metrc.categories.find(({ Name }) => Name === 'Pre-Rolls')
  if (prerolls !== undefined)
    metrc.categories = [
      ...metrc.categories,
      { ...prerolls, Name: 'Buds (Prepackaged)', RequiresStrain: false },
    ]
  metrc.vendorKeys.add(METRC_KEYS.vendorKey)
  return metrc
}

/** Gives the shop's user the stores that report to Metrc. */
export const addMetrcUser = (metrc: MetrcState): void => {
  const licences = EVERGREEN.stores
    .filter(({ register }) => register === 'metrc')
    .map(({ licenceNumber }) => licenceNumber)
  addUser(metrc, { key: METRC_KEYS.userKey, name: 'Robin Hale', licences })
}

/** Opens a store's books in Metrc, without packages. */
export const metrcRegister = (metrc: MetrcState, store: EvergreenStore, opened: Date): StateRegister => {
  const licence = store.licenceNumber
  addFacility(metrc, { licence, name: store.name, zone: store.timeZone, tags: 200 }, opened)
  for (const room of ['Vault', 'Back Stock']) addLocation(metrc, licence, room, opened)
  const items = itemsOf(metrc, store, opened)
  return {
    follows: (sku) => items.has(sku),
    quantityOf: (tag) => packageByTag(metrc, tag)?.Quantity,
    addLot: ({ sku, tag, quantity, room, expiresOn }, at) => {
      const item = items.get(sku)
      if (item === undefined) return
      const expiry = expiresOn === null ? {} : { ExpirationDate: expiresOn }
      const told = { Item: item, Quantity: quantity, Label: tag, LocationName: room, ...expiry }
      addPackage(metrc, licence, told, at)
    },
    addSale: ({ number, lines }, at) => {
      addReceipt(
        metrc,
        licence,
        { number, soldAt: at, lines: lines.map((line) => ({ ...line, unit: UNIT })) },
        at,
      )
    },
    adjust: (tag, by, at) => {
      const row = packageByTag(metrc, tag)
      if (row !== undefined) moveQuantity(metrc, row, by, at)
    },
    hold: (tag, at) => setHold(metrc, [tag], 'hold', at),
    ship: ({ shipper, arrivesAt, packages }, at) => {
      const shipped = packages.flatMap(({ sku, expiresOn, ...told }) => {
        const item = items.get(sku)
        if (item === undefined) return []
        const { Name, ProductCategoryName } = item
        const expiry = expiresOn === null ? {} : { expiresOn }
        return [{ ...told, item: { Name, ProductCategoryName }, unit: UNIT, ...expiry }]
      })
      shipTransfer(metrc, { shipper, recipient: licence, arrivesAt, packages: shipped }, at)
    },
  }
}

const itemsOf = (metrc: MetrcState, store: EvergreenStore, at: Date): ReadonlyMap<string, ItemRow> =>
  new Map(
    assortmentOf(store).flatMap((product) => {
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

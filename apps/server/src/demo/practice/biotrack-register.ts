import { randomBytes } from 'node:crypto'
import {
  addLocation,
  addPackage,
  addRoom,
  addSale,
  addUser,
  adjustPackage,
  changePackage,
  emptyBioTrackState,
  shipTransfer,
  type BioTrackState,
} from '@suite/biotrack/simulator'
import { assortmentOf, type DemoProduct } from '../../../demo/catalog.ts'
import { EVERGREEN, type EvergreenStore } from '../../../demo/generate.ts'
import { BIOTRACK_COMPANY, BIOTRACK_USER } from './credentials.ts'
import type { StateRegister } from './register.ts'

/** Codes the state added, as a connection's settings name them. */
export const STATE_TYPES = '33=Vape Cartridge=each, 34=Tincture=each'

/** BioTrack's kinds of inventory of the shop's categories; what has none is not the state's business. All by the piece. */
const KINDS: Readonly<Record<string, string>> = {
  Flower: '28',
  'Pre-Rolls': '31',
  Vapes: '33',
  Edibles: '22',
  Concentrates: '24',
  Tinctures: '34',
  Topicals: '25',
}
const QUARANTINE = 'Quarantine'
/** Rooms by their number. */
const ROOMS = ['Sales Floor', 'Vault', 'Back Stock', QUARANTINE]
const AUDIT = '1'

/**
 * A BioTrack that knows the shop's company and its vendors, and no store yet. Sessions are of the moment: they are never told
 * again, so they must not be drawn from what is.
 */
export const openBioTrack = (seed: number, opened: Date): BioTrackState => {
  const biotrack: BioTrackState = {
    // what the till sold is recorded even where the register holds less
    ...emptyBioTrackState({ oversell: true }, seed),
    newSession: () => randomBytes(64).toString('hex'),
  }
  addUser(biotrack, { ...BIOTRACK_USER, ubi: BIOTRACK_COMPANY })
  for (const { name, licenceNumber: licence } of EVERGREEN.vendors)
    addLocation(biotrack, { licence, ubi: `vendor ${licence}`, name, retail: false }, opened)
  return biotrack
}

/** Opens a store's books in BioTrack, without packages. */
export const bioTrackRegister = (
  biotrack: BioTrackState,
  store: EvergreenStore,
  opened: Date,
): StateRegister => {
  const location = store.licenceNumber
  addLocation(biotrack, { licence: location, ubi: BIOTRACK_COMPANY, name: store.name }, opened)
  for (const [n, name] of ROOMS.entries())
    addRoom(biotrack, { number: String(n + 1), location, name, quarantine: name === QUARANTINE }, opened)
  const goods = new Map(
    assortmentOf(store).flatMap((product) => {
      const type = KINDS[product.category]
      return type === undefined ? [] : [[product.sku, described(product, type)] as const]
    }),
  )
  const held = (tag: string) => {
    const row = biotrack.live.packages.get(tag)
    return row?.location === location ? row : undefined
  }
  return {
    follows: (sku) => goods.has(sku),
    quantityOf: (tag) => {
      const row = held(tag)
      return row === undefined ? undefined : Number(row.remaining)
    },
    addLot: ({ sku, tag, quantity, room, expiresOn }, at) => {
      const told = goods.get(sku)
      if (told === undefined) return
      const row = { ...told, barcode: tag, location, remaining: String(quantity), room: roomNumber(room) }
      addPackage(biotrack, { ...row, expiresOn }, at)
    },
    addSale: ({ lines }, at) => {
      const sold = lines.map(({ tag, quantity, amount }) => ({
        barcode: tag,
        quantity: String(quantity),
        price: amount.toFixed(2),
      }))
      addSale(biotrack, location, sold, at, { terminal: 'till-1' })
    },
    adjust: (tag, by, at) => {
      const row = held(tag)
      if (row === undefined) return
      const told = { to: String(Number(row.remaining) + by), type: AUDIT, reason: 'Inventory audit' }
      adjustPackage(biotrack, tag, told, at)
    },
    hold: (tag, at) => changePackage(biotrack, tag, { room: roomNumber(QUARANTINE) }, at),
    ship: ({ shipper, packages }, at) => {
      const shipped = packages.flatMap(({ sku, tag, quantity, wholesale, expiresOn }) => {
        const told = goods.get(sku)
        if (told === undefined) return []
        const amounts = { quantity: String(quantity), price: wholesale.toFixed(2) }
        return [{ ...told, ...amounts, barcode: tag, expiresOn }]
      })
      shipTransfer(biotrack, { from: shipper.licence, to: location, packages: shipped }, at)
    },
  }
}

const described = ({ name, strain }: DemoProduct, type: string) => ({
  type,
  product: name,
  strain: strain === '' ? null : strain,
})

const roomNumber = (name: string): string | null => {
  const place = ROOMS.indexOf(name)
  return place === -1 ? null : String(place + 1)
}

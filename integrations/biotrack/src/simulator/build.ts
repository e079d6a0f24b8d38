import { Decimal } from '@suite/kernel'
import {
  adjustTo,
  movedKey,
  receivePackage,
  sell,
  voidSale,
  type Change,
  type SaleFacts,
  type SoldLine,
} from './books.ts'
import type { SimPackage, SimSale, SimSample } from './rows.ts'
import type { BioTrackState, SimUser } from './state.ts'

/** Opens a change of the live books. */
const change = (state: BioTrackState, at: Date): Change => ({
  state,
  books: state.live,
  entry: state.enter(at),
})

/** Adds a user of a company, who may do everything unless told. */
export const addUser = (
  state: BioTrackState,
  user: Omit<SimUser, 'privileges'> & Partial<Pick<SimUser, 'privileges'>>,
): void => void state.users.set(user.username, { privileges: 'all', ...user })

/** Adds a licensed location of a company, in the live books and those of training. */
export const addLocation = (
  state: BioTrackState,
  location: {
    readonly licence: string
    readonly ubi: string
    readonly name: string
    readonly retail?: boolean
  },
  at: Date,
): void => {
  const row = { retail: true, ...location, deleted: false }
  for (const books of [state.live, state.training]) books.locations.put(row.licence, row, state.enter(at))
}

/** Adds a room of a location, or changes it. */
export const addRoom = (
  state: BioTrackState,
  room: {
    readonly number: string
    readonly location: string
    readonly name: string
    readonly quarantine?: boolean
  },
  at: Date,
): void =>
  state.live.rooms.put(
    `${room.location} ${room.number}`,
    { quarantine: false, ...room, deleted: false },
    state.enter(at),
  )

export type NewPackage = Pick<SimPackage, 'location' | 'type'> & Partial<SimPackage>

const blankPackage = (state: BioTrackState, told: NewPackage): SimPackage => ({
  barcode: told.barcode ?? state.newBarcode(),
  product: null,
  strain: null,
  remaining: '0',
  room: null,
  parents: [],
  status: '0',
  seized: false,
  isSample: false,
  deleted: false,
  packagedOn: null,
  expiresOn: null,
  externalId: null,
  ...told,
})

/** Adds a package to a location. */
export const addPackage = (state: BioTrackState, told: NewPackage, at: Date): SimPackage => {
  const row = blankPackage(state, told)
  state.live.packages.put(row.barcode, row, state.enter(at))
  return row
}

/** Changes what a package is, as people do at the state: seized, moved, deleted. */
export const changePackage = (
  state: BioTrackState,
  barcode: string,
  told: Partial<Omit<SimPackage, 'barcode'>>,
  at: Date,
): void => state.live.packages.put(barcode, { ...packageOf(state, barcode), ...told }, state.enter(at))

/** @throws Error for a package that does not exist */
export const packageOf = (state: BioTrackState, barcode: string): SimPackage => {
  const held = state.live.packages.get(barcode)
  if (held === undefined) throw new Error(`There is no package ${barcode}.`)
  return held
}

/** Adjusts a package to a new amount, as a person does in BioTrack's pages. */
export const adjustPackage = (
  state: BioTrackState,
  barcode: string,
  told: { readonly to: string; readonly type: string; readonly reason: string },
  at: Date,
): void => adjustTo(change(state, at), packageOf(state, barcode), { ...told, to: new Decimal(told.to) })

/** Adds a sale of the past, recorded at `at`. */
export const addSale = (
  state: BioTrackState,
  location: string,
  lines: readonly Omit<SoldLine, 'item'>[],
  at: Date,
  facts: SaleFacts = {},
): SimSale => {
  const numbered = lines.map((line, item) => ({ ...line, item }))
  return sell(change(state, at), location, numbered, { soldAt: at, ...facts })
}

/** Voids a sale, as a person does in BioTrack's pages. */
export const undoSale = (state: BioTrackState, id: number, at: Date): void => voidSale(change(state, at), id)

/** Files a sample of a package at a laboratory, or its result. */
export const addSample = (
  state: BioTrackState,
  sample: Pick<SimSample, 'barcode' | 'parent' | 'location' | 'result'> & Partial<SimSample>,
  at: Date,
): void =>
  state.live.samples.put(
    sample.barcode,
    { lab: 'L-100', tests: [], deleted: false, ...sample },
    state.enter(at),
  )

/** Sends packages from one location to another under a new manifest. @returns the manifest's identifier */
export const shipTransfer = (
  state: BioTrackState,
  shipment: {
    readonly from: string
    readonly to: string
    readonly packages: readonly (Omit<NewPackage, 'location'> & {
      readonly quantity: string
      readonly price?: string
    })[]
  },
  at: Date,
): string => {
  const manifest = state.newBarcode()
  const entry = state.enter(at)
  for (const { quantity, price = '0', ...told } of shipment.packages) {
    const goods = blankPackage(state, { ...told, location: shipment.from, remaining: quantity })
    const { from, to } = shipment
    const row = { manifest, from, to, goods, quantity, price, sentAt: at, received: null }
    state.live.moved.put(movedKey(row), row, entry)
  }
  return manifest
}

/** Accepts some or all packages of a manifest with what was sent, as a person does in BioTrack's pages. */
export const acceptTransfer = (
  state: BioTrackState,
  manifest: string,
  at: Date,
  barcodes?: readonly string[],
): void => {
  const opened = change(state, at)
  for (const moved of state.live.moved.all())
    if (moved.manifest === manifest && (barcodes === undefined || barcodes.includes(moved.goods.barcode)))
      receivePackage(opened, moved.to, moved.goods.barcode, moved.quantity)
}

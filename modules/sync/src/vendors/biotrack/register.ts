import {
  classicSalePort,
  inventory,
  inventoryType,
  nonceOf,
  originOf,
  sales,
  tables,
  traceInventoryApi,
  traceRooms,
  traceSalePort,
  traceSales,
  traceTransactionOf,
  transactionOf,
  unitCode,
  type BioTrackProfile,
  type ClassicClient,
  type SalePort,
  type TraceClient,
} from '@suite/biotrack'
import { invalid } from '@suite/kernel'

/** What a package holds at the state, in BioTrack's own unit. */
export interface Held {
  readonly quantity: string
  readonly unit: ReturnType<typeof unitCode>
}

export interface Adjusting {
  readonly tag: string
  readonly to: string
  readonly unit: Held['unit']
  readonly type: 1 | 2 | 3 | 4 | 5 | 6
  readonly reason: string
}

/** What corrections need of BioTrack, over either interface. Calls throw BioTrackError, OutboundError, VendorShapeError. */
export interface Register {
  held(tag: string): Promise<Held>
  /** Sets a package to a new amount in all. */
  adjust(correctionId: string, change: Adjusting): Promise<void>
  move(correctionId: string, tag: string, room: string): Promise<void>
  /** True when the sale is undone already. @throws AppError `no_sale` */
  isVoid(stateId: string): Promise<boolean>
  void(correctionId: string, stateId: string): Promise<void>
  /** How sales are told; those made before `since`, and those of other sales, are not looked at when one is looked up. */
  salePort(since: Date, taken?: ReadonlySet<string>): Promise<SalePort>
}

interface Place {
  readonly licence: string
  readonly profile: BioTrackProfile
  readonly signal?: AbortSignal
}

const aborting = ({ signal }: Place) => (signal === undefined ? {} : { signal })

const noSale = (stateId: string) => invalid('no_sale', `BioTrack holds no sale ${stateId} of this company.`)

/** The number of a room by its name. @throws AppError `no_room` */
const numberOf = (
  rooms: readonly { readonly number: string | null; readonly name: string | null }[],
  name: string,
): string => {
  const found = rooms.find((room) => room.name === name)?.number
  if (found != null) return found
  throw invalid('no_room', `BioTrack has no room "${name}" in this store. Add it there, or choose another.`)
}

/** The action interface. Its amounts are decimal strings, and each write carries a nonce of its correction. */
export const classicRegister = (client: ClassicClient, place: Place): Register => {
  const { licence, profile } = place
  const options = aborting(place)
  const once = (id: string) => ({ ...options, nonce: nonceOf(client.company, licence, id) })
  return {
    held: async (tag) => {
      const { data } = await client.read(inventory.check, { barcodeid: [tag] }, options)
      const row = data.find(({ barcode_id }) => barcode_id === tag)
      if (row === undefined) throw invalid('no_package', `BioTrack holds no package ${tag}.`)
      return { quantity: row.quantity, unit: inventoryType(profile, row.invtype ?? '').unit }
    },
    adjust: async (id, { tag, to, unit, type, reason }) => {
      const row = { barcodeid: tag, quantity: to, quantity_uom: unit, type, reason }
      await client.write(inventory.adjust, { data: [row] }, once(id))
    },
    move: async (id, tag, name) => {
      const { rows } = await client.sync(tables.rooms, { active: true }, options)
      const here = rows.filter(({ location }) => location === licence)
      const room = numberOf(
        here.map((row) => ({ number: row.room, name: row.name })),
        name,
      )
      await client.write(inventory.move, { data: [{ barcodeid: tag, room }] }, once(id))
    },
    isVoid: async (stateId) => {
      const { rows } = await client.sync(tables.sales, { start: Number(stateId) }, options)
      const own = rows.filter((row) => String(originOf(row)) === stateId)
      if (own.length === 0) throw noSale(stateId)
      return own.every(({ deleted }) => deleted)
    },
    void: async (id, stateId) => {
      await client.write(sales.void, { transactionid: stateId }, once(id))
    },
    salePort: async (since, taken) =>
      classicSalePort({
        client,
        profile,
        location: licence,
        since: (await transactionOf(client, tables.sales, since, options)) - 1,
        ...(taken === undefined ? {} : { isTaken: (stateId) => taken.has(stateId) }),
      }),
  }
}

/** The REST interface. */
export const restRegister = (client: TraceClient, place: Place): Register => {
  const { licence, profile } = place
  const options = aborting(place)
  const about = { ...options, location: licence }
  return {
    held: async (tag) => {
      const row = await client.one(traceInventoryApi.one, { ...options, path: { id: tag } })
      const unit = row.UOM === null ? inventoryType(profile, row.InventoryType).unit : unitCode(row.UOM)
      return { quantity: row.RemainingAmount, unit }
    },
    adjust: async (_, { tag, to, unit, type, reason }) => {
      const body = { NewAmount: Number(to), UOM: unit, Type: type, Reason: reason }
      await client.act(traceInventoryApi.adjust, body, { ...options, path: { id: tag } })
    },
    move: async (_, tag, name) => {
      const { rows } = await client.page(traceRooms.all, about)
      const RoomID = numberOf(
        rows.filter(({ Deleted }) => !Deleted).map((row) => ({ number: row.ID, name: row.Name })),
        name,
      )
      await client.act(traceInventoryApi.move, { RoomID: Number(RoomID), InventoryID: [tag] }, options)
    },
    isVoid: async (stateId) =>
      (await client.one(traceSales.one, { ...options, path: { id: stateId } })).Deleted,
    void: async (_, stateId) => {
      await client.act(traceSales.void, { VoidReason: 'Correction' }, { ...options, path: { id: stateId } })
    },
    salePort: async (since) => {
      const start = traceTransactionOf(client, traceSales.all, ({ UpdatedOn }) => UpdatedOn, since, about)
      return traceSalePort({ client, profile, location: licence, since: await start })
    },
  }
}

import { linesOfSale, ownerOf } from './books.ts'
import type { RestCall } from './rest.ts'
import type { SimMoved, SimPackage } from './rows.ts'
import type { Version } from './shelf.ts'
import type { Books } from './state.ts'

/** A row of the REST API. */
export interface RestRow extends Readonly<Record<string, unknown>> {
  readonly ID: string
  readonly TransactionID: number
  readonly LocationLicense?: string | null
  readonly InboundLicense?: string
}

interface List {
  /** Where the rows lie in the answer. */
  readonly name: string
  /** Its name among the counters of `GET /v1/sync`. */
  readonly counter: string
  readonly rows: (books: Books, at: Date) => readonly RestRow[]
  /** The location that decides whose row it is; null: everybody's. */
  readonly at: (row: RestRow) => string | null
}

const seconds = (at: Date): number => Math.floor(at.getTime() / 1000)
const licenceOf = (row: RestRow): string | null => row.LocationLicense ?? null

const packageRow = ({ row, transaction, at }: Version<SimPackage>, books: Books, now: Date): RestRow => ({
  ID: row.barcode,
  ExternalID: row.externalId,
  InventoryType: row.type,
  ProductName: row.product,
  Strain: row.strain,
  RemainingAmount: Number(row.remaining),
  PackageDate: row.packagedOn,
  ExpirationDate: row.expiresOn,
  QAStatus: null,
  Status: row.status,
  RoomID: row.room,
  LocationLicense: row.location,
  InventoryParentID: row.parents,
  IsSample: row.isSample,
  Seized: row.seized,
  Destroyed: false,
  Deleted: row.deleted,
  SessionTime: seconds(at),
  TransactionID: transaction,
  LabSample: books.samples
    .seen(now)
    .filter((sample) => sample.row.parent === row.barcode)
    .map((sample) => ({
      ID: sample.row.barcode,
      InventoryID: row.barcode,
      LabLicense: sample.row.lab,
      Result: sample.row.result,
      Deleted: sample.row.deleted,
      SessionTime: seconds(sample.at),
      TransactionID: sample.transaction,
    })),
})

const sales = (books: Books, now: Date): RestRow[] => {
  const seen = Map.groupBy(books.saleLines.seen(now), ({ row }) => row.sale)
  return [...seen].flatMap(([id, versions]) => {
    const sale = books.sales.get(id)
    if (sale === undefined) return []
    const last = versions.toSorted((one, other) => other.transaction - one.transaction)[0]
    const lines = linesOfSale(books, id)
    return [
      {
        ID: String(id),
        ExternalID: sale.externalId,
        RequestID: sale.requestId,
        Type: sale.type,
        CardID: sale.cardId,
        LocationLicense: sale.location,
        CreatedOn: sale.soldAt.toISOString(),
        UpdatedOn: (last?.at ?? now).toISOString(),
        Deleted: lines.every(({ deleted }) => deleted),
        TransactionID: last?.transaction ?? id,
        Item: versions.map(({ row }) => ({
          Barcode: row.barcode,
          ItemNumber: row.item,
          Price: Number(row.price),
          Quantity: Number(row.quantity),
          VoidReason: row.deleted ? 'Voided' : null,
        })),
      },
    ]
  })
}

const transfers = (books: Books, now: Date): RestRow[] => {
  const seen = Map.groupBy(books.moved.seen(now), ({ row }) => row.manifest)
  return [...seen].map(([manifest, versions]) => {
    const rows = versions.map(({ row }) => row)
    const times = rows.flatMap(({ received }) => (received === null ? [] : [received.at.getTime()]))
    const newest = versions.toSorted((one, other) => other.transaction - one.transaction)[0]
    return {
      ID: manifest,
      ManifestID: manifest,
      InboundLicense: rows[0]?.to ?? '',
      OutboundLicense: rows[0]?.from ?? '',
      Received: times.length === rows.length,
      ReceivedTime: times.length === 0 ? null : new Date(Math.max(...times)).toISOString(),
      Deleted: false,
      SessionTime: seconds(newest?.at ?? now),
      TransactionID: newest?.transaction ?? 0,
      Item: rows.map((row) => item(row, books, now)),
    }
  })
}

const item = (row: SimMoved, books: Books, now: Date) => ({
  InventoryID: row.goods.barcode,
  Amount: Number(row.quantity),
  ReceivedAmount: row.received === null ? null : Number(row.received.quantity),
  Received: row.received !== null,
  ReceivedTime: row.received?.at.toISOString() ?? null,
  IsRejected: false,
  IsReturn: false,
  Deleted: false,
  Description: row.goods.product,
  Inventory: packageRow(
    { row: row.goods, transaction: 0, original: 0, at: row.sentAt, visible: 0 },
    books,
    now,
  ),
})

/** Lists by path. */
export const LISTS: Readonly<Record<string, List>> = {
  '/v1/inventory': {
    name: 'Inventory',
    counter: 'Inventory',
    rows: (books, now) => books.packages.seen(now).map((version) => packageRow(version, books, now)),
    at: licenceOf,
  },
  '/v1/inventory/room': {
    name: 'Room',
    counter: 'InventoryRoom',
    rows: (books, now) =>
      books.rooms.seen(now).map(({ row, transaction }) => ({
        ID: row.number,
        Name: row.name,
        LocationLicense: row.location,
        Quarantine: row.quarantine,
        Deleted: row.deleted,
        TransactionID: transaction,
      })),
    at: licenceOf,
  },
  '/v1/inventory/transfer/inbound': {
    name: 'InventoryTransfer',
    counter: 'InventoryTransfer',
    rows: transfers,
    at: ({ InboundLicense }) => InboundLicense ?? null,
  },
  '/v1/sale': { name: 'Sale', counter: 'Sale', rows: sales, at: licenceOf },
  '/v1/vendor': {
    name: 'Vendor',
    counter: 'Vendor',
    rows: (books, now) =>
      books.locations.seen(now).map(({ row, transaction }) => ({
        ID: row.licence,
        LicenseNumber: row.licence,
        UBI: row.ubi,
        Name: row.name,
        Deleted: row.deleted,
        TransactionID: transaction,
      })),
    at: () => null,
  },
}

/** Rows of a list as a company sees them, by transaction. */
export const restRows = ({ state, user, at }: RestCall, list: List): readonly RestRow[] =>
  list
    .rows(state.live, at)
    .filter((row) => {
      const location = list.at(row)
      return location === null || ownerOf(state.live, location) === user.ubi
    })
    .toSorted((one, other) => one.TransactionID - other.TransactionID)

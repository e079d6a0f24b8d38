import { ownerOf } from './books.ts'
import type { Shelf, Version } from './shelf.ts'
import type { Books } from './state.ts'

type Fields = Readonly<Record<string, unknown>>

interface TableOf {
  /** Rows that readers see, with the location or company they belong to. */
  readonly rows: (books: Books, at: Date) => readonly Told[]
}
interface Told {
  readonly version: Version<unknown>
  /** Null: for everybody. */
  readonly location: string | null
  readonly deleted: boolean
  readonly fields: Fields
}

const table = <Row>(
  shelf: (books: Books) => Shelf<Row>,
  tell: (row: Row, books: Books) => Fields,
  at: (row: Row) => { readonly location: string | null; readonly deleted?: boolean },
): TableOf => ({
  rows: (books, now) =>
    shelf(books)
      .seen(now)
      .map((version) => ({
        version,
        location: at(version.row).location,
        deleted: at(version.row).deleted === true,
        fields: tell(version.row, books),
      })),
})

const bit = (value: boolean): '0' | '1' => (value ? '1' : '0')

const TABLES: Readonly<Record<string, TableOf>> = {
  vendor: table(
    ({ locations }) => locations,
    (row) => ({ ubi: row.ubi, name: row.name, locationtype: '1', retail: bit(row.retail), medical: '0' }),
    ({ licence, deleted }) => ({ location: licence, deleted }),
  ),
  inventory_room: table(
    ({ rooms }) => rooms,
    (row) => ({ roomid: row.number, name: row.name, quarantine: bit(row.quarantine) }),
    (row) => row,
  ),
  inventory: table(
    ({ packages }) => packages,
    (row) => ({
      id: row.barcode,
      inventorytype: row.type,
      strain: row.strain,
      productname: row.product,
      remaining_quantity: row.remaining,
      usable_weight: null,
      net_package: null,
      currentroom: row.room,
      inventoryparentid: row.parents,
      parentid: [],
      plantid: [],
      source_id: null,
      inventorystatus: row.status,
      inventorystatustime: '',
      is_sample: bit(row.isSample),
      seized: bit(row.seized),
      wet: '0',
    }),
    (row) => row,
  ),
  inventory_adjust: table(
    ({ adjustments }) => adjustments,
    (row) => ({
      inventoryid: row.barcode,
      atype: row.type,
      previous_quantity: row.before,
      new_quantity: row.after,
      reason: row.reason,
    }),
    (row) => row,
  ),
  inventory_qa_sample: table(
    ({ samples }) => samples,
    (row) => ({
      inventoryid: row.barcode,
      parentid: row.parent,
      lab_license: row.lab,
      quantity: '1',
      result: row.result,
    }),
    (row) => row,
  ),
  inventory_transfer_inbound: {
    rows: (books, now) =>
      books.moved.seen(now).flatMap((version) => {
        const { received, ...moved } = version.row
        if (received === null) return []
        const fields = {
          inventoryid: moved.goods.barcode,
          inventorytype: moved.goods.type,
          strain: moved.goods.strain,
          manifestid: moved.manifest,
          manifest_stop: '1',
          outbound_license: moved.from,
          price: moved.price,
          quantity: received.quantity,
          is_refund: '0',
        }
        // the row of the receiver is new with its receipt: its first transaction is that of accepting
        return [
          {
            version: { ...version, original: version.transaction },
            location: moved.to,
            deleted: false,
            fields,
          },
        ]
      }),
  },
  sale: table(
    ({ saleLines }) => saleLines,
    (row, { sales }) => ({
      inventoryid: row.barcode,
      itemnumber: String(row.item),
      quantity: row.quantity,
      price: row.price,
      terminal_id: sales.get(row.sale)?.terminal ?? '',
    }),
    (row) => row,
  ),
}

export interface Asked {
  readonly table: string
  readonly ubi: string
  readonly start: number
  readonly end: number
  readonly active: boolean
}

/** Rows of a table as a company sees them, by transaction; null for a table that does not exist. */
export const classicRows = (
  books: Books,
  { table: name, ubi, start, end, active }: Asked,
  at: Date,
): readonly (Fields & { readonly transactionid: string })[] | null => {
  const found = Object.hasOwn(TABLES, name) ? TABLES[name] : undefined
  if (found === undefined) return null
  const mine = (location: string | null): boolean =>
    name === 'vendor' || location === null || ownerOf(books, location) === ubi
  return found
    .rows(books, at)
    .filter(({ version, location, deleted }) => {
      const { transaction } = version
      return transaction >= start && transaction <= end && !(active && deleted) && mine(location)
    })
    .map(({ version, location, deleted, fields }) => ({
      ...fields,
      location,
      deleted: bit(deleted),
      sessiontime: String(Math.floor(version.at.getTime() / 1000)),
      transactionid: String(version.transaction),
      transactionid_original: String(version.original),
    }))
}

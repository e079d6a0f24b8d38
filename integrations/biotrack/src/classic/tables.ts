import type { z } from 'zod'
import {
  adjustmentRow,
  inboundRow,
  inventoryRow,
  roomRow,
  saleRow,
  sampleRow,
  vendorRow,
} from '../wire/tables.ts'

/** A row as far as every table has it. */
export interface Versioned {
  readonly transactionid: number
  readonly transactionid_original: number | null
}

/** A table that can be synchronised: its name, its rows, and what tells one row from another. */
export interface SyncTable<Row extends Versioned> {
  readonly name: string
  readonly row: z.ZodType<Row>
  readonly key: (row: Row) => string
}

const table = <Row extends Versioned>(
  name: string,
  row: z.ZodType<Row>,
  key: (row: Row) => string,
): SyncTable<Row> => ({ name, row, key })

/** The first transaction of a row, which stays when the row changes. */
export const originOf = (row: Versioned): number => row.transactionid_original ?? row.transactionid

const origin = (row: Versioned): string => String(originOf(row))

/** The tables a retailer reads, in an order that is safe to fill (reference of a public client). */
export const tables = {
  vendors: table('vendor', vendorRow, (row) => `${row.ubi} ${row.location}`),
  rooms: table('inventory_room', roomRow, (row) => `${row.location} ${row.room ?? origin(row)}`),
  inventory: table('inventory', inventoryRow, (row) => row.id),
  incoming: table('inventory_transfer_inbound', inboundRow, (row) => `${origin(row)} ${row.inventoryid}`),
  samples: table('inventory_qa_sample', sampleRow, (row) => row.inventoryid),
  adjustments: table('inventory_adjust', adjustmentRow, (row) => `${origin(row)} ${row.inventoryid}`),
  sales: table('sale', saleRow, (row) => saleLineKey(row)),
}

/** Which line of which sale a row is. A refund told under the sale's own transaction is a line of its own. */
export const saleLineKey = (
  row: Versioned & {
    readonly inventoryid: string
    readonly itemnumber: number | null
    readonly price: string
  },
): string =>
  [originOf(row), row.inventoryid, row.itemnumber ?? 0, row.price.startsWith('-') ? 'back' : 'sold'].join(' ')

import type { z } from 'zod'
import {
  traceInventory,
  traceRoom,
  traceSale,
  traceSold,
  traceTransfer,
  traceVendor,
  traceWrite,
} from '../wire/trace.ts'

/** Names in braces inside a path: `/v1/sale/{id}` → `id`. */
export type Holes<P extends string> = P extends `${string}{${infer Name}}${infer Rest}`
  ? Name | Holes<Rest>
  : never

/** A list; its rows lie under `rowsAt`, named as its counter in `GET /v1/sync` is where `counter` says so. */
export interface TraceList<Row> {
  readonly path: string
  readonly rowsAt: string
  readonly counter: string | null
  readonly row: z.ZodType<Row>
}

/** A single object, bare or under `rowsAt`. */
export interface TraceOne<P extends string, Row> {
  readonly path: P
  readonly rowsAt: string
  readonly row: z.ZodType<Row>
}

export interface TraceAct<P extends string, Body, Reply> {
  readonly method: 'POST' | 'PUT' | 'DELETE'
  readonly path: P
  readonly reply: z.ZodType<Reply>
  /** Only for the type of the body. */
  readonly body?: Body
}

const list = <Row>(
  path: string,
  rowsAt: string,
  row: z.ZodType<Row>,
  counter: string | null = rowsAt,
): TraceList<Row> => ({ path, rowsAt, row, counter })
const one = <P extends string, Row>(path: P, rowsAt: string, row: z.ZodType<Row>): TraceOne<P, Row> => ({
  path,
  rowsAt,
  row,
})
const act =
  <Body>() =>
  <P extends string>(
    method: 'POST' | 'PUT' | 'DELETE',
    path: P,
  ): TraceAct<P, Body, z.output<typeof traceWrite>> => ({ method, path, reply: traceWrite })

/** Ways of the REST API a retailer uses. Paths and answers: a public simulator. Bodies are inferred from the rows that
 * come back, since none is public: confirm them with the state's documentation before writing (unverified). */
export const traceInventoryApi = {
  all: list('/v1/inventory', 'Inventory', traceInventory),
  one: one('/v1/inventory/{id}', 'Inventory', traceInventory),
  /** `NewAmount` is the new amount in all. */
  adjust: act<TraceAdjust>()('PUT', '/v1/inventory/{id}/adjust'),
  move: act<{ readonly RoomID: number; readonly InventoryID: readonly string[] }>()(
    'PUT',
    '/v1/inventory/move',
  ),
}

export interface TraceAdjust {
  readonly NewAmount: number
  readonly UOM: string
  readonly Type: number
  readonly Reason: string
}
export const traceRooms = { all: list('/v1/inventory/room', 'Room', traceRoom, 'InventoryRoom') }

export const traceTransfers = {
  incoming: list('/v1/inventory/transfer/inbound', 'InventoryTransfer', traceTransfer),
  /** Accepts with the amounts received. */
  receive: act<TraceReceive>()('PUT', '/v1/inventory/transfer/{id}/receive'),
}
export interface TraceReceive {
  readonly LocationLicense: string
  readonly Item: readonly {
    readonly InventoryID: string
    readonly ReceivedAmount: number
    readonly UOM: string
  }[]
}

export const traceSales = {
  all: list('/v1/sale', 'Sale', traceSale),
  one: one('/v1/sale/{id}', 'Sale', traceSale),
  create: { method: 'POST', path: '/v1/sale', reply: traceSold } as TraceAct<
    '/v1/sale',
    TraceNewSale,
    z.output<typeof traceSold>
  >,
  void: act<{ readonly VoidReason: string }>()('PUT', '/v1/sale/{id}/void'),
}
export interface TraceNewItem {
  readonly Barcode: string
  readonly Quantity: number
  readonly Price: number
  readonly TaxCollected?: { readonly Excise: number; readonly Other: number }
}
export interface TraceNewSale {
  readonly LocationLicense: string
  readonly Type: string
  readonly TerminalID?: string
  readonly Datetime: string
  readonly ExternalID: string
  /** A UUID; told back with the sale, so the sale can be found by it. */
  readonly RequestID: string
  readonly CardID?: string
  readonly Item: readonly TraceNewItem[]
}

export const traceVendors = { all: list('/v1/vendor', 'Vendor', traceVendor) }

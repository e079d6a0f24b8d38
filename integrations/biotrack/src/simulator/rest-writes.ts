import { Decimal } from '@suite/kernel'
import { adjustTo, heldPackage, ownerOf, receivePackage, sell, voidSale, type Change } from './books.ts'
import { decimalOf, listOf, positiveOf, refuse, rowsOf, textOf, textOrNull, type Body } from './fault.ts'
import type { RestCall } from './rest.ts'
import type { Entry } from './shelf.ts'

type Call = RestCall & { readonly entry: Entry }

const changeOf = ({ state, entry }: Call): Change => ({ state, books: state.live, entry })

const locationOf = ({ state, user, body }: Call): string => {
  const location = textOf(body, 'LocationLicense')
  return ownerOf(state.live, location) === user.ubi
    ? location
    : refuse('Please specify a valid license number.')
}

/** What can be changed, by `METHOD /path`. */
export const REST_WRITES: Readonly<Record<string, (call: Call) => Body | undefined>> = {
  'PUT /v1/inventory/{id}/adjust': (call) => {
    const held = heldPackage(call.state.live, call.id, call.user.ubi)
    adjustTo(changeOf(call), held, {
      to: new Decimal(decimalOf(call.body, 'NewAmount')),
      type: textOf(call.body, 'Type'),
      reason: textOf(call.body, 'Reason'),
    })
    return undefined
  },
  'PUT /v1/inventory/move': ({ state, body, user, entry }) => {
    const room = textOf(body, 'RoomID')
    for (const barcode of listOf(body, 'InventoryID')) {
      const held = heldPackage(state.live, barcode, user.ubi)
      if (state.live.rooms.get(`${held.location} ${room}`)?.deleted !== false)
        refuse('The room could not be found.')
      state.live.packages.put(barcode, { ...held, room }, entry)
    }
    return undefined
  },
  'PUT /v1/inventory/transfer/{id}/receive': (call) => {
    const location = locationOf(call)
    for (const row of rowsOf(call.body, 'Item'))
      receivePackage(changeOf(call), location, textOf(row, 'InventoryID'), positiveOf(row, 'ReceivedAmount'))
    return undefined
  },
  'POST /v1/sale': (call) => {
    const location = locationOf(call)
    const soldAt = new Date(textOf(call.body, 'Datetime'))
    const lines = rowsOf(call.body, 'Item').map((row, item) => ({
      barcode: heldPackage(call.state.live, textOf(row, 'Barcode'), call.user.ubi).barcode,
      quantity: positiveOf(row, 'Quantity'),
      price: decimalOf(row, 'Price'),
      item,
    }))
    const sale = sell(changeOf(call), location, lines, {
      soldAt: Number.isNaN(soldAt.getTime()) ? call.at : soldAt,
      externalId: textOrNull(call.body, 'ExternalID'),
      requestId: textOrNull(call.body, 'RequestID'),
      type: textOrNull(call.body, 'Type') ?? 'RECREATIONAL',
      cardId: textOrNull(call.body, 'CardID'),
      terminal: textOrNull(call.body, 'TerminalID'),
    })
    return { Sale: [{ ID: String(sale.id) }] }
  },
  'PUT /v1/sale/{id}/void': (call) => {
    const sale = call.state.live.sales.get(Number(call.id))
    if (sale === undefined || ownerOf(call.state.live, sale.location) !== call.user.ubi)
      refuse(`Sale ${call.id} could not be found.`)
    voidSale(changeOf(call), Number(call.id))
    return undefined
  },
}

import { Decimal } from '@suite/kernel'
import {
  adjustTo,
  heldPackage,
  ownerOf,
  receivePackage,
  refundSale,
  repriceLine,
  sell,
  voidSale,
  type SoldLine,
} from './books.ts'
import type { ClassicCall } from './classic.ts'
import {
  decimalOf,
  decimalOrNull,
  flagOf,
  positiveOf,
  refuse,
  rowsOf,
  textOf,
  textOrNull,
  timeOf,
  type Body,
} from './fault.ts'
import type { SimRoom } from './rows.ts'
import type { Entry } from './shelf.ts'

type Write = (call: ClassicCall & { readonly entry: Entry }) => void

const ADJUSTMENT_TYPES = new Set(['1', '2', '3', '4', '5', '6'])

const adjust: Write = (call) => {
  for (const row of rowsOf(call.body, 'data')) {
    const held = heldPackage(call.books, textOf(row, 'barcodeid'), call.user.ubi)
    const type = textOf(row, 'type')
    if (!ADJUSTMENT_TYPES.has(type)) refuse('Please specify a valid type.')
    const away = decimalOrNull(row, 'remove_quantity')
    const to =
      away === null ? new Decimal(decimalOf(row, 'quantity')) : new Decimal(held.remaining).minus(away)
    adjustTo(call, held, { to, type, reason: textOf(row, 'reason') })
  }
}

const move: Write = ({ books, body, user, entry }) => {
  for (const row of rowsOf(body, 'data')) {
    const held = heldPackage(books, textOf(row, 'barcodeid'), user.ubi)
    const room = textOf(row, 'room')
    if (books.rooms.get(`${held.location} ${room}`)?.deleted !== false) refuse('The room could not be found.')
    books.packages.put(held.barcode, { ...held, room }, entry)
  }
}

/** Lines as sent; a barcode that occurs again needs its number (manual). */
const soldLines = (call: ClassicCall): SoldLine[] =>
  rowsOf(call.body, 'data').map((row) => ({
    barcode: heldPackage(call.books, textOf(row, 'barcodeid'), call.user.ubi).barcode,
    quantity: positiveOf(row, 'quantity'),
    price: decimalOf(row, 'price'),
    item: Number(textOrNull(row, 'item_number') ?? '0'),
  }))

const dispense: Write = (call) => {
  const lines = soldLines(call)
  const location = call.books.packages.get(lines[0]?.barcode ?? '')?.location ?? ''
  const soldAt = timeOf(call.body, 'sale_time', call.at)
  if (soldAt.getTime() > call.at.getTime() + 600_000) refuse('The sale time may not be in the future.')
  sell(call, location, lines, {
    soldAt,
    terminal: textOrNull(call.body, 'terminal_id'),
    cardId: textOrNull(call.body, 'card_id'),
  })
}

const saleOf = ({ books, body, user }: ClassicCall): number => {
  const id = Number(textOf(body, 'transactionid'))
  const sale = books.sales.get(id)
  if (sale === undefined || ownerOf(books, sale.location) !== user.ubi)
    return refuse(`Transaction ${id} could not be found.`)
  return id
}

const accept: Write = (call) => {
  const location = locationOf(call, call.body)
  for (const row of rowsOf(call.body, 'data'))
    receivePackage(call, location, textOf(row, 'barcodeid'), positiveOf(row, 'quantity'))
}

const locationOf = ({ books, user }: ClassicCall, body: Body): string => {
  const location = textOf(body, 'location')
  return ownerOf(books, location) === user.ubi ? location : refuse('Please specify a valid license number.')
}

const room =
  (changed: (call: ClassicCall, held: SimRoom | undefined) => Partial<SimRoom>): Write =>
  (call) => {
    const [location, number] = [locationOf(call, call.body), textOf(call.body, 'id')]
    const key = `${location} ${number}`
    const held = call.books.rooms.get(key)
    const blank = { number, location, name: number, quarantine: false, deleted: false }
    call.books.rooms.put(key, { ...(held ?? blank), ...changed(call, held) }, call.entry)
  }

const namedRoom = ({ body }: ClassicCall) => ({
  name: textOf(body, 'name'),
  quarantine: flagOf(body, 'quarantine'),
  deleted: false,
})

const existing = (held: SimRoom | undefined): void => {
  if (held === undefined || held.deleted) refuse('The room could not be found.')
}

/** What can be changed, by action. */
export const WRITES: Readonly<Record<string, Write>> = {
  inventory_adjust: adjust,
  inventory_move: move,
  inventory_transfer_inbound: accept,
  inventory_room_add: room((call) => namedRoom(call)),
  inventory_room_modify: room((call, held) => {
    existing(held)
    return namedRoom(call)
  }),
  inventory_room_remove: room((_, held) => {
    existing(held)
    return { deleted: true }
  }),
  sale_dispense: dispense,
  sale_void: (call) => voidSale(call, saleOf(call)),
  sale_refund: (call) => refundSale(call, saleOf(call), soldLines(call)),
  sale_modify: (call) =>
    repriceLine(call, saleOf(call), {
      barcode: textOf(call.body, 'barcodeid'),
      price: decimalOf(call.body, 'price'),
      item: Number(textOrNull(call.body, 'item_number') ?? '0'),
    }),
}

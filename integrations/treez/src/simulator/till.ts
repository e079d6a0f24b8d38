import { nextId, PLACES, type SimItem, type SimTicket, type TreezState } from './state.ts'

export interface NewItem {
  readonly tag: string
  readonly quantity: number
  readonly unitPrice?: number
  readonly discountMinor?: number
}

export interface NewSale {
  readonly soldAt: Date
  /** When the till told of it; at once unless told. */
  readonly changedAt?: Date
  readonly customerId?: number
  readonly isMedical?: boolean
  readonly discountMinor?: number
  readonly feeMinor?: number
  /** An order that nobody has fetched yet: no goods are gone. */
  readonly isOpen?: boolean
  readonly items: readonly NewItem[]
}

/** Sells: takes the goods off their packages. */
export const sell = (state: TreezState, sale: NewSale): SimTicket => {
  const made: SimTicket = {
    id: nextId(state, 'ticket'),
    number: (state.tickets.size + 50_000_000).toString(36).toUpperCase(),
    openedAt: new Date(sale.soldAt.getTime() - 300_000),
    closedAt: sale.isOpen === true ? null : sale.soldAt,
    changedAt: sale.changedAt ?? sale.soldAt,
    customerId: sale.customerId ?? null,
    employee: 'ROBIN TILL',
    isMedical: sale.isMedical ?? false,
    originalId: null,
    discountMinor: sale.discountMinor ?? 0,
    feeMinor: sale.feeMinor ?? 0,
    payment: 'CASH',
    status: sale.isOpen === true ? 'IN_PROCESS' : 'COMPLETED',
    items: sale.items.map((item) => itemOf(state, item)),
  }
  if (sale.isOpen !== true) for (const item of made.items) move(state, item.tag, -item.quantity, PLACES.front)
  state.tickets.set(made.id, made)
  return made
}

/** Strikes a ticket out: its goods are back on the shelf. */
export const cancel = (state: TreezState, id: string, at: Date): void => {
  const made = ticketOf(state, id)
  if (made.status === 'CANCELED') return
  if (made.status === 'COMPLETED')
    for (const item of made.items) move(state, item.tag, item.quantity, PLACES.front)
  made.status = 'CANCELED'
  made.changedAt = at
}

/** Takes goods back by a ticket of its own: all items, or only the first `items`. They lie apart from what is sold. */
export const refund = (
  state: TreezState,
  { saleId, at, items }: { readonly saleId: string; readonly at: Date; readonly items?: number },
): SimTicket => {
  const sold = ticketOf(state, saleId)
  const back = sold.items.slice(0, items ?? sold.items.length).map((item): SimItem => ({
    ...item,
    id: nextId(state, 'item'),
    quantity: -item.quantity,
    discountMinor: -item.discountMinor,
  }))
  const made: SimTicket = {
    ...sold,
    id: nextId(state, 'ticket'),
    number: (state.tickets.size + 50_000_000).toString(36).toUpperCase(),
    openedAt: at,
    closedAt: at,
    changedAt: at,
    originalId: sold.id,
    discountMinor: items === undefined ? -sold.discountMinor : 0,
    feeMinor: 0,
    status: 'COMPLETED',
    items: back,
  }
  for (const item of back) move(state, item.tag, -item.quantity, PLACES.returned)
  // the sale names its refunds, so it has changed too
  sold.changedAt = at
  state.tickets.set(made.id, made)
  return made
}

/** Changes what lies of a package in a place. */
export const move = (state: TreezState, tag: string, quantity: number, place: string): void => {
  const { byPlace } = packageOf(state, tag)
  byPlace.set(place, Number(((byPlace.get(place) ?? 0) + quantity).toFixed(4)))
}

const itemOf = (state: TreezState, item: NewItem): SimItem => {
  const product = state.products.get(packageOf(state, item.tag).productId)
  if (product === undefined) throw new Error('The package is of no product.')
  return {
    id: nextId(state, 'item'),
    productId: product.id,
    tag: item.tag,
    quantity: item.quantity,
    unitPrice: item.unitPrice ?? product.price,
    discountMinor: item.discountMinor ?? 0,
  }
}

const packageOf = (state: TreezState, tag: string) => {
  const pack = state.packages.get(tag)
  if (pack === undefined) throw new Error(`There is no package ${tag}.`)
  return pack
}

const ticketOf = (state: TreezState, id: string): SimTicket => {
  const made = state.tickets.get(id)
  if (made === undefined) throw new Error(`There is no ticket ${id}.`)
  return made
}

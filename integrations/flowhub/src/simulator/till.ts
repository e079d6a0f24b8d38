import { FLOOR } from './build.ts'
import { nextId, type FlowhubState, type SimItem, type SimOrder, type SimPackage } from './state.ts'

export interface NewItem {
  readonly sku: string
  readonly quantity: number
  /** What the line comes to by a price break, cents; quantity times price unless told. */
  readonly grossMinor?: number
  readonly discountMinor?: number
}

export interface NewSale {
  readonly soldAt: Date
  /** When the order was placed; when it was sold unless told. */
  readonly createdAt?: Date
  readonly customerId?: string
  readonly isMedical?: boolean
  readonly discountMinor?: number
  readonly feeMinor?: number
  readonly items: readonly NewItem[]
}

/** Sells: takes the goods off their packages. */
export const sell = (state: FlowhubState, sale: NewSale): SimOrder => {
  const items = sale.items.map((item) => itemOf(state, item))
  const made: SimOrder = {
    id: nextId(state, 'order'),
    number: String(10_000 + state.orders.size),
    locationId: packageOf(state, items[0]?.sku ?? '').locationId,
    createdAt: sale.createdAt ?? sale.soldAt,
    completedAt: sale.soldAt,
    customerId: sale.customerId ?? null,
    isMedical: sale.isMedical ?? false,
    originalSaleId: null,
    items,
    discountMinor: sale.discountMinor ?? 0,
    feeMinor: sale.feeMinor ?? 0,
    status: 'sold',
    voided: false,
  }
  for (const { sku, quantity } of items) move(state, sku, -quantity)
  state.orders.set(made.id, made)
  return made
}

/** Strikes an order out: its goods are back. Nothing tells when. */
export const voidSale = (state: FlowhubState, id: string): void => {
  const made = orderOf(state, id)
  if (made.voided) return
  made.voided = true
  for (const { sku, quantity } of made.items) move(state, sku, quantity)
}

/** Takes goods back by an order of its own: all items, or only the first `items`. */
export const refund = (
  state: FlowhubState,
  { saleId, at, items }: { readonly saleId: string; readonly at: Date; readonly items?: number },
): SimOrder => {
  const sold = orderOf(state, saleId)
  const back = sold.items.slice(0, items ?? sold.items.length).map((item): SimItem => ({
    ...item,
    id: nextId(state, 'item'),
    quantity: -item.quantity,
    grossMinor: -item.grossMinor,
    discountMinor: -item.discountMinor,
  }))
  const made: SimOrder = {
    ...sold,
    id: nextId(state, 'order'),
    number: String(10_000 + state.orders.size),
    createdAt: at,
    completedAt: at,
    originalSaleId: sold.id,
    items: back,
    discountMinor: items === undefined ? -sold.discountMinor : 0,
    feeMinor: 0,
    voided: false,
  }
  for (const { sku, quantity } of back) move(state, sku, -quantity)
  state.orders.set(made.id, made)
  return made
}

/** Changes what the sales floor holds of a delivery. */
export const move = (state: FlowhubState, sku: string, quantity: number): void => {
  const { byRoom } = packageOf(state, sku)
  byRoom.set(FLOOR, Number(((byRoom.get(FLOOR) ?? 0) + quantity).toFixed(4)))
}

const itemOf = (state: FlowhubState, item: NewItem): SimItem => {
  const variant = state.variants.get(packageOf(state, item.sku).variantId)
  if (variant === undefined) throw new Error(`SKU ${item.sku} is of nothing that is sold.`)
  return {
    id: nextId(state, 'item'),
    sku: item.sku,
    quantity: item.quantity,
    unitPriceCents: variant.priceCents,
    grossMinor: item.grossMinor ?? Math.round(Number((item.quantity * variant.priceCents).toFixed(6))),
    discountMinor: item.discountMinor ?? 0,
  }
}

const packageOf = (state: FlowhubState, sku: string): SimPackage => {
  const found = state.packages.get(sku)
  if (found === undefined) throw new Error(`There is no SKU ${sku}.`)
  return found
}

const orderOf = (state: FlowhubState, id: string): SimOrder => {
  const found = state.orders.get(id)
  if (found === undefined) throw new Error(`There is no order ${id}.`)
  return found
}

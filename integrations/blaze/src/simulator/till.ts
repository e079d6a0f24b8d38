import { nextId, type BlazeState, type SimItem, type SimTaken, type SimTransaction } from './state.ts'

export interface NewItem {
  /** From one batch, or from several of one product. */
  readonly taken: readonly SimTaken[]
  readonly unitPrice?: number
  /** What the line comes to by a price break, cents; quantity times price unless told. */
  readonly grossMinor?: number
  readonly discountMinor?: number
}

export interface NewSale {
  readonly soldAt: Date
  readonly memberId?: string
  readonly isMedical?: boolean
  readonly discountMinor?: number
  readonly items: readonly NewItem[]
}

/** Sells: takes the goods off their batches. */
export const sell = (state: BlazeState, sale: NewSale): SimTransaction => {
  const made: SimTransaction = {
    id: nextId(state),
    number: String(1_000 + state.transactions.size),
    type: 'Sale',
    status: 'Completed',
    soldAt: sale.soldAt,
    changedAt: sale.soldAt,
    memberId: sale.memberId ?? null,
    isMedical: sale.isMedical ?? false,
    parentId: null,
    discountMinor: sale.discountMinor ?? 0,
    items: sale.items.map((item) => itemOf(state, item)),
  }
  moveGoods(state, made.items, -1, sale.soldAt)
  state.transactions.set(made.id, made)
  return made
}

/** Strikes a transaction out: its goods are back. */
export const voidSale = (state: BlazeState, id: string, at: Date): void => {
  const made = transactionOf(state, id)
  if (made.status === 'Void') return
  made.status = 'Void'
  made.changedAt = at
  moveGoods(state, made.items, 1, at)
}

/** Takes goods back by a refund of its own: all items, or only the first `items`. */
export const refund = (
  state: BlazeState,
  { saleId, at, items }: { readonly saleId: string; readonly at: Date; readonly items?: number },
): SimTransaction => {
  const sold = transactionOf(state, saleId)
  const back = sold.items.slice(0, items ?? sold.items.length).map((item): SimItem => ({
    ...item,
    id: nextId(state),
    quantity: -item.quantity,
    grossMinor: -item.grossMinor,
    discountMinor: -item.discountMinor,
    taken: item.taken.map(({ batchId, quantity }) => ({ batchId, quantity: -quantity })),
  }))
  const made: SimTransaction = {
    ...sold,
    id: nextId(state),
    number: String(1_000 + state.transactions.size),
    type: 'Refund',
    status: 'RefundWithInventory',
    soldAt: at,
    changedAt: at,
    parentId: sold.id,
    discountMinor: items === undefined ? -sold.discountMinor : 0,
    items: back,
  }
  moveGoods(state, made.items, -1, at)
  state.transactions.set(made.id, made)
  return made
}

const moveGoods = (state: BlazeState, items: readonly SimItem[], sign: number, at: Date): void => {
  for (const { batchId, quantity } of items.flatMap(({ taken }) => taken)) {
    const batch = batchOf(state, batchId)
    batch.quantity = Number((batch.quantity + sign * quantity).toFixed(4))
    batch.changedAt = at
  }
}

const itemOf = (state: BlazeState, item: NewItem): SimItem => {
  const product = state.products.get(batchOf(state, item.taken[0]?.batchId ?? '').productId)
  if (product === undefined) throw new Error('The batch is of no product.')
  const quantity = Number(item.taken.reduce((sum, each) => sum + each.quantity, 0).toFixed(4))
  const unitPrice = item.unitPrice ?? product.price
  return {
    id: nextId(state),
    productId: product.id,
    quantity,
    unitPrice,
    grossMinor: item.grossMinor ?? Math.round(Number((quantity * unitPrice * 100).toFixed(6))),
    discountMinor: item.discountMinor ?? 0,
    taken: item.taken,
  }
}

const batchOf = (state: BlazeState, id: string) => {
  const batch = state.batches.get(id)
  if (batch === undefined) throw new Error(`There is no batch ${id}.`)
  return batch
}

const transactionOf = (state: BlazeState, id: string): SimTransaction => {
  const made = state.transactions.get(id)
  if (made === undefined) throw new Error(`There is no transaction ${id}.`)
  return made
}

import { nextId, type CovaState, type SimInvoice, type SimLine, type SimLocation } from './state.ts'

export interface NewLine {
  readonly tag: string
  readonly quantity: number
  readonly unitPrice?: number
  readonly discountMinor?: number
}

export interface NewSale {
  readonly soldAt: Date
  /** When the till told of it; at once unless told. */
  readonly changedAt?: Date
  readonly customerId?: string
  readonly isMedical?: boolean
  readonly discountMinor?: number
  readonly lines: readonly NewLine[]
}

/** Sells: takes the goods off their packages. */
export const sell = (state: CovaState, location: SimLocation, sale: NewSale): SimInvoice => {
  const changedAt = sale.changedAt ?? sale.soldAt
  const lines = sale.lines.map((line) => lineOf(state, line))
  const invoice: SimInvoice = {
    id: nextId(state, 'invoice'),
    number: `INV${10_000 + state.invoices.size}`,
    locationId: location.id,
    soldAt: sale.soldAt,
    changedAt,
    customerId: sale.customerId ?? null,
    employee: 'Robin Till',
    isMedical: sale.isMedical ?? false,
    returnOf: null,
    discountMinor: sale.discountMinor ?? 0,
    payment: 'Cash',
    voided: false,
    lines,
  }
  for (const line of lines) move(state, line.tag, -line.quantity, changedAt)
  state.invoices.set(invoice.id, invoice)
  return invoice
}

/** Strikes an invoice out: its goods are back. */
export const voidSale = (state: CovaState, invoiceId: string, at: Date): void => {
  const invoice = invoiceOf(state, invoiceId)
  if (invoice.voided) return
  invoice.voided = true
  invoice.changedAt = at
  for (const line of invoice.lines) move(state, line.tag, line.quantity, at)
}

/** Takes goods back by an invoice of its own: all of them, or only the first `lines`. */
export const returnGoods = (
  state: CovaState,
  location: SimLocation,
  { saleId, at, lines }: { readonly saleId: string; readonly at: Date; readonly lines?: number },
): SimInvoice => {
  const sold = invoiceOf(state, saleId)
  const back = sold.lines.slice(0, lines ?? sold.lines.length).map((line): SimLine => ({
    ...line,
    id: nextId(state, 'item'),
    quantity: -line.quantity,
    discountMinor: -line.discountMinor,
  }))
  const invoice: SimInvoice = {
    ...sold,
    id: nextId(state, 'invoice'),
    number: `INV${10_000 + state.invoices.size}`,
    locationId: location.id,
    soldAt: at,
    changedAt: at,
    returnOf: sold.id,
    discountMinor: lines === undefined ? -sold.discountMinor : 0,
    voided: false,
    lines: back,
  }
  for (const line of back) move(state, line.tag, -line.quantity, at)
  state.invoices.set(invoice.id, invoice)
  return invoice
}

/** Changes what the sales floor holds of a package. */
export const move = (state: CovaState, tag: string, quantity: number, at: Date): void => {
  const pack = state.packages.get(tag)
  const [room] = pack?.byRoom.keys() ?? []
  if (pack === undefined || room === undefined) throw new Error(`There is no package ${tag}.`)
  pack.byRoom.set(room, Number(((pack.byRoom.get(room) ?? 0) + quantity).toFixed(4)))
  pack.changedAt = at
}

const lineOf = (state: CovaState, line: NewLine): SimLine => {
  const pack = state.packages.get(line.tag)
  const product = state.products.get(pack?.productId ?? '')
  if (pack === undefined || product === undefined) throw new Error(`There is no package ${line.tag}.`)
  return {
    id: nextId(state, 'item'),
    productId: product.id,
    tag: line.tag,
    quantity: line.quantity,
    unitPrice: line.unitPrice ?? product.price,
    discountMinor: line.discountMinor ?? 0,
    unitCost: pack.unitCost,
  }
}

const invoiceOf = (state: CovaState, id: string): SimInvoice => {
  const invoice = state.invoices.get(id)
  if (invoice === undefined) throw new Error(`There is no invoice ${id}.`)
  return invoice
}

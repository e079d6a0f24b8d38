import type { OrderDetail } from '@/lib/contract'
import type { NewInvoice } from './queries'

/** A line of the bill as it is being typed. */
export interface DraftLine {
  readonly productId: string
  readonly name: string
  readonly unit: string
  readonly quantity: string
  readonly unitPrice: string
}
/** A bill as it is being typed; charges and total in the currency's main unit. */
export interface DraftInvoice {
  readonly number: string
  readonly invoicedOn: string
  readonly dueOn: string
  readonly freight: string
  readonly tax: string
  readonly discount: string
  /** Null until somebody types it: then it follows the lines. */
  readonly total: string | null
  readonly note: string
  readonly lines: readonly DraftLine[]
}

/** What the vendor will most likely have billed: what came, or all of it while nothing has, at the price agreed. */
export const draftInvoice = (order: OrderDetail, today: string): DraftInvoice => {
  const came = order.lines.some(({ receivedQuantity }) => Number(receivedQuantity) > 0)
  const lines = order.lines.map(({ productId, name, unit, quantity, receivedQuantity, unitCost }) => ({
    productId,
    name,
    unit,
    quantity: came ? (Number(receivedQuantity) > 0 ? receivedQuantity : '') : quantity,
    unitPrice: unitCost ?? '',
  }))
  return {
    number: '',
    invoicedOn: today,
    dueOn: '',
    freight: '',
    tax: '',
    discount: '',
    total: null,
    note: '',
    lines,
  }
}

const minor = (text: string): number => Math.round(Number(text.replaceAll(',', '') || 0) * 100)

/** Lines and charges added up, in minor units. NaN while something is not a number. */
export const sumOf = ({ lines, freight, tax, discount }: DraftInvoice): number =>
  lines.reduce((sum, line) => sum + Math.round(Number(line.quantity) * Number(line.unitPrice) * 100), 0) +
  minor(freight) +
  minor(tax) -
  minor(discount)

/** The bill as the API takes it; lines without a quantity are not on it. */
export const toInvoice = (draft: DraftInvoice, purchaseOrderId: string): NewInvoice => ({
  purchaseOrderId,
  number: draft.number.trim(),
  invoicedOn: draft.invoicedOn,
  ...(draft.dueOn === '' ? {} : { dueOn: draft.dueOn }),
  lines: draft.lines
    .filter(({ quantity }) => Number(quantity) > 0)
    .map(({ productId, quantity, unitPrice }) => ({ productId, quantity, unitPrice })),
  freightMinor: minor(draft.freight),
  taxMinor: minor(draft.tax),
  discountMinor: minor(draft.discount),
  totalMinor: draft.total === null ? sumOf(draft) : minor(draft.total),
  ...(draft.note === '' ? {} : { note: draft.note }),
})

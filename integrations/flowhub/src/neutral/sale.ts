import { Decimal, invalid, toMinor, type AppError, type Minor } from '@suite/kernel'
import type { WireItem, WireOrder } from '../wire/order.ts'
import { isMedical } from './customer.ts'
import { goodsKeys, productOf, type Goods, type GoodsFacts, type ProductNumber } from './goods.ts'
import { atMost, fromCents } from './names.ts'
import { netsOf, unsettled, type Part } from './nets.ts'
import { sumOf } from './settle.ts'
import { taxesOf, unsettledTaxes, type LineTax } from './taxes.ts'

/** One line of goods. Quantity and unit price are decimal strings, amounts minor units; negative when goods came back. */
export interface FlowhubSaleLine {
  readonly externalId: string
  readonly productExternalId: string
  readonly packageTag: string | null
  readonly quantity: string
  readonly unit: string
  /** Before taxes and discounts. */
  readonly unitPrice: string
  readonly discountMinor: Minor
  /** After discounts, without taxes. */
  readonly netMinor: Minor
  readonly costMinor: Minor | null
  readonly taxes: readonly LineTax[]
  readonly returned: boolean
}

/** An order of the till, told whole. Instants are ISO 8601 in UTC, amounts minor units. */
export interface FlowhubSale {
  readonly externalId: string
  readonly soldAt: string
  readonly lastModified: string
  readonly voided: boolean
  readonly returnOf: string | null
  readonly customerExternalId: string | null
  readonly staff: string | null
  readonly isMedical: boolean | null
  readonly tenders: readonly { readonly kind: string; readonly minor: Minor }[]
  readonly lines: readonly FlowhubSaleLine[]
}

/** What orders do not say themselves. */
export interface SaleFacts {
  readonly goods: Goods
}

const OPEN = /^(new|pending|started|ready|in ?queue|in ?transit|delivered|unable\w+|deleted|cancell?ed)$/i

/** Whether a row is an order that was paid, also one struck out since; the list also holds orders still open or never paid. */
export const isSale = (row: Pick<WireOrder, 'orderStatus' | 'voided'>): boolean =>
  row.voided || !OPEN.test(row.orderStatus ?? '')

/**
 * Maps an order. The nets of its lines add up to what was paid less taxes and fees, their taxes to `TotalTaxes`, to the penny.
 * Fees are no goods and left out. Goods that came back are negative, whichever sign the till sent. Flowhub does not say when an
 * order was changed: one struck out counts as newer than the same one standing.
 * @throws AppError `no_time`; `no_product`; `contradicts_itself` when lines and totals differ by more than rounding
 */
export const toSale = (row: WireOrder, { goods }: SaleFacts, by: ProductNumber): FlowhubSale => {
  const time = row.completedOn ?? row.createdAt
  if (time === null) throw invalid('no_time', `Order ${nameOf(row)} does not say when it was sold.`)
  const parts = partsOf(row)
  // a till may clear the totals of what it struck out
  const taxes = taxesOf(row, parts) ?? (row.voided ? unsettledTaxes(row, parts) : null)
  if (taxes === null) throw contradiction(row, 'taxes')
  const nets = netsOf(row, parts, taxes.exact) ?? (row.voided ? unsettled(parts) : null)
  if (nets === null) throw contradiction(row, 'prices')
  const changed = Math.max(time.getTime(), row.createdAt?.getTime() ?? 0)
  return {
    externalId: row.id,
    soldAt: time.toISOString(),
    lastModified: new Date(row.voided ? changed + 1 : changed).toISOString(),
    voided: row.voided,
    returnOf: row.originalSaleId,
    customerExternalId: row.customerId,
    staff: row.budtender ?? row.budtenderId,
    isMedical: row.customerType === null ? null : isMedical(row.customerType),
    tenders: tendersOf(row, parts),
    lines: parts.map((part, index) => {
      const facts = factsOf(part.item, goods)
      const money = { netMinor: nets.minor[index] ?? 0, discountMinor: nets.discounts[index] ?? 0 }
      return {
        ...lineOf(part, facts, money),
        externalId: part.item.id ?? String(index + 1),
        productExternalId: productOfItem(row, part.item, facts, by),
        taxes: taxes.byLine[index] ?? [],
      }
    }),
  }
}

const nameOf = (row: WireOrder): string => row.orderId ?? row.id

const contradiction = (row: WireOrder, what: string): AppError =>
  invalid(
    'contradicts_itself',
    `The ${what} of the lines of order ${nameOf(row)} do not come to its totals. Open it in Flowhub and see which is right.`,
  )

/** A refund without a single negative quantity was told by its link only. */
const partsOf = (row: WireOrder): Part[] => {
  const items = row.itemsInCart.filter(({ quantity }) => !new Decimal(quantity).isZero())
  const isTold = row.originalSaleId === null || items.some(({ quantity }) => quantity.startsWith('-'))
  return items.map((item) => {
    const quantity = new Decimal(item.quantity).times(isTold ? 1 : -1)
    const price =
      item.totalPrice === null ? fromCents(item.unitPrice).times(quantity) : fromCents(item.totalPrice)
    return { item, quantity, price: price.abs().times(quantity.isNegative() ? -1 : 1) }
  })
}

const factsOf = (item: WireItem, goods: Goods): GoodsFacts | null =>
  goodsKeys(item)
    .map((key) => goods[key])
    .find((facts) => facts !== undefined) ?? null

const productOfItem = (
  row: WireOrder,
  item: WireItem,
  facts: GoodsFacts | null,
  by: ProductNumber,
): string => {
  const asked = item[by] ?? facts?.[by]
  const number = asked ?? productOf(item, by) ?? (item.sku === null ? null : `sku:${item.sku}`)
  if (number !== null) return number
  throw invalid(
    'no_product',
    `Order ${nameOf(row)} has a line "${item.productName ?? ''}" that names no product. Open it in Flowhub and see what was sold.`,
  )
}

const lineOf = (
  { item, quantity }: Part,
  facts: GoodsFacts | null,
  { netMinor, discountMinor }: { readonly netMinor: Minor; readonly discountMinor: Minor },
): Omit<FlowhubSaleLine, 'externalId' | 'productExternalId' | 'taxes'> => {
  const told = fromCents(item.unitPrice)
  const gross = netMinor + discountMinor
  const isTold = item.unitPrice !== null && toMinor(told.times(quantity)) === gross
  return {
    packageTag: facts?.tag ?? null,
    quantity: atMost(quantity, 4),
    unit: facts?.unit ?? 'each',
    // a price break or taxes in the price make the line come to something else
    unitPrice: atMost(isTold ? told : new Decimal(gross).div(100).div(quantity), 6),
    discountMinor,
    netMinor,
    costMinor: costOf(item, quantity),
    returned: quantity.isNegative(),
  }
}

const costOf = (item: WireItem, quantity: Decimal): Minor | null => {
  if (item.totalCost !== null)
    return toMinor(fromCents(item.totalCost).abs()) * (quantity.isNegative() ? -1 : 1)
  return item.unitCost === null ? null : toMinor(fromCents(item.unitCost).times(quantity))
}

const tendersOf = (row: WireOrder, parts: readonly Part[]): { kind: string; minor: Minor }[] => {
  const isBack = sumOf(parts.map(({ price }) => price)).isNegative()
  return row.payments.flatMap(({ paymentType, amount }) => {
    const minor = toMinor(fromCents(amount))
    if (minor === 0) return []
    return [{ kind: paymentType?.toLowerCase() ?? 'other', minor: isBack && minor > 0 ? -minor : minor }]
  })
}

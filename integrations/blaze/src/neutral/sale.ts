import { Decimal, invalid, toMinor, type Minor } from '@suite/kernel'
import type { WireItem, WireTransaction } from '../wire/transaction.ts'
import { atMost } from './names.ts'
import { divide, settle, sumOf } from './settle.ts'
import { taxesOf, type LineTax } from './taxes.ts'

/** One line of goods. Quantity and unit price are decimal strings, amounts minor units; negative when goods came back. */
export interface BlazeSaleLine {
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
  /** By the cost of the batch. */
  readonly costMinor: Minor | null
  readonly taxes: readonly LineTax[]
  readonly returned: boolean
}

/** A transaction of the till, told whole. Instants are ISO 8601 in UTC, amounts minor units. */
export interface BlazeSale {
  readonly externalId: string
  readonly soldAt: string
  readonly lastModified: string
  readonly voided: boolean
  readonly returnOf: string | null
  readonly customerExternalId: string | null
  readonly staff: string | null
  readonly isMedical: boolean | null
  readonly tenders: readonly { readonly kind: string; readonly minor: Minor }[]
  readonly lines: readonly BlazeSaleLine[]
}

/** What transactions name by id only. */
export interface SaleFacts {
  /** Units by product. */
  readonly units: Readonly<Record<string, string>>
  /** The state's tag and the unit cost, by batch. */
  readonly batches: Readonly<Record<string, BatchFacts>>
}

/** What a sale needs to know of a batch. */
export interface BatchFacts {
  readonly tag: string | null
  readonly unitCost: string | null
}

const VOIDED = /^(void|voided|cancell?ed)$/i
const OPEN = /^(queued|hold|inprogress|pending)$/i

/** Whether a row is a finished sale or refund, or one that was struck out; the list also holds carts still open. */
export const isSale = (row: Pick<WireTransaction, 'transType' | 'status'>): boolean =>
  /^(sale|refund|exchange)$/i.test(row.transType ?? 'Sale') && !OPEN.test(row.status ?? '')

/**
 * Maps a transaction. The nets of its lines add up to what the cart comes to before taxes, and their taxes to those of the
 * cart, to the penny: lines are reckoned exactly and the cents that rounding leaves are given to those that lost most. The
 * discount of the whole cart is spread over the lines by their price. An item taken from several batches becomes a line for
 * each. Goods that came back are negative, whichever sign the till sent.
 * @throws AppError `no_time`; `contradicts_itself` when lines and totals differ by more than rounding
 */
export const toSale = (row: WireTransaction, facts: SaleFacts): BlazeSale => {
  const time = row.completedTime ?? row.processedTime ?? row.created
  if (time === null) throw invalid('no_time', `Transaction ${nameOf(row)} does not say when it was made.`)
  const parts = partsOf(row)
  const nets = netsOf(row, parts)
  const taxes = taxesOf(
    row,
    nets.exact,
    parts.map(({ tax }) => tax),
  )
  const seller = [row.seller?.firstName, row.seller?.lastName].filter((name) => name != null).join(' ')
  return {
    externalId: row.id,
    soldAt: time.toISOString(),
    lastModified: (row.modified ?? time).toISOString(),
    voided: isVoided(row),
    returnOf: isRefund(row) ? row.parentTransactionId : null,
    customerExternalId: row.memberId,
    staff: seller === '' ? row.sellerId : seller,
    isMedical: row.cart.consumerType === null ? null : /^medicinal/i.test(row.cart.consumerType),
    tenders: tendersOf(row),
    lines: parts.map((part, index) => lineOf(part, nets.minor[index] ?? 0, taxes[index] ?? [], facts)),
  }
}

const nameOf = (row: WireTransaction): string => row.transNo ?? row.id
const isVoided = (row: WireTransaction): boolean => VOIDED.test(row.status ?? '')
const isRefund = (row: WireTransaction): boolean => /^refund$/i.test(row.transType ?? '')

/** What an item took from one batch, signed; amounts exact. */
interface Part {
  readonly id: string
  readonly item: WireItem
  readonly batchId: string | null
  readonly quantity: Decimal
  /** Before discounts. */
  readonly gross: Decimal
  /** After the item's own discount. */
  readonly final: Decimal
  readonly tax: Decimal
}

const partsOf = (row: WireTransaction): Part[] => {
  const { items } = row.cart
  const turn = isRefund(row) && !items.some(({ quantity }) => quantity.startsWith('-')) ? -1 : 1
  return items.flatMap((item, place) => {
    const whole = new Decimal(item.quantity)
    if (whole.isZero()) return []
    const sign = turn * (whole.isNegative() ? -1 : 1)
    const signed = (value: string): Decimal => new Decimal(value).abs().times(sign)
    const taken = batchesOf(item)
    const id = item.orderItemId ?? item.id ?? String(place + 1)
    return taken.map(({ batchId, quantity }, n): Part => {
      const share = quantity.div(whole.abs())
      const final = signed(item.finalPrice).times(share)
      return {
        id: taken.length === 1 ? id : `${id}:${n + 1}`,
        item,
        batchId,
        quantity: quantity.times(sign),
        final,
        gross: final.plus(signed(item.calcDiscount).times(share)),
        tax: signed(item.calcTax).times(share),
      }
    })
  })
}

/** The batches of an item; one when the logs do not add up to its quantity. */
const batchesOf = (item: WireItem): { batchId: string | null; quantity: Decimal }[] => {
  const whole = new Decimal(item.quantity).abs()
  const byBatch = new Map<string | null, Decimal>()
  for (const { batchId, quantity } of item.quantityLogs)
    byBatch.set(batchId, (byBatch.get(batchId) ?? new Decimal(0)).plus(new Decimal(quantity).abs()))
  const logged = [...byBatch].map(([batchId, quantity]) => ({ batchId, quantity }))
  if (logged.length > 0 && sumOf(logged.map(({ quantity }) => quantity)).equals(whole)) return logged
  return [{ batchId: item.batchId ?? logged[0]?.batchId ?? null, quantity: whole }]
}

/** Net of each part, exactly and in cents. */
const netsOf = (row: WireTransaction, parts: readonly Part[]): { exact: Decimal[]; minor: Minor[] } => {
  const finals = parts.map(({ final }) => final)
  const sum = sumOf(finals)
  const sign = sum.isNegative() ? -1 : 1
  const discount = new Decimal(row.cart.calcCartDiscount).abs().times(sign)
  const shares = divide(discount, finals)
  const exact = finals.map((final, index) => final.minus(shares[index] ?? 0))
  // a till may clear the totals of what it struck out
  const told = isVoided(row) ? null : beforeTaxes(row, sign, discount)
  const minor = settle(exact, told)
  if (minor !== null) return { exact, minor }
  throw invalid(
    'contradicts_itself',
    `Transaction ${nameOf(row)} says ${told ?? ''} before taxes, but its lines come to ${sumOf(exact).toFixed(2)}. Open it in BLAZE and see which is right.`,
  )
}

const beforeTaxes = (row: WireTransaction, sign: number, discount: Decimal): string | null => {
  const { subTotal, subTotalDiscount } = row.cart
  if (subTotalDiscount !== null) return new Decimal(subTotalDiscount).abs().times(sign).toFixed()
  return subTotal === null ? null : new Decimal(subTotal).abs().times(sign).minus(discount).toFixed()
}

const lineOf = (
  part: Part,
  netMinor: Minor,
  taxes: readonly LineTax[],
  { units, batches }: SaleFacts,
): BlazeSaleLine => {
  const from = part.batchId === null ? undefined : batches[part.batchId]
  const unitCost = from?.unitCost ?? null
  return {
    externalId: part.id,
    productExternalId: part.item.productId,
    packageTag: from?.tag ?? null,
    quantity: atMost(part.quantity, 4),
    unit: units[part.item.productId] ?? 'each',
    unitPrice: unitPriceOf(part),
    discountMinor: toMinor(part.gross) - netMinor,
    netMinor,
    costMinor: unitCost === null ? null : toMinor(part.quantity.times(unitCost)),
    taxes,
    returned: part.quantity.isNegative(),
  }
}

/** The unit price told, unless a price break made the line come to something else. */
const unitPriceOf = ({ item, quantity, gross }: Part): string => {
  const told = new Decimal(item.unitPrice).times(quantity)
  return toMinor(told) === toMinor(gross) ? atMost(item.unitPrice, 6) : atMost(gross.div(quantity), 6)
}

const tendersOf = (row: WireTransaction): { kind: string; minor: Minor }[] => {
  const { paymentOption, splitPayment, total } = row.cart
  const sign = isRefund(row) ? -1 : 1
  const minor = (value: string): Minor => toMinor(new Decimal(value).abs()) * sign
  const split =
    splitPayment === null || !/split/i.test(paymentOption ?? '')
      ? [{ kind: paymentOption?.toLowerCase() ?? 'other', minor: minor(total) }]
      : [
          { kind: 'cash', minor: minor(splitPayment.cashAmt) },
          { kind: 'credit', minor: minor(splitPayment.creditDebitAmt) },
          { kind: 'check', minor: minor(splitPayment.checkAmt) },
        ]
  return split.filter((tender) => tender.minor !== 0)
}

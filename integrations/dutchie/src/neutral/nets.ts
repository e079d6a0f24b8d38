import { Decimal, toMinor, type Minor } from '@suite/kernel'
import type { WireTransaction } from '../wire/transactions.ts'
import { settle, spread, sumOf } from './apportion.ts'
import { signedTotal, type SignedItem } from './signs.ts'

/** Of every line of goods: net and discount in minor units. */
export interface Priced {
  readonly nets: readonly Minor[]
  readonly discounts: readonly Minor[]
  /** What the transaction's own total before tax has more than the nets, when no reading of the lines gives it. */
  readonly unexplained: Minor
}

/** One way to read the lines: exact nets and discounts. */
interface Reading {
  readonly nets: readonly Decimal[]
  readonly discounts: readonly Decimal[]
}

const HALF_CENT = new Decimal('0.005')

/**
 * Reckons what each line of goods comes to. By its documentation `unitPrice` is before taxes and discounts and `totalPrice`
 * after both, but samples contradict that and shops may price with taxes inside. So the lines are read in every way that
 * makes sense, and the one that adds up to the transaction's own total before tax is taken.
 */
export const netsOf = (row: WireTransaction, items: readonly SignedItem[]): Priced => {
  const goods = items.filter(({ wire }) => !wire.isCoupon)
  const target = totalBeforeTax(row)
  // what the till may have rounded: gross and discount of a line, and each rate of tax
  const rates = new Set(goods.flatMap(({ taxes }) => taxes.map(({ name }) => name))).size
  const tolerance = HALF_CENT.times(Math.max(1, goods.length) * 2 + rates)
  let first: Reading | null = null
  let near: Reading | null = null
  for (const reading of readingsOf(row, goods, couponCut(items))) {
    first ??= reading
    if (target === null) break
    const gap = sumOf(reading.nets).minus(target).abs()
    if (gap.lessThanOrEqualTo(tolerance)) near ??= reading
    if (gap.lessThanOrEqualTo(HALF_CENT) && goods.length > 0) return rounded(reading, toMinor(target))
  }
  if (target !== null && near !== null && goods.length > 0) return rounded(near, toMinor(target))
  const priced = rounded(first ?? { nets: [], discounts: [] }, null)
  const netMinor = priced.nets.reduce((all, each) => all + each, 0)
  return { ...priced, unexplained: target === null ? 0 : toMinor(target) - netMinor }
}

const rounded = ({ nets, discounts }: Reading, target: Minor | null): Priced => ({
  nets: settle(nets, target ?? nets.reduce((all, each) => all + toMinor(each), 0)),
  discounts: settle(discounts, toMinor(sumOf(discounts))),
  unexplained: 0,
})

/** `totalBeforeTax`, or what the other totals say it is; null when they are missing too. */
const totalBeforeTax = (row: WireTransaction): Decimal | null => {
  const sent = signedTotal(row, row.totalBeforeTax)
  if (sent !== null) return sent
  const subtotal = signedTotal(row, row.subtotal)
  if (subtotal === null) return null
  const discount = signedTotal(row, row.totalDiscount) ?? new Decimal(0)
  const tax = signedTotal(row, row.tax) ?? new Decimal(0)
  const net = subtotal.minus(discount)
  return row.isTaxInclusive ? net.minus(tax) : net
}

/** What coupon lines take off, whichever sign they have. */
const couponCut = (items: readonly SignedItem[]): Decimal =>
  sumOf(
    items
      .filter(({ wire }) => wire.isCoupon)
      .map(({ quantity, unitPrice, totalPrice }) => (totalPrice ?? quantity.times(unitPrice)).abs()),
  )

/** Every reading, likeliest first: by price, by total with and without taxes; with cuts of the whole transaction. */
function* readingsOf(
  row: WireTransaction,
  goods: readonly SignedItem[],
  coupons: Decimal,
): Generator<Reading> {
  const gross = goods.map(({ quantity, unitPrice }) => quantity.times(unitPrice))
  const discounts = goods.map(({ discount }) => discount)
  const byPrice = less(gross, discounts)
  const taxes = () => goods.map((item) => sumOf(item.taxes.map(({ amount }) => amount)))
  const byTotal = () => goods.map(({ totalPrice }, index) => totalPrice ?? byPrice[index] ?? new Decimal(0))
  for (const cut of cutsOf(row, discounts, coupons)) {
    const shares = spread(cut, gross)
    const off = discounts.map((discount, index) => discount.plus(shares[index] ?? 0))
    yield { nets: less(byPrice, shares), discounts: off }
    yield { nets: less(less(byTotal(), taxes()), shares), discounts: off }
    yield { nets: less(less(byPrice, taxes()), shares), discounts: off }
    yield { nets: less(byTotal(), shares), discounts: off }
  }
}

const less = (amounts: readonly Decimal[], cuts: readonly Decimal[]): Decimal[] =>
  amounts.map((amount, index) => amount.minus(cuts[index] ?? 0))

/** What may have been taken off the whole transaction and is in no line: nothing, the discounts missing there, coupons, both. */
const cutsOf = (row: WireTransaction, discounts: readonly Decimal[], coupons: Decimal): Decimal[] => {
  const told = sumOf(discounts)
  const whole = signedTotal(row, row.totalDiscount) ?? told
  const missing = whole.minus(told)
  const turn = whole.isNegative() ? coupons.neg() : coupons
  const none = new Decimal(0)
  // a total below that of the lines takes nothing more off: then the lines are likelier right
  const lines = whole.abs().greaterThan(told.abs()) ? [missing, none] : [none, missing]
  return [...lines, missing.plus(turn), turn].filter(
    (cut, index, all) => all.findIndex((other) => other.equals(cut)) === index,
  )
}

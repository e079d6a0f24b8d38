import { Decimal, toMinor, type Minor } from '@suite/kernel'
import type { WireItem, WireOrder } from '../wire/order.ts'
import { fromCents } from './names.ts'
import { divide, settle, sumOf } from './settle.ts'

/** A line of an order as it came, with its signs. Amounts in currency units. */
export interface Part {
  readonly item: WireItem
  readonly quantity: Decimal
  /** Of the whole line, as the till tells it: before or after discounts and taxes. */
  readonly price: Decimal
}

/** What the lines of an order come to. */
export interface Nets {
  /** After discounts, without taxes. */
  readonly minor: readonly Minor[]
  /** What was taken off each line; together `TotalDiscounts`. */
  readonly discounts: readonly Minor[]
}

/** A total with the sign of what it sums up: some tills tell the totals of refunds without theirs. */
export const turned = (cents: string | null, parts: readonly Part[]): Decimal => {
  const told = fromCents(cents)
  return whole(parts).isNegative() && told.isPositive() ? told.neg() : told
}

/**
 * What each line comes to. Flowhub does not say whether the prices of items hold discounts and taxes, but its totals say what
 * the goods come to: what is paid, less taxes and fees. The reading that agrees with that is taken, to the cent; what
 * rounding leaves goes to the lines that lost most. Null when none agrees.
 * @param taxes exact taxes of each line, currency units
 */
export const netsOf = (order: WireOrder, parts: readonly Part[], taxes: readonly Decimal[]): Nets | null => {
  const { totals } = order
  if (totals === null || totals.FinalTotal === null) return unsettled(parts)
  const prices = parts.map(({ price }) => price)
  const [paid, fees] = [turned(totals.FinalTotal, parts), turned(totals.TotalFees, parts)]
  const tax = turned(totals.TotalTaxes, parts)
  const goods = paid.minus(tax).minus(fees)
  const discount = turned(totals.TotalDiscounts, parts)
  const shares = sharesOf(discount, parts)
  const less = (amounts: readonly Decimal[], taken: readonly Decimal[]): Decimal[] =>
    amounts.map((amount, index) => amount.minus(taken[index] ?? 0))
  const readings = [
    less(prices, shares),
    prices,
    less(less(prices, taxes), shares),
    less(prices, taxes),
  ].toSorted((one, other) => distance(one, goods).comparedTo(distance(other, goods)))
  for (const exact of readings) {
    const minor = settle(exact, goods.toFixed())
    if (minor !== null) return { minor, discounts: settle(shares, discount.toFixed()) ?? zeros(parts) }
  }
  return null
}

/** Lines as they came, for orders without totals: the till clears those of what was struck out. */
export const unsettled = (parts: readonly Part[]): Nets => ({
  minor: parts.map(({ price }) => toMinor(price)),
  discounts: zeros(parts),
})

const zeros = (parts: readonly Part[]): Minor[] => parts.map(() => 0)

const whole = (parts: readonly Part[]): Decimal => sumOf(parts.map(({ price }) => price))

const distance = (exact: readonly Decimal[], goods: Decimal): Decimal => sumOf(exact).minus(goods).abs()

/** The discount of an order by line: as the items tell it where that adds up, else in their proportion, else by price. */
const sharesOf = (discount: Decimal, parts: readonly Part[]): Decimal[] => {
  if (discount.isZero()) return parts.map(() => new Decimal(0))
  const own = parts.map(({ item, price }) =>
    sumOf(item.itemDiscounts.map((each) => discountOf(each, price))).times(price.isNegative() ? -1 : 1),
  )
  const unsaid = discount.minus(sumOf(own))
  if (unsaid.abs().lessThanOrEqualTo(new Decimal(parts.length).div(200))) return own
  if (!sumOf(own).isZero()) return divide(discount, own)
  return divide(
    discount,
    parts.map(({ price }) => price),
  )
}

const discountOf = (each: WireItem['itemDiscounts'][number], price: Decimal): Decimal => {
  const cents = [each.penniesOff, each.discountAmount].find((told) => Number(told ?? 0) !== 0)
  if (cents != null) return fromCents(cents).abs()
  if (Number(each.dollarsOff ?? 0) !== 0) return new Decimal(each.dollarsOff ?? 0).abs()
  return price
    .abs()
    .times(each.percentOff ?? 0)
    .div(100)
}

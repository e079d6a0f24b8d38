import { Decimal } from '@suite/kernel'
import type { WireTransaction, WireTransactionItem } from '../wire/transactions.ts'
import { sumOf } from './apportion.ts'

/** A line with the signs of the suite: what comes back is negative in quantity and amounts, prices are positive. */
export interface SignedItem {
  readonly wire: WireTransactionItem
  readonly quantity: Decimal
  readonly unitPrice: Decimal
  readonly discount: Decimal
  /** As sent, with or without taxes; null when it was not. */
  readonly totalPrice: Decimal | null
  readonly taxes: readonly { readonly name: string | null; readonly amount: Decimal }[]
}

/**
 * The lines in the order of their ids. Which sign the lines of a return have is not published (unverified): when a return has
 * none below zero, all of them come back.
 */
export const signedItems = (row: WireTransaction): SignedItem[] => {
  const flips = isPlainReturn(row)
  return row.items
    .toSorted((one, other) => one.transactionItemId - other.transactionItemId)
    .map((wire) => signed(wire, flips))
}

/** A total of the transaction with the same signs: a return that holds nothing but returned goods is negative. */
export const signedTotal = (row: WireTransaction, total: string | null): Decimal | null => {
  if (total === null) return null
  const value = new Decimal(total)
  const onlyBack =
    row.isReturn && (isPlainReturn(row) || row.items.every((item) => Number(item.quantity) <= 0))
  return onlyBack ? value.abs().neg() : value
}

const isPlainReturn = (row: WireTransaction): boolean =>
  row.isReturn && row.items.every((item) => Number(item.quantity) >= 0)

const signed = (wire: WireTransactionItem, flips: boolean): SignedItem => {
  const sent = new Decimal(wire.quantity)
  const quantity = flips ? sent.abs().neg() : sent
  const isBack = quantity.isNegative() && !quantity.isZero()
  const turn = (value: Decimal): Decimal => (isBack ? value.abs().neg() : value)
  const discount =
    wire.totalDiscount === null
      ? sumOf(wire.discounts.map((each) => new Decimal(each.amount)))
      : new Decimal(wire.totalDiscount)
  return {
    wire,
    quantity,
    unitPrice: isBack ? new Decimal(wire.unitPrice).abs() : new Decimal(wire.unitPrice),
    discount: turn(discount),
    totalPrice: wire.totalPrice === null ? null : turn(new Decimal(wire.totalPrice)),
    taxes: wire.taxes.map(({ rateName, amount }) => ({ name: rateName, amount: turn(new Decimal(amount)) })),
  }
}

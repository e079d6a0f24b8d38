import { Decimal, toMinor, type Minor } from '@suite/kernel'
import type { WireTransaction } from '../wire/transaction.ts'
import { divide, settle, sumOf } from './settle.ts'

export interface LineTax {
  readonly kind: 'local' | 'sales' | 'excise' | 'other'
  readonly minor: Minor
}

/**
 * The taxes of each line by kind. The cart tells how much each kind comes to, the lines how much tax each bears: a kind is
 * divided by what the lines bear (by their net where they say nothing). All of them add up to `totalCalcTax`; what the kinds
 * leave of it is `other`. Whether excise is part of it differs (unverified): it is taken as long as it fits.
 * @param weights the tax that each line bears
 */
export const taxesOf = (
  row: WireTransaction,
  nets: readonly Decimal[],
  weights: readonly Decimal[],
): LineTax[][] => {
  const total = totalOf(row, weights)
  const by = weights.every((weight) => weight.isZero()) ? nets : weights
  const kinds = kindsOf(row, total)
  const parts = kinds.map(({ kind, amount }) => ({
    kind,
    // each kind to its own cents, so that the sum over the lines is what the cart says
    minor: settle(divide(amount, by), amount.toFixed()) ?? [],
  }))
  return nets.map((_, line) =>
    parts.flatMap(({ kind, minor }) => {
      const mine = minor[line] ?? 0
      return mine === 0 ? [] : [{ kind, minor: mine }]
    }),
  )
}

const totalOf = (row: WireTransaction, weights: readonly Decimal[]): Decimal => {
  const told = row.cart.totalCalcTax
  const sum = sumOf(weights)
  if (told === null) return sum
  return sum.isNegative() && !told.startsWith('-') ? new Decimal(told).neg() : new Decimal(told)
}

/** Kinds in cents, of the sign of the total, that add up to it. */
const kindsOf = (row: WireTransaction, total: Decimal): { kind: LineTax['kind']; amount: Decimal }[] => {
  const sign = total.isNegative() ? -1 : 1
  const result = row.cart.taxResult
  let left = toMinor(total.abs())
  const take = (kind: LineTax['kind'], ...amounts: (string | undefined)[]) => {
    const wanted = toMinor(sumOf(amounts.map((amount) => new Decimal(amount ?? 0).abs())))
    const minor = wanted <= left ? wanted : 0
    left -= minor
    return { kind, amount: new Decimal(minor * sign).div(100) }
  }
  const known = [
    take('local', result?.totalCityTax, result?.totalCountyTax),
    take('sales', result?.totalStateTax),
    take('other', result?.totalFedTax),
    take('excise', result?.totalExciseTax),
  ]
  const rest = { kind: 'other' as const, amount: new Decimal(left * sign).div(100) }
  return [...known, rest].filter(({ amount }) => !amount.isZero())
}

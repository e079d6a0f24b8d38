import { Decimal, toMinor, type Minor } from '@suite/kernel'
import type { WireTransaction } from '../wire/transactions.ts'
import { settle, spread, sumOf } from './apportion.ts'
import { taxKind } from './names.ts'
import { signedTotal, type SignedItem } from './signs.ts'

/** A tax of a line. `kind` is guessed from the name the shop gave it. */
export interface LineTax {
  readonly kind: string
  readonly name: string | null
  readonly minor: Minor
}

interface Share {
  readonly line: number
  readonly name: string | null
  readonly exact: Decimal
}

const CENT = new Decimal('0.01')

/**
 * The taxes of every line of goods in minor units. They add up to the transaction's `tax`, and each rate to its row of
 * `taxSummary` where these agree with it. A transaction that tells its taxes only in sum has them spread by net.
 */
export const taxesOf = (
  row: WireTransaction,
  goods: readonly SignedItem[],
  nets: readonly Minor[],
): { readonly lines: readonly (readonly LineTax[])[]; readonly unexplained: Minor } => {
  const told = goods.flatMap((item, line) =>
    item.taxes.map(({ name, amount }): Share => ({ line, name, exact: amount })),
  )
  const target = signedTotal(row, row.tax)
  const shares =
    told.length > 0 || target === null || target.isZero() ? told : spreadSummary(row, target, nets)
  const gap =
    target === null
      ? new Decimal(0)
      : sumOf(shares.map(({ exact }) => exact))
          .minus(target)
          .abs()
  const fits = target !== null && shares.length > 0 && gap.lessThanOrEqualTo(CENT.times(shares.length))
  const amounts = fits ? settleRates(row, shares, toMinor(target)) : shares.map(({ exact }) => toMinor(exact))
  const lines = goods.map((_, line) =>
    shares.flatMap((share, index): LineTax[] => {
      const minor = amounts[index] ?? 0
      return share.line === line && minor !== 0
        ? [{ kind: taxKind(share.name), name: share.name, minor }]
        : []
    }),
  )
  const unexplained =
    fits || target === null ? 0 : toMinor(target) - amounts.reduce((all, each) => all + each, 0)
  return { lines, unexplained }
}

/** Each rate to its own sum, when the sums are those of the shares and add up; otherwise all of them to the whole. */
const settleRates = (row: WireTransaction, shares: readonly Share[], target: Minor): Minor[] => {
  const sums = new Map(
    row.taxSummary.map(({ rateName, amount }) => [
      rateName,
      toMinor(signedTotal(row, amount) ?? new Decimal(0)),
    ]),
  )
  const names = [...new Set(shares.map(({ name }) => name))]
  const isWhole = [...sums.values()].reduce((all, each) => all + each, 0) === target
  const agrees = names.every((name) => {
    const own = shares.filter((share) => share.name === name)
    const gap = sumOf(own.map(({ exact }) => exact))
      .times(100)
      .minus(sums.get(name) ?? Infinity)
    return gap.abs().lessThanOrEqualTo(own.length)
  })
  if (!isWhole || !agrees || names.length !== sums.size)
    return settle(
      shares.map(({ exact }) => exact),
      target,
    )
  const amounts = shares.map(() => 0)
  for (const name of names) {
    const places = shares.flatMap((share, index) => (share.name === name ? [index] : []))
    const settled = settle(
      places.map((index) => shares[index]?.exact ?? new Decimal(0)),
      sums.get(name) ?? 0,
    )
    for (const [place, index] of places.entries()) amounts[index] = settled[place] ?? 0
  }
  return amounts
}

const spreadSummary = (row: WireTransaction, target: Decimal, nets: readonly Minor[]): Share[] => {
  if (nets.length === 0) return []
  const summary = row.taxSummary.map(({ rateName, amount }) => ({
    name: rateName,
    amount: signedTotal(row, amount) ?? new Decimal(0),
  }))
  const rates = sumOf(summary.map(({ amount }) => amount)).equals(target)
    ? summary
    : [{ name: null, amount: target }]
  const weights = nets.map((net) => new Decimal(net))
  return rates.flatMap(({ name, amount }) =>
    spread(amount, weights).map((exact, line): Share => ({ line, name, exact })),
  )
}

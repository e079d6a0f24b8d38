import { Decimal, type Minor } from '@suite/kernel'
import type { WireOrder } from '../wire/order.ts'
import { fromCents, taxKind } from './names.ts'
import { turned, type Part } from './nets.ts'
import { divide, settle, sumOf } from './settle.ts'

export interface LineTax {
  readonly kind: 'local' | 'sales' | 'excise' | 'other'
  readonly minor: Minor
}

interface Entry {
  readonly line: number
  readonly kind: LineTax['kind']
  readonly exact: Decimal
}

/** Taxes of each line by kind, and their exact sums in currency units. */
export interface Taxes {
  readonly byLine: readonly (readonly LineTax[])[]
  readonly exact: readonly Decimal[]
}

/**
 * The taxes of an order by line; they add up to `TotalTaxes`. Whether `thisTaxInPennies` is of the whole line or of each piece is
 * not published: what agrees with the total is taken. Taxes told for the whole order only are spread by price. Null when
 * nothing agrees.
 */
export const taxesOf = (order: WireOrder, parts: readonly Part[]): Taxes | null => {
  const own = parts.flatMap(({ item, price }, line) =>
    item.tax.map((tax): Entry => ({
      line,
      kind: taxKind(tax.name),
      exact: fromCents(tax.thisTaxInPennies)
        .abs()
        .times(price.isNegative() ? -1 : 1),
    })),
  )
  if (order.totals === null || order.totals.TotalTaxes === null) return settled(own, parts, null)
  const total = turned(order.totals.TotalTaxes, parts)
  if (own.every(({ exact }) => exact.isZero())) return settled(spread(total, parts), parts, total)
  const ofPieces = own.map((entry) => ({
    ...entry,
    exact: entry.exact.times(parts[entry.line]?.quantity.abs() ?? 1),
  }))
  const [nearer, other] = distance(own, total).lessThanOrEqualTo(distance(ofPieces, total))
    ? [own, ofPieces]
    : [ofPieces, own]
  return settled(nearer, parts, total) ?? settled(other, parts, total)
}

const distance = (entries: readonly Entry[], total: Decimal): Decimal =>
  sumOf(entries.map(({ exact }) => exact))
    .minus(total)
    .abs()

/** Taxes as the items tell them, for orders whose totals the till cleared. */
export const unsettledTaxes = (order: WireOrder, parts: readonly Part[]): Taxes | null =>
  taxesOf({ ...order, totals: null }, parts)

const spread = (total: Decimal, parts: readonly Part[]): Entry[] =>
  divide(
    total,
    parts.map(({ price }) => price),
  ).map((exact, line) => ({ line, kind: 'other', exact }))

const settled = (entries: readonly Entry[], parts: readonly Part[], total: Decimal | null): Taxes | null => {
  const minor = settle(
    entries.map(({ exact }) => exact),
    total?.toFixed() ?? null,
  )
  if (minor === null) return null
  return {
    byLine: parts.map((_, line) =>
      entries.flatMap((entry, index) => {
        const mine = minor[index] ?? 0
        return entry.line === line && mine !== 0 ? [{ kind: entry.kind, minor: mine }] : []
      }),
    ),
    exact: parts.map((_, line) =>
      entries.reduce((sum, entry) => (entry.line === line ? sum.plus(entry.exact) : sum), new Decimal(0)),
    ),
  }
}

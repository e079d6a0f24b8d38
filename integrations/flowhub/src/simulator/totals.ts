import type { SimOrder, SimTax } from './state.ts'

export interface ItemTotals {
  /** The line's own discount and its share of that of the order, cents. */
  readonly discountMinor: number
  readonly netMinor: number
  readonly taxes: readonly { readonly name: string; readonly percentage: number; readonly minor: number }[]
}

/** What an order comes to, in cents. */
export interface OrderTotals {
  readonly items: readonly ItemTotals[]
  readonly subTotalMinor: number
  readonly discountMinor: number
  readonly netMinor: number
  readonly taxMinor: number
}

/** Half away from zero, so that a refund takes back to the cent what was sold. */
const round = (value: number): number => Math.sign(value) * Math.round(Number(Math.abs(value).toFixed(6)))
const sum = (values: readonly number[]): number => values.reduce((all, each) => all + each, 0)

/** Reckons an order: the discount of the whole spread by price, every tax of every line to the cent. */
export const totalsOf = (order: SimOrder, rates: readonly SimTax[]): OrderTotals => {
  const own = order.items.map(({ grossMinor, discountMinor }) => grossMinor - discountMinor)
  const whole = sum(own)
  let [before, given] = [0, 0]
  const applying = rates.filter(({ adultUseOnly }) => !(order.isMedical && adultUseOnly === true))
  const items = order.items.map((item, index): ItemTotals => {
    const mine = own[index] ?? 0
    before += mine
    // by what all lines so far bear, so that nothing is left over and no share turns against its line
    const share = (whole === 0 ? 0 : round((order.discountMinor * before) / whole)) - given
    given += share
    const netMinor = mine - share
    return {
      discountMinor: item.discountMinor + share,
      netMinor,
      taxes: applying.map((tax) => ({ ...tax, minor: round((netMinor * tax.percentage) / 100) })),
    }
  })
  return {
    items,
    subTotalMinor: sum(order.items.map(({ grossMinor }) => grossMinor)),
    discountMinor: sum(items.map(({ discountMinor }) => discountMinor)),
    netMinor: sum(items.map(({ netMinor }) => netMinor)),
    taxMinor: sum(items.flatMap(({ taxes }) => taxes.map(({ minor }) => minor))),
  }
}

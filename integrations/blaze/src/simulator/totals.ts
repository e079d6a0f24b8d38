import type { SimTax, SimTransaction } from './state.ts'

/** What a transaction comes to, in cents; `taxOfItems` in currency units with four places. */
export interface CartTotals {
  readonly subTotalMinor: number
  readonly netMinor: number
  readonly taxMinor: number
  readonly byKind: Readonly<Record<SimTax['kind'], number>>
  readonly taxOfItems: readonly number[]
}

/** Half away from zero, so that a refund takes back to the cent what was sold. */
const round = (value: number): number => Math.sign(value) * Math.round(Number(Math.abs(value).toFixed(6)))

/** Reckons a cart: items to the cent, taxes of each to four places, the sum of each kind to cents. */
export const totalsOf = (made: SimTransaction, taxes: readonly SimTax[]): CartTotals => {
  const finals = made.items.map(({ grossMinor, discountMinor }) => grossMinor - discountMinor)
  const subTotalMinor = finals.reduce((sum, each) => sum + each, 0)
  const paid = finals.map((final) =>
    subTotalMinor === 0 ? 0 : (final - (made.discountMinor * final) / subTotalMinor) / 100,
  )
  const applying = made.isMedical ? taxes.filter(({ kind }) => kind === 'excise') : taxes
  const byKind = { city: 0, county: 0, state: 0, excise: 0 }
  for (const { kind, rate } of applying)
    byKind[kind] += round(paid.reduce((sum, each) => sum + round(each * rate * 10_000) / 10_000, 0) * 100)
  return {
    subTotalMinor,
    netMinor: subTotalMinor - made.discountMinor,
    byKind,
    taxMinor: byKind.city + byKind.county + byKind.state + byKind.excise,
    taxOfItems: paid.map((each) =>
      Number(applying.reduce((sum, { rate }) => sum + round(each * rate * 10_000) / 10_000, 0).toFixed(4)),
    ),
  }
}

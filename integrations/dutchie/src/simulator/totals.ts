import type { SimLine, SimSale } from './rows.ts'

/** What a line comes to. Dollars; taxes have four places, as tax engines reckon them before anything is rounded. */
export interface LineTotals {
  readonly line: SimLine
  /** Cents, before discounts. */
  readonly grossMinor: number
  readonly discountMinor: number
  readonly taxes: readonly { readonly name: string; readonly rate: number; readonly amount: number }[]
  /** After discounts, without taxes; four places where prices have taxes inside. */
  readonly net: number
}

/** What a sale comes to, in cents. */
export interface SaleTotals {
  readonly lines: readonly LineTotals[]
  readonly subtotalMinor: number
  readonly discountMinor: number
  readonly netMinor: number
  readonly taxMinor: number
  readonly totalMinor: number
  readonly taxSummary: readonly { readonly name: string; readonly minor: number }[]
}

/** Half away from zero, so that a return takes back to the cent what was sold. */
const round = (value: number): number => Math.sign(value) * Math.round(Number(Math.abs(value).toFixed(6)))
const round4 = (value: number): number => round(value * 10_000) / 10_000
const cents = (value: number): number => round(value * 100)

/**
 * Reckons a sale: taxes of each line to four places, the sum of a rate rounded to cents, the transaction's tax the sum of its
 * rates. The discount of the whole transaction and coupons lower the taxable net of the lines in proportion.
 */
export const totalsOf = (sale: SimSale): SaleTotals => {
  const goods = sale.lines.filter(({ isCoupon }) => !isCoupon)
  const coupons = sale.lines.filter(({ isCoupon }) => isCoupon)
  const cutMinor =
    sale.discountMinor +
    coupons.reduce((sum, line) => sum + Math.abs(cents(line.quantity * line.unitPrice)), 0)
  const gross = goods.map((line) => cents(line.quantity * line.unitPrice))
  const wholeGross = gross.reduce((sum, each) => sum + Math.abs(each), 0)
  const lines = goods.map((line, index): LineTotals => {
    const grossMinor = gross[index] ?? 0
    const share = wholeGross === 0 ? 0 : (cutMinor * Math.abs(grossMinor)) / wholeGross
    const paid = (grossMinor - line.discountMinor - share) / 100
    const rates = sale.taxes.filter(({ adultUseOnly }) => !(sale.isMedical && adultUseOnly === true))
    const all = rates.reduce((sum, { rate }) => sum + rate, 0)
    const net = sale.taxInclusive ? round4(paid / (1 + all)) : paid
    const taxes = rates.map(({ name, rate }) => ({ name, rate, amount: round4(net * rate) }))
    return { line, grossMinor, discountMinor: line.discountMinor, taxes, net }
  })
  const taxSummary = sale.taxes.flatMap(({ name }) => {
    const amounts = lines.flatMap(({ taxes }) => taxes.filter((tax) => tax.name === name))
    return amounts.length === 0
      ? []
      : [{ name, minor: cents(amounts.reduce((sum, { amount }) => sum + amount, 0)) }]
  })
  const taxMinor = taxSummary.reduce((sum, { minor }) => sum + minor, 0)
  const subtotalMinor = gross.reduce((sum, each) => sum + each, 0)
  const lineDiscounts = lines.reduce((sum, each) => sum + each.discountMinor, 0)
  const paidMinor = subtotalMinor - lineDiscounts - cutMinor
  const netMinor = sale.taxInclusive ? paidMinor - taxMinor : paidMinor
  return {
    lines,
    subtotalMinor,
    // coupons are told by lines of their own
    discountMinor: lineDiscounts + sale.discountMinor,
    netMinor,
    taxMinor,
    totalMinor: netMinor + taxMinor + sale.tipMinor,
    taxSummary,
  }
}

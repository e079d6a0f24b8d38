import type { SimInvoice, SimLine, SimTax } from './state.ts'

export interface LineTotals {
  readonly line: SimLine
  /** Four places, as tax engines reckon them before anything is rounded. */
  readonly taxes: readonly { readonly name: string; readonly amount: number }[]
}

/** What an invoice comes to, in cents. */
export interface InvoiceTotals {
  readonly lines: readonly LineTotals[]
  readonly netMinor: number
  readonly taxMinor: number
  readonly discountMinor: number
  readonly taxSummary: readonly { readonly name: string; readonly minor: number }[]
}

/** Half away from zero, so that a return takes back to the cent what was sold. */
const round = (value: number): number => Math.sign(value) * Math.round(Number(Math.abs(value).toFixed(6)))
const cents = (value: number): number => round(value * 100)

/** Reckons an invoice: lines to the cent, taxes of each line to four places, the sum of each rate to cents. */
export const totalsOf = (invoice: SimInvoice, rates: readonly SimTax[]): InvoiceTotals => {
  const gross = invoice.lines.map((line) => cents(line.quantity * line.unitPrice))
  const own = invoice.lines.map((line, index) => (gross[index] ?? 0) - line.discountMinor)
  const whole = own.reduce((sum, each) => sum + each, 0)
  const applying = rates.filter(({ adultUseOnly }) => !(invoice.isMedical && adultUseOnly === true))
  const lines = invoice.lines.map((line, index): LineTotals => {
    const mine = own[index] ?? 0
    const paid = (mine - (whole === 0 ? 0 : (invoice.discountMinor * mine) / whole)) / 100
    return {
      line,
      taxes: applying.map(({ name, rate }) => ({ name, amount: round(paid * rate * 10_000) / 10_000 })),
    }
  })
  const taxSummary = applying.map(({ name }) => ({
    name,
    minor: cents(
      lines
        .flatMap(({ taxes }) => taxes.filter((tax) => tax.name === name))
        .reduce((sum, { amount }) => sum + amount, 0),
    ),
  }))
  return {
    lines,
    netMinor: whole - invoice.discountMinor,
    taxMinor: taxSummary.reduce((sum, { minor }) => sum + minor, 0),
    discountMinor: invoice.discountMinor + invoice.lines.reduce((sum, line) => sum + line.discountMinor, 0),
    taxSummary,
  }
}

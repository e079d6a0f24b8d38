import type { SimItem, SimTax, SimTicket } from './state.ts'

export interface ItemTotals {
  readonly item: SimItem
  /** Told to the cent each, so that their sum may miss the total by some. */
  readonly netMinor: number
  readonly savedMinor: number
  readonly taxes: readonly { readonly name: string; readonly minor: number }[]
}

/** What a ticket comes to, in cents. */
export interface TicketTotals {
  readonly items: readonly ItemTotals[]
  readonly netMinor: number
  readonly taxMinor: number
  readonly discountMinor: number
}

/** Half away from zero, so that a refund takes back to the cent what was sold. */
const round = (value: number): number => Math.sign(value) * Math.round(Number(Math.abs(value).toFixed(6)))

const sum = (list: readonly number[]): number => list.reduce((all, each) => all + each, 0)

/** Reckons a ticket exactly; totals are rounded once, what is told of each item for itself. */
export const totalsOf = (made: SimTicket, rates: readonly SimTax[]): TicketTotals => {
  const gross = made.items.map(({ quantity, unitPrice }) => quantity * unitPrice * 100)
  const own = made.items.map((item, index) => (gross[index] ?? 0) - item.discountMinor)
  const whole = sum(own)
  const nets = own.map((net) => net - (whole === 0 ? 0 : (made.discountMinor * net) / whole))
  const applying = rates.filter(({ adultUseOnly }) => !(made.isMedical && adultUseOnly === true))
  const items = made.items.map((item, index): ItemTotals => {
    const netMinor = round(nets[index] ?? 0)
    return {
      item,
      netMinor,
      savedMinor: round(gross[index] ?? 0) - netMinor,
      taxes: applying.map(({ name, rate }) => ({ name, minor: round((nets[index] ?? 0) * rate) })),
    }
  })
  return {
    items,
    netMinor: round(sum(nets)),
    taxMinor: sum(applying.map(({ rate }) => round(sum(nets) * rate))),
    discountMinor: sum(items.map(({ savedMinor }) => savedMinor)),
  }
}

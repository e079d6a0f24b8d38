import { sumOf } from '../holds/held-amount'
import type { DiscrepancyDetail, Evidence, Side } from './queries'

/** What the evidence comes to on each side: what it holds, or what it counts as sold. Null: the side says nothing. */
export interface SideTotals {
  readonly of: 'holds' | 'sold'
  readonly sides: Readonly<Record<Side, Amount | null>>
}

/** A figure in the unit of the side that has it. */
export interface Amount {
  readonly quantity: string
  readonly unit: string | null
}

const HOLDS = /^(says it (holds|is closed)|holds )/

/** Ways to differ in which the sale itself stands at the till: its event says what is left of it. */
const SALE_STANDS: ReadonlySet<string> = new Set([
  'no_receipt',
  'voided_at_state',
  'reported_quantity',
  'part_voided_at_till',
])

/** Puts what the sides last said next to each other; null where the evidence has no figures to compare. */
export const totalsOf = ({
  cause,
  evidence,
}: Pick<DiscrepancyDetail, 'cause' | 'evidence'>): SideTotals | null => {
  const said = evidence.filter(({ what, quantity }) => HOLDS.test(what) && quantity !== null)
  if (said.length > 0) {
    const last = (side: Side): Amount | null => {
      const event = said.findLast((one) => one.side === side)
      return event === undefined ? null : { quantity: event.quantity ?? '0', unit: shortUnit(event.unit) }
    }
    return {
      of: 'holds',
      sides: { shelf: last('shelf'), pos: last('pos'), state: last('state') },
    }
  }
  const sold = evidence.filter(({ what }) => what === 'sold')
  const told = evidence.filter(({ what }) => what === 'reported')
  if (sold.length + told.length === 0) return null
  const unit = unitOf([...sold, ...told])
  return {
    of: 'sold',
    sides: {
      shelf: null,
      pos: { quantity: SALE_STANDS.has(cause) ? sumOf(figures(sold)) : standing(sold, evidence), unit },
      state: { quantity: standing(told, evidence), unit },
    },
  }
}

const figures = (events: readonly Evidence[]): string[] => events.flatMap(({ quantity }) => quantity ?? [])

/** What is left of sales or reports once those struck out are taken away. */
const standing = (events: readonly Evidence[], evidence: readonly Evidence[]): string => {
  const isStruck = ({ side, reference }: Evidence): boolean =>
    evidence.some((one) => one.what === 'struck out' && one.side === side && one.reference === reference)
  return sumOf(figures(events.filter((one) => !isStruck(one))))
}

const unitOf = ([first]: readonly Evidence[]): string | null => shortUnit(first?.unit ?? null)

const SHORT: Readonly<Record<string, string>> = {
  each: 'ea',
  grams: 'g',
  milligrams: 'mg',
  kilograms: 'kg',
  ounces: 'oz',
  pounds: 'lb',
  milliliters: 'ml',
  liters: 'l',
}

/** A unit as short as tills write it: what the state calls Grams and the till g is one unit. */
export const shortUnit = (unit: string | null): string | null =>
  unit === null ? null : (SHORT[unit.toLowerCase()] ?? unit)

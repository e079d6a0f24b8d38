import { lineAmount, type Minor } from '@suite/kernel'

/** Σ quantity × unit cost of the lines whose cost is known, each rounded half-even, and how many lines are not. */
export const orderTotal = (
  lines: readonly { readonly quantity: string; readonly unitCost: string | null }[],
): { totalMinor: Minor; unpricedLines: number } => ({
  totalMinor: lines.reduce(
    (sum, { quantity, unitCost }) => sum + (unitCost === null ? 0 : lineAmount(quantity, unitCost)),
    0,
  ),
  unpricedLines: lines.filter(({ unitCost }) => unitCost === null).length,
})

import type { ReorderItem } from '@/lib/contract'

/** A product in a store. */
export const keyOf = (row: ReorderItem): string => `${row.storeId} ${row.productId}`

/** A vendor's order for a store: what goes on one purchase order. */
export const groupOf = (row: ReorderItem): string => `${row.storeId} ${row.vendorId ?? 'none'}`

/** Quantities a person typed over the suggestion, by row. */
export type Quantities = Readonly<Record<string, string>>

/** What will be ordered of a row: typed, else suggested. */
export const orderedQuantity = (row: ReorderItem, typed: Quantities): string =>
  typed[keyOf(row)] ?? row.suggestedQuantity

/** Whether a row can go on an order: it has a vendor and a quantity. */
export const orderable = (row: ReorderItem, typed: Quantities = {}): boolean =>
  row.vendorId !== null && Number(orderedQuantity(row, typed)) > 0

/** Whether drafts already hold all that is suggested of a row. */
export const isDrafted = (row: ReorderItem, typed: Quantities): boolean =>
  typed[keyOf(row)] === undefined && Number(row.suggestedQuantity) === 0 && Number(row.onDraft) > 0

/** Cost of a quantity in minor units, by the cost of the suggestion; null where that is unknown. */
export const costOf = (row: ReorderItem, typed: Quantities): number | null => {
  const suggested = Number(row.suggestedQuantity)
  if (row.suggestedCostMinor === null || suggested === 0) return null
  return Math.round((row.suggestedCostMinor / suggested) * Number(orderedQuantity(row, typed)))
}

/** Sums for a group or selection; rows without a known cost are counted apart. */
export const sumOf = (rows: readonly ReorderItem[], typed: Quantities) => {
  const costs = rows.filter((row) => orderable(row, typed)).map((row) => costOf(row, typed))
  return {
    lines: costs.length,
    costMinor: costs.reduce<number>((sum, cost) => sum + (cost ?? 0), 0),
    unpriced: costs.filter((cost) => cost === null).length,
    atRiskMinor: rows.reduce((sum, row) => sum + row.atRiskMinor, 0),
  }
}

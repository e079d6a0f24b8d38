/** Health of one product's stock at one place. */
export type StockStatus = 'unknown' | 'stock_out' | 'low' | 'ok' | 'overstock'

/** True when the supply outlasts the limit; false when the supply is unknown. */
export const isOverstock = (daysOfSupply: number | null, limitDays: number): boolean =>
  daysOfSupply !== null && daysOfSupply > limitDays

/**
 * Sorts a product's stock: unknown without an on-hand figure; stock-out at zero or less; low when the inventory position
 * is below the reorder point, or the shelf is expected to be empty before an order placed today could arrive; overstock
 * when days of supply exceed the limit.
 */
export const stockStatus = (facts: {
  readonly onHand: number | null
  readonly position: number | null
  readonly reorderPoint: number
  readonly daysOfSupply: number | null
  /** Days from today until the expected stock-out; null when none is expected. */
  readonly daysToStockOut: number | null
  readonly leadTimeDays: number
  readonly overstockDays: number
}): StockStatus => {
  if (facts.onHand === null || facts.position === null) return 'unknown'
  if (facts.onHand <= 0) return 'stock_out'
  if (isOverstock(facts.daysOfSupply, facts.overstockDays)) return 'overstock'
  const runsDry = facts.daysToStockOut !== null && facts.daysToStockOut < facts.leadTimeDays
  return facts.position < facts.reorderPoint || runsDry ? 'low' : 'ok'
}

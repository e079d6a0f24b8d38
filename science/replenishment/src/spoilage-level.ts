import { type LevelInput, stockLevel } from './levels.ts'

/** What a perishable product earns and costs; money as decimal strings per unit. */
export interface Perishable {
  readonly unitPrice: string
  readonly unitCost?: string
  /** Days a newly received lot can be sold. */
  readonly shelfLifeDays?: number
}

const LEAST_LEVEL = 0.3
const STEPS = 10

/**
 * The service level up to which holding more still pays for goods that expire. The last unit of an order-up-to level S earns
 * its margin when demand over the protection interval of `days` reaches S, and is lost at cost when demand over the shelf
 * life stays below S; so the level is lowered until
 *   cost · P(demand over the shelf life < S) ≤ margin · P(demand over the interval ≥ S),
 * the newsvendor's condition with spoilage for overage (Nahmias, Perishable Inventory Systems, 2011, ch. 2). Goods that do
 * not expire, whose cost is unknown or that earn nothing keep the wanted level.
 */
export const spoilageServiceLevel = (input: LevelInput & Perishable, days: number): number => {
  const { serviceLevel, shelfLifeDays, unitCost } = input
  if (shelfLifeDays === undefined || unitCost === undefined) return serviceLevel
  const cost = Number(unitCost)
  const margin = Number(input.unitPrice) - cost
  if (!(margin > 0 && cost > 0)) return serviceLevel
  const pays = (level: number): boolean => {
    const held = stockLevel({ ...input, serviceLevel: level }, days).level
    return cost * chanceBelow(input, held, shelfLifeDays) <= margin * (1 - level)
  }
  if (serviceLevel <= LEAST_LEVEL || pays(serviceLevel)) return serviceLevel
  return bisect(LEAST_LEVEL, serviceLevel, pays)
}

/** P(demand over `days` < `units`), by the same quantiles that levels are made of. */
const chanceBelow = (input: LevelInput, units: number, days: number): number => {
  const punctual = { ...input, leadTime: { days: 0, spreadDays: 0 } }
  return bisect(0.001, 0.999, (level) => stockLevel({ ...punctual, serviceLevel: level }, days).level < units)
}

/** The highest value for which something holds that holds up to a point. */
const bisect = (from: number, to: number, holds: (value: number) => boolean): number => {
  let [low, high] = [from, to]
  for (let step = 0; step < STEPS; step++) {
    const middle = (low + high) / 2
    if (holds(middle)) low = middle
    else high = middle
  }
  return low
}

import { Decimal, epochDay, lineAmount, type Day, type Minor } from '@suite/kernel'
import type { ReplenishmentPlan } from '@suite/replenishment'
import { availableOf, type PlanningLimits, type ProductFacts } from './product-facts.ts'

/** Cost of a unit on the shelf: the product's, else the average of its lots. */
const shelfCost = (facts: ProductFacts): Decimal | null => {
  if (facts.cost !== null) return new Decimal(facts.cost)
  const priced = facts.lots.filter((lot) => lot.unitCost !== null && Number(lot.quantity) > 0)
  if (priced.length === 0) return null
  const units = priced.reduce((sum, lot) => sum.plus(lot.quantity), new Decimal(0))
  return priced
    .reduce((sum, lot) => sum.plus(new Decimal(lot.quantity).times(lot.unitCost!)), new Decimal(0))
    .div(units)
}

/** On hand at cost; null when either is unknown. */
export const stockValue = (facts: ProductFacts): Minor | null => {
  const cost = shelfCost(facts)
  return facts.onHand === null || cost === null ? null : lineAmount(Decimal.max(0, facts.onHand), cost)
}

/** Money in stock beyond what sells within the overstock limit, at cost; what will expire is counted there instead. */
export const frozenCost = (facts: ProductFacts, sellable: number, expiring: number): Minor => {
  const cost = shelfCost(facts)
  const available = availableOf(facts)
  if (available === null || cost === null) return 0
  const surplus = Decimal.max(0, new Decimal(available).minus(sellable.toFixed(4)).minus(expiring.toFixed(4)))
  return lineAmount(surplus, cost)
}

/** Cost of what is expected to expire unsold within the expiry horizon. */
export const expiringCost = (
  facts: ProductFacts,
  plan: ReplenishmentPlan,
  day: Day,
  limits: PlanningLimits,
): Minor => {
  const until = epochDay(day) + limits.expiryDays
  const soon = new Set(
    facts.lots
      .filter((lot) => lot.expiresOn !== null && epochDay(lot.expiresOn) < until)
      .map((lot) => lot.id),
  )
  return plan.lots.reduce((sum, lot) => sum + (soon.has(lot.id) ? lot.unsoldCost : 0), 0)
}

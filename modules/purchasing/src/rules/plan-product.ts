import { Decimal, lineAmount } from '@suite/kernel'
import { planDayOf } from './plan-day.ts'
import { drafted, gaps, staleness } from './plan-sentences.ts'
import { withForecast } from './plan-with-forecast.ts'
import { withoutForecast } from './plan-without-forecast.ts'
import type { PlanningLimits, ProductFacts, ProductPlan } from './product-facts.ts'
import { stockValue } from './stock-money.ts'

/**
 * Plans one product: by its forecast where there is one, else by the facts alone (what is on hand, and a reorder point a
 * person set). On hand unknown gives no suggestion, and says what it would take.
 */
export const planProduct = (facts: ProductFacts, limits: PlanningLimits): ProductPlan => {
  const { day, stale } = planDayOf(facts.today, facts.forecast?.firstDay ?? facts.dayAfterSales)
  const core =
    facts.forecast === null
      ? withoutForecast(facts, day, limits)
      : withForecast(facts, facts.forecast, day, limits)
  const planned = quantities(facts, core.needed)
  return {
    storeId: facts.storeId,
    productId: facts.productId,
    vendorId: facts.vendor?.id ?? null,
    stockStatus: core.status,
    ...planned,
    onHand: facts.onHand,
    unitsPerDay: core.unitsPerDay,
    daysOfSupply: core.daysOfSupply,
    reorderPoint: core.reorderPoint,
    orderUpTo: core.orderUpTo,
    suggestedCostMinor: facts.cost === null ? null : lineAmount(planned.suggestedQuantity, facts.cost),
    stockOutOn: core.stockOutOn,
    atRiskMinor: core.atRiskMinor,
    unorderedRiskMinor: core.unorderedRiskMinor,
    frozenMinor: core.frozenMinor,
    expiringMinor: core.expiringMinor,
    stockMinor: stockValue(facts),
    soldLast30: facts.soldLast30,
    planDay: day,
    outlooks: core.outlooks,
    reasoning: {
      sentences: [
        ...staleness(stale, day),
        ...core.sentences,
        ...drafted(facts, planned),
        ...gaps(facts, core),
      ],
    },
  }
}

/** What the planner's draft should hold, what it lacks, and whether anything must be ordered. */
const quantities = (facts: ProductFacts, needed: number) => {
  const byPlanner = new Decimal(facts.draftedByPlanner)
  return {
    needsOrder: needed > 0,
    onOrder: facts.onOrder.reduce((sum, { quantity }) => sum.plus(quantity), new Decimal(0)).toFixed(),
    onDraft: byPlanner.plus(facts.draftedByPeople).toFixed(),
    neededQuantity: new Decimal(needed).toFixed(4),
    suggestedQuantity: Decimal.max(0, new Decimal(needed).minus(byPlanner)).toFixed(4),
  }
}

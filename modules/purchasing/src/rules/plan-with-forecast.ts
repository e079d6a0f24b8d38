import { dayOf, epochDay, type Day } from '@suite/kernel'
import { plannedMean } from '@suite/forecasting'
import {
  demandOver,
  expiryOutlook,
  explain,
  orderQuantity,
  planReplenishment,
  stockStatus,
  type Lot,
  type OrderSuggestion,
  type PlanInput,
  type ReplenishmentPlan,
} from '@suite/replenishment'
import { nextChanceDays } from './plan-day.ts'
import { heldSentence, modelSentence, overrideSentences, riskSentence } from './plan-sentences.ts'
import {
  availableOf,
  NO_VENDOR,
  OUTLOOK_DAYS,
  type Core,
  type PlanningLimits,
  type ProductFacts,
} from './product-facts.ts'
import { expiringCost, frozenCost } from './stock-money.ts'

/** Below one unit in half a year a product counts as not selling. */
const LEAST_RATE = 1 / 183

/** Plans from the forecast of `facts`, beginning on `day`. */
export const withForecast = (
  facts: ProductFacts,
  forecast: NonNullable<ProductFacts['forecast']>,
  day: Day,
  limits: PlanningLimits,
): Core => {
  const input = planInput(facts, forecast, day, limits)
  const plan = withOverride(planReplenishment(input), facts, input)
  const suggestion = afterPeoplesDrafts(plan, facts, input)
  const sells = plan.dailyRate >= LEAST_RATE
  const expiring = expiringCost(facts, plan, day, limits)
  const costKnown = facts.cost !== null
  const loss = (risk: ReplenishmentPlan['lostBeforeArrival']) =>
    risk === null ? 0 : costKnown ? risk.margin : risk.revenue
  return {
    status: plan.status !== 'unknown' && !sells ? 'no_demand' : plan.status,
    unitsPerDay: plan.dailyRate,
    daysOfSupply: plan.daysOfSupply,
    reorderPoint: plan.reorderPoint.level.toFixed(4),
    orderUpTo: plan.orderUpTo.level.toFixed(4),
    needed: suggestion.quantity ?? 0,
    stockOutOn: plan.stockOutDay === null ? null : dayOf(plan.stockOutDay),
    atRiskMinor: loss(plan.lostBeforeArrival),
    unorderedRiskMinor: loss(plan.lostWithoutOrder),
    frozenMinor: frozenCost(facts, demandOver(input.forecast, limits.overstockDays), plan.expiring),
    expiringMinor: expiring,
    outlooks: expiryOutlook(input.lots ?? [], input.forecast, input.today, {
      days: OUTLOOK_DAYS,
      ...(input.errors ? { errors: input.errors } : {}),
    }),
    sentences: [
      ...explain({ ...plan, suggestion }).map(({ text, values }) => ({ text, data: values })),
      ...heldSentence(facts),
      ...riskSentence(facts, plan),
      modelSentence(forecast),
      ...overrideSentences(forecast),
    ],
  }
}

const planInput = (
  facts: ProductFacts,
  forecast: NonNullable<ProductFacts['forecast']>,
  day: Day,
  limits: PlanningLimits,
): PlanInput => {
  const vendor = facts.vendor ?? NO_VENDOR
  const today = epochDay(day)
  const price = facts.price ?? facts.soldAt ?? '0'
  const planned = plannedMean(forecast.firstDay, forecast.mean, forecast.overrides)
  const mean = planned.slice(Math.max(0, today - epochDay(forecast.firstDay)))
  return {
    forecast: Float64Array.from(mean.length > 0 ? mean : planned),
    ...(forecast.horizonErrors.length === 0
      ? {}
      : {
          errors: { days: forecast.mean.length, errors: forecast.horizonErrors.toSorted((a, b) => a - b) },
        }),
    today,
    leadTime: { days: vendor.leadTimeDays, spreadDays: vendor.leadTimeSpreadDays },
    reviewDays: vendor.reviewDays,
    nextChanceDays: nextChanceDays(day, vendor.orderWeekdays),
    serviceLevel: facts.serviceLevel,
    onHand: availableOf(facts),
    reserved: 0,
    receipts: facts.onOrder.map(({ quantity, expectedOn }) => ({
      day: Math.max(today, expectedOn === null ? today + vendor.leadTimeDays : epochDay(expectedOn)),
      quantity: Number(quantity),
    })),
    casePack: Number(facts.casePack),
    moq: Number(facts.moq),
    lots: facts.lots.map((lot) => lotOf(lot, facts, price)),
    ...(facts.shelfLifeDays === null ? {} : { shelfLifeDays: facts.shelfLifeDays }),
    unitPrice: price,
    ...(facts.cost === null ? {} : { unitCost: facts.cost }),
    overstockDays: limits.overstockDays,
  }
}

export const lotOf = (lot: ProductFacts['lots'][number], facts: ProductFacts, unitPrice: string): Lot => {
  const unitCost = lot.unitCost ?? facts.cost
  return {
    id: lot.id,
    quantity: Number(lot.quantity),
    lastSaleDay: lot.expiresOn === null ? null : epochDay(lot.expiresOn),
    unitPrice,
    ...(unitCost === null ? {} : { unitCost }),
  }
}

/** A reorder point set by hand rules over the calculated one; the order-up-to level is never below it. */
const withOverride = (plan: ReplenishmentPlan, facts: ProductFacts, input: PlanInput): ReplenishmentPlan => {
  if (facts.reorderPointOverride === null) return plan
  const level = Number(facts.reorderPointOverride)
  const reorderPoint = { ...plan.reorderPoint, level }
  const orderUpTo = { ...plan.orderUpTo, level: Math.max(level, plan.orderUpTo.level) }
  const suggestion = suggest({ ...plan, reorderPoint, orderUpTo }, input, plan.onOrder)
  return {
    ...plan,
    reorderPoint,
    orderUpTo,
    suggestion,
    status: stockStatus({
      onHand: plan.onHand,
      daysToStockOut: plan.daysToStockOut,
      position: suggestion.position,
      reorderPoint: level,
      daysOfSupply: plan.daysOfSupply,
      leadTimeDays: plan.leadTime.days,
      overstockDays: input.overstockDays,
    }),
  }
}

const suggest = (plan: ReplenishmentPlan, input: PlanInput, onOrder: number): OrderSuggestion =>
  orderQuantity({
    onHand: plan.onHand,
    onOrder,
    reserved: plan.reserved,
    expiring: plan.expiring,
    reorderPoint: plan.reorderPoint.level,
    orderUpTo: plan.orderUpTo.level,
    casePack: input.casePack,
    moq: input.moq,
  })

/** What people have put into drafts themselves is not suggested again, though it is not on order yet. */
const afterPeoplesDrafts = (
  plan: ReplenishmentPlan,
  facts: ProductFacts,
  input: PlanInput,
): OrderSuggestion => {
  const drafted = Number(facts.draftedByPeople)
  if (drafted === 0 || plan.suggestion.quantity === 0) return plan.suggestion
  const after = suggest(plan, input, plan.onOrder + drafted)
  const quantity = Math.min(after.quantity ?? 0, plan.suggestion.quantity ?? 0)
  return { ...after, quantity: plan.suggestion.quantity === null ? null : quantity }
}

import { epochDay, type Day } from '@suite/kernel'
import { expiryOutlook, orderQuantity } from '@suite/replenishment'
import type { StockStatus } from '../contract.ts'
import { byHandSentence, heldSentence, historySentence, onHandSentence } from './plan-sentences.ts'
import { lotOf } from './plan-with-forecast.ts'
import {
  availableOf,
  OUTLOOK_DAYS,
  type Core,
  type PlanningLimits,
  type ProductFacts,
} from './product-facts.ts'
import { frozenCost } from './stock-money.ts'

/** Without a forecast only facts speak: an empty shelf, or stock below a reorder point somebody set. */
export const withoutForecast = (facts: ProductFacts, day: Day, limits: PlanningLimits): Core => {
  const rate = Math.max(0, Number(facts.soldLast30) / 30)
  const onHand = availableOf(facts)
  const onOrder = facts.onOrder.reduce((sum, { quantity }) => sum + Number(quantity), 0)
  const byHand = facts.reorderPointOverride === null ? null : Number(facts.reorderPointOverride)
  const position = onHand === null ? null : onHand + onOrder
  const low = byHand !== null && position !== null && position < byHand
  const suggestion =
    byHand === null
      ? null
      : orderQuantity({
          onHand,
          onOrder: onOrder + Number(facts.draftedByPeople),
          reserved: 0,
          reorderPoint: byHand,
          orderUpTo: byHand,
          casePack: Number(facts.casePack),
          moq: Number(facts.moq),
        })
  return {
    status: statusByFacts(onHand, rate, low),
    unitsPerDay: rate,
    daysOfSupply: onHand === null || rate === 0 ? null : Math.min(999, Math.max(0, onHand) / rate),
    reorderPoint: byHand === null ? null : byHand.toFixed(4),
    orderUpTo: byHand === null ? null : byHand.toFixed(4),
    needed: suggestion?.quantity ?? 0,
    stockOutOn: null,
    atRiskMinor: 0,
    unorderedRiskMinor: 0,
    frozenMinor: frozenCost(facts, rate * limits.overstockDays, 0),
    expiringMinor: 0,
    outlooks: outlooksOf(facts, rate, day),
    sentences: [
      historySentence(facts),
      ...onHandSentence(facts),
      ...heldSentence(facts),
      ...byHandSentence(facts, suggestion),
    ],
  }
}

/** A product too new for a forecast is not judged; one that hardly sells goes on as in its last 30 days. */
const outlooksOf = (facts: ProductFacts, rate: number, day: Day) =>
  facts.forecastOn === null
    ? expiryOutlook(
        facts.lots.map((lot) => lotOf(lot, facts, facts.price ?? facts.soldAt ?? '0')),
        Float64Array.of(rate),
        epochDay(day),
        { days: OUTLOOK_DAYS },
      )
    : []

const statusByFacts = (onHand: number | null, rate: number, low: boolean): StockStatus => {
  if (onHand === null) return 'unknown'
  if (onHand <= 0) return rate > 0 || low ? 'stock_out' : 'no_demand'
  if (low) return 'low'
  return rate > 0 ? 'ok' : 'no_demand'
}

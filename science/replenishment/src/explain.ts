import { fromMinor } from '@suite/kernel'
import type { ReplenishmentPlan } from './plan.ts'

/** One sentence of the reason, with the figures it speaks of, unrounded. Money values are minor units. */
export interface Sentence {
  readonly key: 'rate' | 'interval' | 'safety' | 'stock' | 'order' | 'run_out' | 'expiry'
  readonly text: string
  readonly values: Readonly<Record<string, number | null>>
}

/** The plan in plain words, in the order a buyer would ask: how fast, how long, how sure, what is there, how much. */
export const explain = (plan: ReplenishmentPlan): Sentence[] =>
  [rate(plan), interval(plan), safety(plan), stockAndOrder(plan), runOut(plan), expiry(plan)].filter(
    (sentence) => sentence !== undefined,
  )

const rate = ({ dailyRate }: ReplenishmentPlan): Sentence => ({
  key: 'rate',
  text:
    dailyRate > 0 && dailyRate < 0.05
      ? `Sells less than 0.1 a day.`
      : `Sells about ${amount(dailyRate)} a day.`,
  values: { dailyRate },
})

const interval = (plan: ReplenishmentPlan): Sentence => {
  const { leadTime, reviewDays, orderUpTo, serviceLevel, wantedServiceLevel } = plan
  const lowered = serviceLevel < wantedServiceLevel
  return {
    key: 'interval',
    text:
      `Lead time ${days(leadTime.days)} plus a ${amount(reviewDays)}-day review: expect ${amount(orderUpTo.expected)} sold, ` +
      `${amount(orderUpTo.level)} at the ${percent(serviceLevel)} level${lowered ? `, not ${percent(wantedServiceLevel)}: more would sooner expire than sell` : ''}.`,
    values: {
      leadTimeDays: leadTime.days,
      reviewDays,
      expected: orderUpTo.expected,
      orderUpTo: orderUpTo.level,
      serviceLevel,
      wantedServiceLevel,
    },
  }
}

const safety = ({ leadTime, orderUpTo }: ReplenishmentPlan): Sentence => {
  const source =
    orderUpTo.basis === 'backtest'
      ? 'measured from how far past forecasts were off'
      : 'assumed, as there is no measured forecast error yet'
  const late =
    leadTime.spreadDays > 0 ? ` and deliveries that vary by about ${days(leadTime.spreadDays)}` : ''
  const text =
    orderUpTo.safety < 0
      ? `Past forecasts ran high, so ${amount(-orderUpTo.safety)} less than the forecast is enough.`
      : `Of that, ${amount(orderUpTo.safety)} is safety stock, ${source}${late}.`
  return {
    key: 'safety',
    text,
    values: { safety: orderUpTo.safety, leadTimeSpreadDays: leadTime.spreadDays },
  }
}

const stockAndOrder = (plan: ReplenishmentPlan): Sentence => {
  const { onHand, onOrder, reserved, expiring, suggestion, reorderPoint } = plan
  const values = {
    onHand,
    onOrder,
    reserved,
    expiring,
    position: suggestion.position,
    reorderPoint: reorderPoint.level,
    need: suggestion.need,
    afterCasePack: suggestion.afterCasePack,
    afterMoq: suggestion.afterMoq,
    afterShelfLife: suggestion.afterShelfLife,
    quantity: suggestion.quantity,
    cases: suggestion.cases,
  }
  if (onHand === null)
    return {
      key: 'stock',
      text: 'On hand is unknown: count it or import an inventory file to get a quantity.',
      values,
    }
  const parts = [`You have ${amount(onHand)} and ${amount(onOrder)} on order`]
  if (reserved > 0) parts.push(`${amount(reserved)} reserved`)
  if (expiring > 0) parts.push(`${amount(expiring)} expected to expire unsold`)
  return { key: 'order', text: `${parts.join(', ')}, ${orderClause(plan)}.`, values }
}

const orderClause = ({ suggestion, casePack, moq, reorderPoint }: ReplenishmentPlan): string => {
  const { reason, need, afterCasePack, afterMoq, afterShelfLife, cases, quantity } = suggestion
  if (reason === 'position_at_or_above_reorder_point')
    return `at or above the reorder point of ${amount(reorderPoint.level)}, so nothing to order yet`
  if (reason === 'shelf_life_too_short')
    return `and ${amount(need)} short, but even the smallest order would not sell before it expires, so order none`
  const notes: string[] = []
  if (casePack !== 1 && cases !== null)
    notes.push(`${amount(cases)} ${cases === 1 ? 'case' : 'cases'} of ${amount(casePack)}`)
  if (afterMoq > afterCasePack) notes.push(`the vendor's minimum is ${amount(moq)}`)
  if (afterShelfLife < afterMoq) notes.push(`no more than sells before it expires`)
  const rounded = amount(quantity ?? 0)
  const arrow = rounded === amount(need) ? rounded : `${amount(need)} → ${rounded}`
  return `so order ${arrow}${notes.length > 0 ? ` (${notes.join('; ')})` : ''}`
}

const runOut = (plan: ReplenishmentPlan): Sentence | undefined => {
  const { daysToStockOut, stockOutDay, lostBeforeArrival, lostWithoutOrder } = plan
  if (daysToStockOut === null || !lostBeforeArrival || !lostWithoutOrder) return undefined
  const when =
    daysToStockOut === 0 ? 'Expected to run out today' : `Expected to run out in ${days(daysToStockOut)}`
  const loss =
    lostBeforeArrival.units > 0
      ? `; about ${amount(lostBeforeArrival.units)} sales ($${fromMinor(lostBeforeArrival.revenue)}) are lost before an order could arrive`
      : lostWithoutOrder.units > 0
        ? `; without an order about ${amount(lostWithoutOrder.units)} sales ($${fromMinor(lostWithoutOrder.revenue)}) would be lost by the next delivery`
        : ''
  return {
    key: 'run_out',
    text: `${when}${loss}.`,
    values: {
      daysToStockOut,
      stockOutDay,
      unitsLostBeforeArrival: lostBeforeArrival.units,
      revenueLostBeforeArrival: lostBeforeArrival.revenue,
      unitsLostWithoutOrder: lostWithoutOrder.units,
      revenueLostWithoutOrder: lostWithoutOrder.revenue,
    },
  }
}

const expiry = ({ lots }: ReplenishmentPlan): Sentence | undefined => {
  const unsold = lots.reduce((sum, lot) => sum + lot.expectedUnsold, 0)
  if (unsold < 0.05) return undefined
  const cost = lots.reduce((sum, lot) => sum + lot.unsoldCost, 0)
  const worth = cost > 0 ? `, $${fromMinor(cost)} at cost` : ''
  return {
    key: 'expiry',
    text: `About ${amount(unsold)} of what is on the shelf will expire unsold${worth}.`,
    values: { unsold, cost },
  }
}

/** Whole numbers from ten up; one decimal below, dropped when zero. */
const amount = (units: number): string => {
  const rounded = Math.abs(units) >= 9.95 ? Math.round(units) : Math.round(units * 10) / 10
  return (rounded === 0 ? 0 : rounded).toLocaleString('en-US')
}
const days = (count: number): string => `${amount(count)} ${amount(count) === '1' ? 'day' : 'days'}`
const percent = (share: number): string => `${Math.round(share * 1000) / 10} %`

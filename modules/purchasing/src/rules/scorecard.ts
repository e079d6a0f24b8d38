import { epochDay, lineAmount, type Day, type Minor } from '@suite/kernel'
import { mean, share, spread, type Weighted } from './weighted.ts'
import type { OrderStatus } from './order-state.ts'

/** Fewer deliveries than this say nothing about a vendor. */
export const FEWEST_DELIVERIES = 3
/** Days of history a scorecard looks back on. */
export const WINDOW_DAYS = 365

/** Goods of one line that came on one day of the store, at one cost. */
export interface CameIn {
  readonly day: Day
  readonly quantity: string
  readonly unitCost: string
}
/** A line of an order; quantities in the product's unit. */
export interface OrderedLine {
  readonly productId: string
  readonly unit: string
  readonly quantity: string
  readonly unitCost: string | null
  readonly cameIn: readonly CameIn[]
}
/** An approved order; days on the clock of its store. */
export interface OrderOfVendor {
  readonly status: Exclude<OrderStatus, 'draft'>
  readonly approvedOn: Day
  /** Null: nobody marked it as handed over. */
  readonly sentOn: Day | null
  readonly expectedOn: Day | null
  readonly closedOn: Day | null
  /** The present day of its store. */
  readonly today: Day
  readonly lines: readonly OrderedLine[]
}

/** How a vendor delivers; what cannot be said is null. */
export interface Scorecard {
  readonly orders: number
  /** Days on which goods of an order came, over all orders. */
  readonly deliveries: number
  /** 0…1, of the goods of closed orders. */
  readonly fillRate: number | null
  /** 0…1, of orders that had a day to come by. */
  readonly onTimeShare: number | null
  readonly ordersWithDay: number
  readonly leadDays: number | null
  readonly leadSpreadDays: number | null
  /** Cost now over cost at first, less one: 0.05 is 5 % dearer. */
  readonly priceDrift: number | null
  readonly productsBoughtAgain: number
  readonly closedLines: number
  readonly shortLines: number
  readonly overLines: number
  readonly lateOrders: number
  readonly lateMinor: Minor
  /** Lines of late orders whose cost nobody has said; `lateMinor` leaves them out. */
  readonly lateUnpricedLines: number
  readonly lastDeliveryOn: Day | null
}

/** What one order says. */
export interface OrderOutcome {
  /** The day lead time is counted from. */
  readonly orderedOn: Day
  readonly deliveries: readonly DeliveryOfOrder[]
  readonly fillRate: number | null
  /** Null: no day to come by, or it has not passed. */
  readonly onTime: boolean | null
  /** Goods still to come after the day they were expected. */
  readonly late: boolean
  readonly leadDays: number | null
}
/** What came of an order on one day: days since it was ordered, and how much it weighs. */
export interface DeliveryOfOrder {
  readonly day: Day
  readonly leadDays: number
  readonly weight: number
}

/** Quantities are counted in whole ten-thousandths, as finely as they are stored: sums and comparisons stay exact. */
const FINEST = 10_000
const fine = (quantity: string): number => Math.round(Number(quantity) * FINEST)

/**
 * How much a fine quantity counts beside others. Within one unit goods count by their quantity; grams and pieces cannot be
 * added, so with mixed units every line counts alike, its goods by their share of it.
 */
type Size = (line: OrderedLine, quantity: number) => number
export const sizeIn = (lines: readonly OrderedLine[]): Size =>
  new Set(lines.map(({ unit }) => unit)).size <= 1
    ? (_, quantity) => quantity / FINEST
    : (line, quantity) => quantity / fine(line.quantity)

const received = (line: OrderedLine): number => sum(line.cameIn.map(({ quantity }) => fine(quantity)))
const open = (line: OrderedLine): number => Math.max(0, fine(line.quantity) - received(line))

/**
 * Closed for the vendor: finished with goods, or given up on after the day it was expected. An order called off before
 * that is nobody's failure.
 */
const isClosed = ({ status, closedOn, expectedOn }: OrderOfVendor): boolean =>
  status === 'received' ||
  (status === 'cancelled' && closedOn !== null && expectedOn !== null && closedOn > expectedOn)
const isOpen = ({ status }: OrderOfVendor): boolean => status !== 'received' && status !== 'cancelled'

/** What one order says; `size` as it is over all orders of the vendor. */
export const outcomeOf = (order: OrderOfVendor, size: Size = sizeIn(order.lines)): OrderOutcome => {
  const weights = new Map<Day, number>()
  for (const line of order.lines)
    for (const { day, quantity } of line.cameIn)
      weights.set(day, (weights.get(day) ?? 0) + size(line, fine(quantity)))
  const days = [...weights.keys()].toSorted()
  const orderedOn = orderedDay(order, days[0])
  const deliveries = days.map((day) => ({
    day,
    leadDays: Math.max(0, epochDay(day) - epochDay(orderedOn)),
    weight: weights.get(day) ?? 0,
  }))
  return {
    orderedOn,
    deliveries,
    fillRate: isClosed(order) ? fillRate(order.lines, size) : null,
    onTime: onTime(order, days.at(-1)),
    late: isLate(order),
    leadDays: mean(deliveries.map(toWeighted)),
  }
}

/** The day it was sent; where goods came before that (a mail sent late, or never), the day it was approved. */
const orderedDay = ({ sentOn, approvedOn }: OrderOfVendor, firstCame: Day | undefined): Day =>
  sentOn === null || (firstCame !== undefined && sentOn > firstCame) ? approvedOn : sentOn

const toWeighted = ({ leadDays, weight }: DeliveryOfOrder): Weighted => ({ value: leadDays, weight })
const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0)

const fillRate = (lines: readonly OrderedLine[], size: Size): number | null =>
  share(
    sum(lines.map((line) => size(line, Math.min(fine(line.quantity), received(line))))),
    sum(lines.map((line) => size(line, fine(line.quantity)))),
  )

const onTime = (order: OrderOfVendor, lastCame: Day | undefined): boolean | null => {
  if (order.expectedOn === null) return null
  if (isClosed(order)) return lastCame !== undefined && lastCame <= order.expectedOn
  return isLate(order) ? false : null
}

const isLate = (order: OrderOfVendor): boolean =>
  isOpen(order) && order.expectedOn !== null && order.expectedOn < order.today

/** The scorecard of one vendor from its approved orders of the window, in any order. */
export const scorecardOf = (orders: readonly OrderOfVendor[]): Scorecard => {
  const size = sizeIn(orders.flatMap(({ lines }) => lines))
  const outcomes = orders.map((order) => outcomeOf(order, size))
  const deliveries = outcomes.flatMap((outcome) => outcome.deliveries)
  const enough = deliveries.length >= FEWEST_DELIVERIES
  const closed = orders.filter(isClosed).flatMap(({ lines }) => lines)
  const judged = outcomes.flatMap((outcome) => (outcome.onTime === null ? [] : [outcome.onTime]))
  const leads = deliveries.map(toWeighted)
  const drift = priceDrift(orders.flatMap(({ lines }) => lines))
  return {
    orders: orders.length,
    deliveries: deliveries.length,
    fillRate: enough ? fillRate(closed, size) : null,
    onTimeShare: enough ? share(judged.filter((each) => each).length, judged.length) : null,
    ordersWithDay: judged.length,
    leadDays: enough ? mean(leads) : null,
    leadSpreadDays: enough ? spread(leads) : null,
    priceDrift: enough ? drift.share : null,
    productsBoughtAgain: drift.products,
    closedLines: closed.length,
    shortLines: closed.filter((line) => received(line) < fine(line.quantity)).length,
    overLines: closed.filter((line) => received(line) > fine(line.quantity)).length,
    ...lateMoney(orders.filter(isLate)),
    lastDeliveryOn:
      deliveries
        .map(({ day }) => day)
        .toSorted()
        .at(-1) ?? null,
  }
}

const lateMoney = (late: readonly OrderOfVendor[]) => {
  const lines = late.flatMap((order) => order.lines).filter((line) => open(line) > 0)
  const priced = lines.flatMap((line) =>
    line.unitCost === null ? [] : [lineAmount((open(line) / FINEST).toFixed(4), line.unitCost)],
  )
  return {
    lateOrders: late.length,
    lateMinor: sum(priced),
    lateUnpricedLines: lines.length - priced.length,
  }
}

/**
 * What today's costs make of a year's purchases: Σ quantity × last cost ÷ Σ quantity × first cost − 1, over products that
 * came on two days or more. A day with lots of several costs counts at their mean; free goods are no price.
 */
const priceDrift = (lines: readonly OrderedLine[]): { share: number | null; products: number } => {
  const byProduct = Map.groupBy(lines, ({ productId }) => productId)
  const bought = [...byProduct.values()].flatMap((same) => {
    const paid = same.flatMap(({ cameIn }) => cameIn).filter(({ unitCost }) => Number(unitCost) > 0)
    const days = [...Map.groupBy(paid, ({ day }) => day)].toSorted(([a], [b]) => (a < b ? -1 : 1))
    if (days.length < 2) return []
    const quantity = sum(paid.map((came) => fine(came.quantity)))
    return [{ first: quantity * meanCost(days[0]![1]), last: quantity * meanCost(days.at(-1)![1]) }]
  })
  const then = sum(bought.map(({ first }) => first))
  const now = share(sum(bought.map(({ last }) => last)), then)
  return { share: now === null ? null : now - 1, products: bought.length }
}

/** A ratio of costs, not an amount: plain numbers do. */
const meanCost = (came: readonly CameIn[]): number =>
  sum(came.map(({ quantity, unitCost }) => fine(quantity) * Number(unitCost))) /
  sum(came.map(({ quantity }) => fine(quantity)))

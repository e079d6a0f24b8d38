import { demandOver } from './demand.ts'
import { expiringBefore, fefoProjection, type Lot, type LotProjection } from './fefo.ts'
import type { IntervalErrors } from './interval-errors.ts'
import { type LeadTime, orderUpTo, reorderPoint, type StockLevel, stockLevel } from './levels.ts'
import { orderQuantity, type OrderSuggestion } from './order-quantity.ts'
import { spoilageServiceLevel } from './spoilage-level.ts'
import { type AtRisk, daysOfSupply, dollarsAtRisk, expectedStockOutDay, type Receipt } from './stock-out.ts'
import { type StockStatus, stockStatus } from './stock-status.ts'

/** Everything one product's reorder decision rests on. Days are days since 1970-01-01; quantities in its stock unit. */
export interface PlanInput {
  /** Expected units per day; index 0 is `today`. */
  readonly forecast: Float64Array
  readonly errors?: IntervalErrors
  readonly today: number
  readonly leadTime: LeadTime
  /** Days between planned orders; at least `nextChanceDays`. */
  readonly reviewDays: number
  /** Days until the vendor next takes an order after today; 1 when any day will do. */
  readonly nextChanceDays?: number
  readonly serviceLevel: number
  /** Units on the shelf; null when the source reports no stock. */
  readonly onHand: number | null
  readonly reserved: number
  /** Open purchase-order lines; their sum is what is on order. */
  readonly receipts: readonly Receipt[]
  readonly casePack: number
  readonly moq: number
  /** Lots on the shelf, where they are known. */
  readonly lots?: readonly Lot[]
  /** Days a newly received lot can be sold; absent when it does not expire. */
  readonly shelfLifeDays?: number
  /** Decimal strings. */
  readonly unitPrice: string
  readonly unitCost?: string
  /** More days of supply than this is overstock. */
  readonly overstockDays: number
}

/** The decision and every figure behind it. */
export interface ReplenishmentPlan {
  readonly dailyRate: number
  readonly leadTime: LeadTime
  readonly reviewDays: number
  /** As wanted, or as far as goods that expire are worth holding. */
  readonly serviceLevel: number
  readonly wantedServiceLevel: number
  readonly onHand: number | null
  readonly onOrder: number
  readonly reserved: number
  readonly expiring: number
  readonly casePack: number
  readonly moq: number
  readonly reorderPoint: StockLevel
  readonly orderUpTo: StockLevel
  readonly suggestion: OrderSuggestion
  readonly status: StockStatus
  readonly daysOfSupply: number | null
  readonly stockOutDay: number | null
  readonly daysToStockOut: number | null
  /** Sales lost before an order placed today could arrive. */
  readonly lostBeforeArrival: AtRisk | null
  /** Sales lost over the whole protection interval if nothing is ordered. */
  readonly lostWithoutOrder: AtRisk | null
  readonly lots: readonly LotProjection[]
}

/** Quantile of demand over a new lot's life that stock may not exceed (Nahmias-type critical number). */
const SHELF_LIFE_LEVEL = 0.9
const RATE_DAYS = 14

/** The whole road from forecast to suggestion for one product; see the functions it calls for each rule. */
export const planReplenishment = (wanted: PlanInput): ReplenishmentPlan => {
  const { forecast, leadTime, onHand, receipts, reserved, today, nextChanceDays = 1 } = wanted
  const reviewDays = Math.max(wanted.reviewDays, nextChanceDays)
  const serviceLevel = spoilageServiceLevel(wanted, leadTime.days + reviewDays)
  const input = { ...wanted, serviceLevel }
  const arrival = today + Math.ceil(leadTime.days)
  const protectedUntil = today + Math.ceil(leadTime.days + reviewDays)
  const onOrder = receipts.reduce((sum, receipt) => sum + receipt.quantity, 0)
  const lots = fefoProjection(input.lots ?? [], forecast, today)
  const expiring = expiringBefore(input.lots ?? [], lots, protectedUntil)
  const upTo = orderUpTo(input, reviewDays)
  const point = lower(reorderPoint(input, nextChanceDays), upTo)
  const cap = shelfLifeCap(input)
  const suggestion = orderQuantity({
    onHand,
    onOrder,
    reserved,
    expiring,
    reorderPoint: point.level,
    orderUpTo: upTo.level,
    casePack: input.casePack,
    moq: input.moq,
    ...(cap === undefined ? {} : { shelfLifeCap: cap }),
  })
  const shelf = { onHand, forecast, receipts, today }
  const stockOutDay = expectedStockOutDay(shelf)
  const supply = daysOfSupply(onHand, forecast)
  const daysToStockOut = stockOutDay === null ? null : stockOutDay - today
  return {
    dailyRate: demandOver(forecast, RATE_DAYS) / RATE_DAYS,
    leadTime,
    reviewDays,
    onHand,
    onOrder,
    reserved,
    expiring,
    suggestion,
    stockOutDay,
    daysToStockOut,
    lots,
    serviceLevel,
    wantedServiceLevel: wanted.serviceLevel,
    casePack: input.casePack,
    moq: input.moq,
    reorderPoint: point,
    orderUpTo: upTo,
    daysOfSupply: supply,
    lostBeforeArrival: dollarsAtRisk(shelf, arrival, input),
    lostWithoutOrder: dollarsAtRisk(shelf, protectedUntil, input),
    status: stockStatus({
      onHand,
      daysToStockOut,
      position: suggestion.position,
      reorderPoint: point.level,
      daysOfSupply: supply,
      leadTimeDays: leadTime.days,
      overstockDays: input.overstockDays,
    }),
  }
}

/** A forecast that runs far too high can make the longer cover the lower level; an order then never passes it. */
const lower = (a: StockLevel, b: StockLevel): StockLevel => (a.level <= b.level ? a : b)

/** Most units that would sell before a lot arriving with this order expires: demand over lead time and shelf life. */
const shelfLifeCap = (input: PlanInput): number | undefined =>
  input.shelfLifeDays === undefined
    ? undefined
    : stockLevel({ ...input, serviceLevel: SHELF_LIFE_LEVEL }, input.leadTime.days + input.shelfLifeDays)
        .level

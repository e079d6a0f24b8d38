import { Decimal, type Day, type Minor } from '@suite/kernel'
import type { ExpiryOutlook } from '@suite/replenishment'
import type { Override } from '@suite/forecasting'
import type { Reasoning, StockStatus } from '../contract.ts'

/** Everything known of one product in one store when its reorder is planned. Quantities in the product's stock unit. */
export interface ProductFacts {
  readonly storeId: string
  readonly productId: string
  /** The store's business day now. */
  readonly today: Day
  /** The day after the last day with sales; null when the store never sold anything. */
  readonly dayAfterSales: Day | null
  readonly unit: string
  readonly price: string | null
  /** Average net price of the last 30 days with sales, for products without a list price. */
  readonly soldAt: string | null
  readonly cost: string | null
  readonly casePack: string
  readonly moq: string
  readonly shelfLifeDays: number | null
  readonly reorderPointOverride: string | null
  readonly serviceLevel: number
  readonly vendor: {
    readonly id: string
    readonly name: string
    readonly leadTimeDays: number
    readonly leadTimeSpreadDays: number
    readonly reviewDays: number
    readonly orderWeekdays: readonly number[]
  } | null
  readonly forecast: {
    /** Expected units a day from `firstDay`. */
    readonly firstDay: Day
    readonly mean: readonly number[]
    /** Backtest errors (sold minus forecast) of sums over the whole horizon. */
    readonly horizonErrors: readonly number[]
    readonly model: string
    readonly wape: number | null
    /** What people expect on some days in place of the mean. */
    readonly overrides: readonly (Override & { readonly reason: string })[]
  } | null
  /** When there will be enough history for a forecast, where there is not. */
  readonly forecastOn: Day | null
  readonly soldLast30: string
  readonly onHand: string | null
  /** Of on hand: what may not be sold. The lots leave it out. */
  readonly held: string
  readonly onOrder: readonly { readonly quantity: string; readonly expectedOn: Day | null }[]
  /** In drafts: quantities people set, and quantities the planner wrote. */
  readonly draftedByPeople: string
  readonly draftedByPlanner: string
  readonly lots: readonly {
    readonly id: string
    readonly quantity: string
    readonly expiresOn: Day | null
    readonly unitCost: string | null
  }[]
}

/** What of on hand may be sold; null while on hand is unknown. */
export const availableOf = (facts: Pick<ProductFacts, 'onHand' | 'held'>): number | null =>
  facts.onHand === null ? null : new Decimal(facts.onHand).minus(facts.held).toNumber()

export interface PlanningLimits {
  readonly overstockDays: number
  readonly expiryDays: number
}

/** The plan as it is stored; amounts in minor units. */
export interface ProductPlan {
  readonly storeId: string
  readonly productId: string
  readonly vendorId: string | null
  readonly stockStatus: StockStatus
  readonly needsOrder: boolean
  readonly onHand: string | null
  readonly onOrder: string
  readonly onDraft: string
  readonly unitsPerDay: number
  readonly daysOfSupply: number | null
  readonly reorderPoint: string | null
  readonly orderUpTo: string | null
  readonly neededQuantity: string
  readonly suggestedQuantity: string
  readonly suggestedCostMinor: Minor | null
  readonly stockOutOn: Day | null
  readonly atRiskMinor: Minor
  readonly unorderedRiskMinor: Minor
  readonly frozenMinor: Minor
  readonly expiringMinor: Minor
  readonly stockMinor: Minor | null
  readonly soldLast30: string
  readonly planDay: Day
  readonly reasoning: Reasoning
  /** The lots that leave sale in the coming half year. */
  readonly outlooks: readonly ExpiryOutlook[]
}

export type Sentences = Reasoning['sentences']

/** What a way of planning finds out; the rest of the plan follows from it. */
export interface Core {
  readonly status: StockStatus
  readonly unitsPerDay: number
  readonly daysOfSupply: number | null
  readonly reorderPoint: string | null
  readonly orderUpTo: string | null
  readonly needed: number
  readonly stockOutOn: Day | null
  readonly atRiskMinor: Minor
  readonly unorderedRiskMinor: Minor
  readonly frozenMinor: Minor
  readonly expiringMinor: Minor
  readonly sentences: Sentences
  readonly outlooks: readonly ExpiryOutlook[]
}

/** Lots that leave sale within so many days are looked at one by one. */
export const OUTLOOK_DAYS = 180

/** What is assumed of a product without a vendor. */
export const NO_VENDOR = {
  leadTimeDays: 7,
  leadTimeSpreadDays: 1,
  reviewDays: 7,
  orderWeekdays: [] as readonly number[],
}

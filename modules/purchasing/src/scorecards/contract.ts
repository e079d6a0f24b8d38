import { z } from 'zod'
import { dayShape, idShape, minorShape, pageOf, pageQuery } from '@suite/http'
import { orderStatus } from '../contract.ts'

/** A share of a whole, 0…1. */
const shareShape = z.number().min(0).max(1)

export const scorecardItem = z.object({
  vendorId: idShape,
  vendorName: z.string(),
  /** Approved orders of the last 365 days, and older ones still open. */
  orders: z.int(),
  /** Days on which goods of an order came, over all orders. */
  deliveries: z.int(),
  /** Why the figures are missing: fewer than 3 deliveries. */
  tooLittle: z.string().nullable(),
  /** What came of what was ordered, of closed orders. */
  fillRate: shareShape.nullable(),
  /** Orders whose goods all came by the expected day, of those that had one. */
  onTimeShare: shareShape.nullable(),
  ordersWithDay: z.int(),
  /** Days from order to goods, weighted by quantity. */
  leadDays: z.number().nullable(),
  leadSpreadDays: z.number().nullable(),
  /** What the planner reckons with. */
  statedLeadDays: z.int(),
  statedSpreadDays: z.number(),
  /** Cost now over the first of the window, less one, weighted by quantity: 0.05 is 5 % dearer. */
  priceDrift: z.number().nullable(),
  productsBoughtAgain: z.int(),
  closedLines: z.int(),
  shortLines: z.int(),
  overLines: z.int(),
  /** Open orders past their day. */
  lateOrders: z.int(),
  lateMinor: minorShape,
  lateUnpricedLines: z.int(),
  lastDeliveryOn: dayShape.nullable(),
})
export type ScorecardItem = z.infer<typeof scorecardItem>
export const scorecardPage = pageOf(scorecardItem)

/** Worst first, but for the name; what cannot be said comes last. */
export const SCORECARD_SORTS = ['late', 'name', 'fill_rate', 'on_time', 'lead_time', 'price_drift'] as const
export const scorecardsQuery = pageQuery.extend({
  storeId: idShape.optional(),
  sort: z.enum(SCORECARD_SORTS).default('late'),
})
export type ScorecardsQuery = z.output<typeof scorecardsQuery>

export const scoredOrder = z.object({
  id: idShape,
  number: z.int(),
  status: orderStatus,
  storeId: idShape,
  storeName: z.string(),
  orderedOn: dayShape,
  expectedOn: dayShape.nullable(),
  totalMinor: minorShape,
  lineCount: z.int(),
  fillRate: shareShape.nullable(),
  /** Null: no expected day, or it has not passed. */
  onTime: z.boolean().nullable(),
  late: z.boolean(),
  leadDays: z.number().nullable(),
  deliveries: z.array(z.object({ day: dayShape, leadDays: z.int() })),
})
export type ScoredOrder = z.infer<typeof scoredOrder>
export const scorecardDetail = z.object({
  ...scorecardItem.shape,
  /** Of the vendor: given back when its lead time is set. */
  vendorVersion: z.int(),
  /** What "use the measured lead time" would set; null: too few deliveries, or longer than the planner reckons with. */
  measured: z.object({ leadTimeDays: z.int(), leadTimeSpreadDays: z.number() }).nullable(),
  from: dayShape,
  /** The newest first, at most 500. */
  history: z.array(scoredOrder),
})
export type ScorecardDetail = z.infer<typeof scorecardDetail>

export const leadTimeChoice = z.object({ version: z.int().min(1) })

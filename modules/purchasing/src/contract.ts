import { z } from 'zod'
import {
  dayShape,
  decimalShape,
  idShape,
  instantShape,
  minorShape,
  pageOf,
  pageQuery,
  positiveDecimalShape,
} from '@suite/http'
import { ORDER_ORIGINS, ORDER_STATUSES } from './rules/order-state.ts'

const aboveZero = positiveDecimalShape.refine((text) => Number(text) > 0, 'Write a number above 0')
export const orderStatus = z.enum(ORDER_STATUSES)
export const delivery = z.enum(['none', 'pending', 'sent', 'failed', 'by_hand'])

/** One sentence of a reason in plain words, with the figures it speaks of. */
export const sentence = z.object({ text: z.string(), data: z.record(z.string(), z.unknown()) })
export const reasoning = z.object({ sentences: z.array(sentence) })
export type Reasoning = z.infer<typeof reasoning>

const orderHead = {
  id: idShape,
  number: z.int(),
  status: orderStatus,
  origin: z.enum(ORDER_ORIGINS),
  /** The connection whose till the order was written in, and its number there. */
  tillName: z.string().nullable(),
  tillNumber: z.string().nullable(),
  storeId: idShape,
  storeName: z.string(),
  vendorId: idShape,
  vendorName: z.string(),
  lineCount: z.int(),
  totalMinor: minorShape,
  /** Lines whose cost nobody has said; the total leaves them out. */
  unpricedLines: z.int(),
  expectedOn: dayShape.nullable(),
  delivery,
  createdAt: instantShape,
  approvedAt: instantShape.nullable(),
  sentAt: instantShape.nullable(),
  closedAt: instantShape.nullable(),
  version: z.int(),
}
export const orderItem = z.object(orderHead)
export type OrderItem = z.infer<typeof orderItem>
export const orderPage = pageOf(orderItem)

export const orderLine = z.object({
  id: idShape,
  productId: idShape,
  sku: z.string(),
  name: z.string(),
  unit: z.string(),
  casePack: decimalShape,
  quantity: decimalShape,
  receivedQuantity: decimalShape,
  openQuantity: decimalShape,
  unitCost: decimalShape.nullable(),
  costMinor: minorShape.nullable(),
  suggestedQuantity: decimalShape.nullable(),
  /** Whether the quantity is the planner's or a person's. */
  setBy: z.enum(['suggestion', 'person']),
  reasoning: reasoning.nullable(),
})
export const goodsReceipt = z.object({
  id: idShape,
  lineId: idShape,
  productId: idShape,
  name: z.string(),
  lotId: idShape,
  lotCode: z.string(),
  packageTag: z.string().nullable(),
  room: z.string().nullable(),
  expiresOn: dayShape.nullable(),
  quantity: decimalShape,
  unitCost: decimalShape,
  reason: z.string().nullable(),
  receivedAt: instantShape,
  receivedBy: z.string(),
})
export const orderDetail = z.object({
  ...orderHead,
  note: z.string(),
  vendorEmail: z.string().nullable(),
  minimumOrderMinor: minorShape,
  /** True while the total is below the vendor's minimum. */
  belowMinimum: z.boolean(),
  createdBy: z.string(),
  approvedBy: z.string().nullable(),
  sentTo: z.string().nullable(),
  deliveryFailure: z.string().nullable(),
  closedBy: z.string().nullable(),
  lines: z.array(orderLine),
  receipts: z.array(goodsReceipt),
})
export type OrderDetail = z.infer<typeof orderDetail>

export const ordersQuery = pageQuery.extend({
  status: orderStatus.optional(),
  vendorId: idShape.optional(),
  storeId: idShape.optional(),
})
export type OrdersQuery = z.infer<typeof ordersQuery>

export const awaitedQuery = z.object({
  storeId: idShape,
  /** Whose goods come; empty: nobody knows. */
  shipperLicence: z.string().trim().max(100).default(''),
})
export type AwaitedQuery = z.output<typeof awaitedQuery>
/** A line of an open order that goods are still to come for. */
export const awaitedLine = z.object({
  orderId: idShape,
  orderNumber: z.int(),
  vendorName: z.string(),
  expectedOn: dayShape.nullable(),
  productId: idShape,
  name: z.string(),
  unit: z.string(),
  quantity: decimalShape,
  openQuantity: decimalShape,
  unitCost: decimalShape.nullable(),
  /** False: the vendor's licence is not recorded, so the order may be to somebody else. */
  licenceKnown: z.boolean(),
})
export type AwaitedLine = z.output<typeof awaitedLine>

export const wantedLine = z.object({
  productId: idShape,
  quantity: aboveZero,
  /** Left out: the product's own cost. Null: not known. */
  unitCost: positiveDecimalShape.nullable().optional(),
})
export type WantedLine = z.infer<typeof wantedLine>
const note = z.string().trim().max(2000)
export const newOrder = z.object({
  storeId: idShape,
  vendorId: idShape,
  note: note.optional(),
  expectedOn: dayShape.nullable().optional(),
  lines: z.array(wantedLine).min(1).max(1000),
})
export type NewOrder = z.infer<typeof newOrder>
export const orderEdit = z.object({
  version: z.int().min(1),
  note: note.optional(),
  expectedOn: dayShape.nullable().optional(),
  /** The whole list as it should be; left out: lines stay. */
  lines: z.array(wantedLine).max(1000).optional(),
})
export type OrderEdit = z.infer<typeof orderEdit>
export const approval = z.object({ version: z.int().min(1) })
export const sending = z.object({
  /** Left out: the vendor's own address. */
  to: z.email().max(254).optional(),
  /** True: a person handed the order over; nothing is mailed. */
  byHand: z.boolean().optional(),
})
export type Sending = z.infer<typeof sending>
export const receiving = z.object({
  lines: z
    .array(
      z.object({
        lineId: idShape,
        quantity: aboveZero,
        /** Left out: the cost on the order. */
        unitCost: positiveDecimalShape.optional(),
        lotCode: z.string().trim().max(100).default(''),
        packageTag: z.string().trim().min(1).max(100).nullable().optional(),
        expiresOn: dayShape.nullable().optional(),
        room: z.string().trim().min(1).max(100).nullable().optional(),
        reason: z.string().trim().max(500).optional(),
      }),
    )
    .min(1)
    .max(1000),
})
export type Receiving = z.infer<typeof receiving>
export const draftRequest = z.object({ storeId: idShape, vendorId: idShape.optional() })
export const draftReply = z.object({
  ids: z.array(idShape),
  /** Suggestions that could not be drafted because the product has no vendor. */
  withoutVendor: z.int(),
})

export const stockStatus = z.enum(['stock_out', 'low', 'ok', 'overstock', 'unknown', 'no_demand'])
export type StockStatus = z.infer<typeof stockStatus>

/** How a store and product stand and what to order; the row of the reorder list. */
export const reorderItem = z.object({
  productId: idShape,
  storeId: idShape,
  storeName: z.string(),
  sku: z.string(),
  name: z.string(),
  category: z.string(),
  unit: z.string(),
  vendorId: idShape.nullable(),
  vendorName: z.string().nullable(),
  onHand: decimalShape.nullable(),
  onOrder: decimalShape,
  /** Held by drafts nobody has approved yet. */
  onDraft: decimalShape,
  unitsPerDay: z.number(),
  daysOfSupply: z.number().nullable(),
  reorderPoint: decimalShape.nullable(),
  orderUpTo: decimalShape.nullable(),
  /** What no order and no draft holds yet. */
  suggestedQuantity: decimalShape,
  suggestedCostMinor: minorShape.nullable(),
  casePack: decimalShape,
  stockOutOn: dayShape.nullable(),
  atRiskMinor: minorShape,
  frozenMinor: minorShape,
  expiringMinor: minorShape,
  stockStatus,
  needsOrder: z.boolean(),
  planDay: dayShape,
  computedAt: instantShape,
})
export type ReorderItem = z.infer<typeof reorderItem>
export const reorderPage = pageOf(reorderItem)
export const reorderQuery = pageQuery.extend({
  storeId: idShape.optional(),
  vendorId: idShape.optional(),
  search: z.string().trim().max(200).optional(),
  status: stockStatus.optional(),
  /** `all` also lists products that need nothing. */
  show: z.enum(['to_order', 'all']).optional(),
})
export type ReorderQuery = z.infer<typeof reorderQuery>
export const reorderDetail = z.object({
  plan: reorderItem.nullable(),
  reasoning,
})
export type ReorderDetail = z.infer<typeof reorderDetail>

export const productItem = z.object({
  id: idShape,
  sku: z.string(),
  name: z.string(),
  category: z.string(),
  brand: z.string().nullable(),
  strain: z.string().nullable(),
  unit: z.string(),
  price: decimalShape.nullable(),
  cost: decimalShape.nullable(),
  vendorId: idShape.nullable(),
  vendorName: z.string().nullable(),
  active: z.boolean(),
  isService: z.boolean(),
  onHand: decimalShape.nullable(),
  onOrder: decimalShape,
  unitsPerDay: z.number().nullable(),
  daysOfSupply: z.number().nullable(),
  stockStatus,
  atRiskMinor: minorShape,
  stockOutOn: dayShape.nullable(),
  soldLast30: decimalShape,
})
export type ProductItem = z.infer<typeof productItem>
export const productPage = pageOf(productItem)
export const productsQuery = pageQuery.extend({
  search: z.string().trim().max(200).optional(),
  category: z.string().max(40).optional(),
  storeId: idShape.optional(),
  vendorId: idShape.optional(),
  status: stockStatus.optional(),
  sort: z.enum(['name', 'risk', 'days_of_supply', 'sold']).default('name'),
  /** `all` also lists products no longer sold. */
  show: z.enum(['active', 'all']).optional(),
})
export type ProductsQuery = z.infer<typeof productsQuery>

/** How the planner works for this organisation. */
export const planningSettings = z.object({
  /** Write draft purchase orders after every run; off: only when a person asks. */
  autoDraft: z.boolean(),
  /** More days of supply than this is overstock. */
  overstockDays: z.int().min(7).max(730),
  /** Lots expiring within so many days count as expiring. */
  expiryDays: z.int().min(1).max(365),
  /** Assumed percent more demand for a percent less price, as −2; what a markdown would sell is reckoned with it. */
  markdownElasticity: z.number().min(-10).max(-0.1),
  /** Largest share of a price that a markdown may take off. */
  markdownMost: z.number().min(0.01).max(0.9),
  /** Largest suggested order that is approved without a person; null: none is. */
  autoApproveMinor: minorShape.min(1).nullable(),
  /** What the rule may approve in seven days, all stores and vendors together; null: no cap. */
  autoApproveWeekMinor: minorShape.min(1).nullable(),
})
export type PlanningSettings = z.infer<typeof planningSettings>

import { z } from 'zod'
import { decimal, flag, id, listOf, optional, text, time } from '../fields.ts'

const discount = z.object({
  penniesOff: optional(decimal),
  discountAmount: optional(decimal),
  dollarsOff: optional(decimal),
  percentOff: optional(decimal),
})

const tax = z.object({ name: text, thisTaxInPennies: optional(decimal) })

const item = z.object({
  id: text,
  productId: text,
  variantId: text,
  sku: text,
  productName: text,
  quantity: decimal,
  unitPrice: optional(decimal),
  totalPrice: optional(decimal),
  unitCost: optional(decimal),
  totalCost: optional(decimal),
  itemDiscounts: listOf(discount),
  tax: listOf(tax),
})

const totals = z.object({
  /** What the customer pays. */
  FinalTotal: optional(decimal),
  TotalDiscounts: optional(decimal),
  TotalFees: optional(decimal),
  TotalTaxes: optional(decimal),
})

/**
 * An order of `/v1/orders/findByLocationId`; a refund is an order that names its `originalSaleId`. Money is integer cents. Not
 * published: whether the prices of items are before or after discounts and taxes, whether a tax is of the piece or the line,
 * and the sign of refunds; all of them are read by what agrees with the totals.
 */
export const order = z.object({
  id,
  orderId: text,
  /** `sold` once it is paid; live data is in lower case, the documentation is not. */
  orderStatus: text,
  createdAt: time,
  completedOn: time,
  voided: flag,
  originalSaleId: text,
  budtender: text,
  budtenderId: text,
  customerId: text,
  customerType: text,
  itemsInCart: listOf(item),
  payments: listOf(z.object({ paymentType: text, amount: optional(decimal) })),
  totals: optional(totals),
})

export type WireOrder = z.output<typeof order>
export type WireItem = z.output<typeof item>

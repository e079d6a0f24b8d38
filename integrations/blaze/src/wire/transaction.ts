import { z } from 'zod'
import { amount, decimal, epochTime, id, listOf, optional, text } from '../fields.ts'

const item = z.object({
  id: text,
  orderItemId: text,
  productId: id,
  batchId: text,
  quantity: decimal,
  unitPrice: amount,
  /** Off this line. */
  calcDiscount: amount,
  /** Of the whole line after its own discount, before that of the cart and before taxes. */
  finalPrice: decimal,
  calcTax: amount,
  /** The batches the goods were taken from. */
  quantityLogs: listOf(z.object({ batchId: text, quantity: decimal })),
})

const taxResult = z.object({
  totalCityTax: amount,
  totalCountyTax: amount,
  totalStateTax: amount,
  totalFedTax: amount,
  totalExciseTax: amount,
})

const cart = z.object({
  items: listOf(item),
  /** Sum of the lines after their own discounts. */
  subTotal: optional(decimal),
  /** Off the whole cart, before taxes. */
  calcCartDiscount: amount,
  /** `subTotal` less `calcCartDiscount`. */
  subTotalDiscount: optional(decimal),
  totalCalcTax: optional(decimal),
  taxResult: optional(taxResult),
  total: amount,
  paymentOption: text,
  splitPayment: optional(z.object({ cashAmt: amount, creditDebitAmt: amount, checkAmt: amount })),
  consumerType: text,
})

/**
 * A row of `/partner/transactions`. The cart's fields are those that clients in use read; `transType`, `parentTransactionId`
 * and the words of `status` are second hand (unverified).
 */
export const transaction = z.object({
  id,
  transNo: text,
  transType: text,
  status: text,
  created: epochTime,
  modified: epochTime,
  processedTime: epochTime,
  completedTime: epochTime,
  parentTransactionId: text,
  memberId: text,
  sellerId: text,
  seller: optional(z.object({ firstName: text, lastName: text })),
  cart,
})

/** A member of `/partner/members`. */
export const member = z.object({ id, firstName: text, lastName: text, email: text, primaryPhone: text })

export type WireTransaction = z.output<typeof transaction>
export type WireItem = z.output<typeof item>
export type WireMember = z.output<typeof member>

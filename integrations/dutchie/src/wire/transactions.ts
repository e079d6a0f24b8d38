import { z } from 'zod'
import { amount, decimal, flag, id, listOf, maybeId, optional, rawTime, text, utcTime } from './fields.ts'

const appliedDiscount = z.object({ discountId: maybeId, discountName: text, amount: decimal })
const lineTax = z.object({ rateName: text, rate: amount, amount: decimal })

/**
 * A sold line; only with `IncludeDetail`. It has no product name: join by `productId`. `transactionItemId` is unique within
 * its transaction only. `unitPrice` is before taxes and discounts, `totalPrice` is described as including both, which one
 * published sample contradicts: the mapping decides by what adds up.
 */
export const transactionItem = z.object({
  transactionItemId: id,
  productId: id,
  inventoryId: maybeId,
  packageId: text,
  sourcePackageId: text,
  batchName: text,
  quantity: decimal,
  unitId: maybeId,
  unitWeight: amount,
  unitPrice: decimal,
  unitCost: amount,
  totalPrice: amount,
  totalDiscount: amount,
  discounts: listOf(appliedDiscount),
  taxes: listOf(lineTax),
  isReturned: flag,
  returnDate: optional(rawTime),
  returnedByTransactionId: maybeId,
  returnReason: text,
  isCoupon: flag,
})
export type WireTransactionItem = z.output<typeof transactionItem>

/** A row of `/reporting/transactions`. */
export const transaction = z.object({
  transactionId: id,
  customerId: maybeId,
  employeeId: maybeId,
  completedByUser: text,
  transactionDate: rawTime,
  transactionDateLocalTime: optional(rawTime),
  lastModifiedDateUTC: optional(utcTime),
  transactionType: text,
  isVoid: flag,
  voidDate: optional(rawTime),
  isReturn: flag,
  returnOnTransactionId: maybeId,
  isMedical: flag,
  isTaxInclusive: flag,
  subtotal: amount,
  totalDiscount: amount,
  totalBeforeTax: amount,
  tax: amount,
  tipAmount: amount,
  total: amount,
  paid: amount,
  changeDue: amount,
  cashPaid: amount,
  debitPaid: amount,
  electronicPaid: amount,
  electronicPaymentMethod: text,
  checkPaid: amount,
  creditPaid: amount,
  giftPaid: amount,
  mmapPaid: amount,
  prePaymentAmount: amount,
  manualPaid: amount,
  manualPayments: listOf(z.object({ manualPaymentProcessorName: text, manualPaid: decimal })),
  integratedPaid: amount,
  integratedPayments: listOf(z.object({ integrationType: text, integratedPaid: decimal })),
  revenueFeesAndDonations: amount,
  nonRevenueFeesAndDonations: amount,
  taxSummary: listOf(z.object({ rateName: text, amount: decimal })),
  terminalName: text,
  invoiceNumber: text,
  orderType: text,
  orderSource: text,
  loyaltyEarned: amount,
  loyaltySpent: amount,
  items: listOf(transactionItem),
})
export type WireTransaction = z.output<typeof transaction>

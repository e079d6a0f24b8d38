import { z } from 'zod'
import { amount, decimal, flag, id, listOf, maybeFlag, maybeId, optional, rawTime, text } from './fields.ts'

/** `/room/rooms`. */
export const room = z.object({
  roomId: maybeId,
  roomName: text,
  isQuarantineRoom: flag,
  isVaultRoom: flag,
  isWaitingRoom: flag,
  isSalesFloor: flag,
  isPOSRoom: flag,
  isInventoryRoom: flag,
  isPreOrderRoom: flag,
  isEcommerceRoom: flag,
})
export type WireRoom = z.output<typeof room>

/** `/terminals`. */
export const terminal = z.object({ terminalId: id, terminalName: text })
export type WireTerminal = z.output<typeof terminal>

/** `/discounts/v2/list`. Validity was turned from US Eastern into UTC by Dutchie. */
export const discount = z.object({
  id: maybeId,
  externalId: text,
  discountDescription: text,
  discountCode: text,
  onlineName: text,
  applicationMethod: text,
  isActive: flag,
  isBundledDiscount: flag,
  canStackAutomatically: flag,
  validDateFrom: optional(rawTime),
  validDateTo: optional(rawTime),
  maxRedemptions: maybeId,
  monday: maybeFlag,
  tuesday: maybeFlag,
  wednesday: maybeFlag,
  thursday: maybeFlag,
  friday: maybeFlag,
  saturday: maybeFlag,
  sunday: maybeFlag,
  reward: optional(
    z.object({ calculationMethod: text, discountValue: amount, itemGroupType: text, thresholdMin: amount }),
  ),
})
export type WireDiscount = z.output<typeof discount>

const totals = { grossTotal: amount, netTotal: amount, discountTotal: amount }

/** `/reporting/closing-report`; Dutchie sends one of two versions, the second only adds fields. */
export const closingReport = z.object({
  grossSales: amount,
  discount: amount,
  loyalty: amount,
  coupons: amount,
  netSales: amount,
  totalTax: amount,
  cost: amount,
  itemTotal: amount,
  transactionCount: id,
  itemCount: amount,
  customerCount: maybeId,
  newCustomerCount: maybeId,
  voidCount: optional(id),
  voidTotal: amount,
  returnTotal: amount,
  totalPayments: amount,
  totalTips: amount,
  rounding: amount,
  totalIncome: amount,
  startingBalance: amount,
  endingBalance: amount,
  deposits: amount,
  adjustments: amount,
  overShort: amount,
  cannabisSales: amount,
  nonCannabisSales: amount,
  categorySummary: listOf(
    z.object({
      category: text,
      categoryGrossTotal: amount,
      categoryDiscountTotal: amount,
      categoryNetTotal: amount,
      categoryCost: amount,
    }),
  ),
  paymentSummary: listOf(z.object({ paymentType: text, totalPaid: amount })),
  taxSummary: listOf(z.object({ taxRate: text, totalTax: amount })),
  customerTypeSummary: listOf(z.object({ customerType: text, ...totals })),
  orderTypeSummary: listOf(z.object({ orderType: text, ...totals })),
  orderSourceSummary: listOf(z.object({ orderSource: text, ...totals })),
})
export type WireClosingReport = z.output<typeof closingReport>

/** `/reporting/register-transactions`. */
export const registerTransaction = z.object({
  registerTransactionId: id,
  transactionType: text,
  transactionAmount: decimal,
  transactionBy: text,
  transactionDateUTC: optional(rawTime),
  transactionId: maybeId,
  terminalId: maybeId,
  terminalName: text,
  adjustmentReason: text,
  comment: text,
})
export type WireRegisterTransaction = z.output<typeof registerTransaction>

/** `/reporting/register-adjustments`: Adjustment, Close Out, Deposit, Withdrawal, Cash Drop. */
export const registerAdjustment = z.object({
  adjustmentId: id,
  adjustmentType: text,
  adjustmentAmount: decimal,
  adjustedBy: text,
  adjustedOn: optional(rawTime),
  terminalId: maybeId,
  terminalName: text,
  adjustmentReason: text,
  comment: text,
})
export type WireRegisterAdjustment = z.output<typeof registerAdjustment>

/** `/reporting/cash-summary`, one row a register. */
export const cashSummary = z.object({
  terminalName: text,
  startingBalance: amount,
  endingBalance: amount,
  sales: amount,
  returns: amount,
  deposits: amount,
  adjustments: amount,
  overShort: amount,
})
export type WireCashSummary = z.output<typeof cashSummary>

import { DateTime } from 'luxon'
import type { SimSale, SimTender } from './rows.ts'
import type { SimLocation, SimSettings } from './state.ts'
import type { Changed } from './table.ts'
import { totalsOf, type LineTotals, type SaleTotals } from './totals.ts'

/** What of a transaction was asked for. */
export interface Includes {
  readonly detail: boolean
  readonly taxes: boolean
  readonly orderIds: boolean
  readonly fees: boolean
}

const utc = (ms: number): string => new Date(ms).toISOString()
const dollars = (minor: number): number => minor / 100

/** A transaction as `/reporting/transactions` tells it. */
export const renderSale = (
  location: SimLocation,
  settings: SimSettings,
  { row: sale, modified }: Changed<SimSale>,
  includes: Includes,
): Record<string, unknown> => {
  const totals = totalsOf(sale)
  // of returns, some tills send everything positive
  const sign = sale.returnOf !== null && settings.returns === 'positive' ? -1 : 1
  const money = (minor: number): number => dollars(sign * minor) + 0
  return {
    transactionId: sale.id,
    customerId: sale.customerId,
    employeeId: sale.employeeId,
    transactionDate: utc(sale.soldAt),
    transactionDateLocalTime: DateTime.fromMillis(sale.soldAt, { zone: location.zone }).toFormat(
      "yyyy-MM-dd'T'HH:mm:ss.SSS",
    ),
    voidDate: sale.voidedAt === null ? null : utc(sale.voidedAt),
    isVoid: sale.voidedAt !== null,
    subtotal: money(totals.subtotalMinor),
    totalDiscount: money(totals.discountMinor),
    totalBeforeTax: money(totals.netMinor),
    tax: money(totals.taxMinor),
    tipAmount: dollars(sale.tipMinor),
    total: money(totals.totalMinor),
    totalItems: sale.lines.length,
    terminalName: location.terminals.get(sale.terminalId)?.['terminalName'] ?? null,
    checkInDate: utc(sale.soldAt - 600_000),
    invoiceNumber: `INV-${sale.id}`,
    isTaxInclusive: sale.taxInclusive,
    transactionType: sale.type,
    loyaltyEarned: Math.floor(totals.netMinor / 100),
    loyaltySpent: 0,
    items: includes.detail ? itemsOf(location, settings, sale, totals, sign, includes) : null,
    discounts: includes.detail ? [] : null,
    lastModifiedDateUTC: utc(modified),
    ...paymentsOf(sale, totals, sign),
    revenueFeesAndDonations: includes.fees ? 0 : null,
    nonRevenueFeesAndDonations: includes.fees ? 0 : null,
    feesAndDonations: includes.fees ? [] : null,
    taxSummary: includes.taxes
      ? totals.taxSummary.map(({ name, minor }) => ({ rateName: name, amount: money(minor) }))
      : null,
    returnOnTransactionId: sale.returnOf,
    adjustmentForTransactionId: null,
    orderType: sale.orderType,
    wasPreOrdered: false,
    orderSource: sale.orderSource,
    orderMethod: null,
    invoiceName: null,
    isReturn: sale.returnOf !== null,
    authCode: null,
    customerTypeId: sale.isMedical ? 1 : 2,
    isMedical: sale.isMedical,
    orderIds: includes.orderIds ? [] : null,
    totalCredit: 0,
    completedByUser: location.employees.get(sale.employeeId)?.['fullName'] ?? null,
    responsibleForSaleUserId: sale.employeeId,
    referenceId: null,
  }
}

const itemsOf = (
  location: SimLocation,
  settings: SimSettings,
  sale: SimSale,
  totals: SaleTotals,
  sign: number,
  includes: Includes,
): Record<string, unknown>[] => {
  const byId = new Map(totals.lines.map((each) => [each.line.id, each]))
  return sale.lines.map((line) => {
    const each = byId.get(line.id)
    const held = location.packages.get(line.packageId)
    const unit = location.products.get(line.productId)?.unit ?? 'ea'
    return {
      transactionId: sale.id,
      transactionItemId: line.id,
      productId: line.productId,
      inventoryId: line.packageId,
      packageId: held?.tag ?? null,
      sourcePackageId: null,
      batchName: held?.batch ?? null,
      quantity: sign * line.quantity,
      unitId: unit === 'g' ? 1 : 2,
      unitWeight: unit === 'g' ? 1 : null,
      unitWeightUnit: 'g',
      unitPrice: line.unitPrice,
      unitCost: held?.unitCost ?? null,
      totalPrice: each === undefined ? line.quantity * line.unitPrice : sign * totalPriceOf(each, settings),
      totalDiscount: (sign * line.discountMinor) / 100 + 0,
      discounts:
        line.discountMinor === 0
          ? []
          : [
              {
                discountId: 1,
                discountName: 'Discount',
                discountReason: null,
                amount: (sign * line.discountMinor) / 100,
                transactionItemId: line.id,
              },
            ],
      taxes: includes.taxes
        ? (each?.taxes ?? []).map(({ name, rate, amount }) => ({
            rateName: name,
            rate,
            amount: sign * amount + 0,
            transactionItemId: line.id,
          }))
        : null,
      flowerEquivalent: null,
      flowerEquivalentUnit: 'g',
      returnDate: line.returnedAt === null ? null : utc(line.returnedAt),
      isReturned: line.returnedBy !== null,
      returnedByTransactionId: line.returnedBy,
      returnReason: line.returnedBy === null ? null : 'Customer changed their mind',
      vendor: null,
      isCoupon: line.isCoupon,
    }
  })
}

const totalPriceOf = ({ net, taxes }: LineTotals, settings: SimSettings): number => {
  const tax = taxes.reduce((sum, { amount }) => sum + amount, 0)
  return Math.round((settings.totalPrice === 'net' ? net : net + tax) * 100) / 100
}

/** Paid in cash unless told. */
const paymentsOf = (sale: SimSale, totals: SaleTotals, sign: number): Record<string, unknown> => {
  const tenders: readonly SimTender[] =
    sale.tenders.length > 0 ? sale.tenders : [{ kind: 'cash', name: null, minor: totals.totalMinor }]
  const of = (kind: SimTender['kind']): number | null => {
    const own = tenders.filter((tender) => tender.kind === kind)
    return own.length === 0 ? null : dollars(sign * own.reduce((sum, { minor }) => sum + minor, 0)) + 0
  }
  const named = (kind: SimTender['kind']) => tenders.filter((tender) => tender.kind === kind)
  const paid = tenders.reduce((sum, { minor }) => sum + minor, 0)
  return {
    paid: dollars(sign * paid) + 0,
    changeDue: 0,
    cashPaid: of('cash'),
    debitPaid: of('debit'),
    electronicPaid: of('electronic'),
    electronicPaymentMethod: named('electronic')[0]?.name ?? null,
    checkPaid: null,
    creditPaid: of('credit'),
    giftPaid: of('gift'),
    mmapPaid: null,
    prePaymentAmount: null,
    manualPaid: of('manual'),
    manualPayments: named('manual').map(({ name, minor }) => ({
      manualPaymentProcessorName: name,
      manualPaid: dollars(sign * minor),
    })),
    integratedPaid: of('integrated'),
    integratedPayments: named('integrated').map(({ name, minor }) => ({
      integrationType: name,
      integratedPaid: dollars(sign * minor),
      externalPaymentId: null,
    })),
  }
}

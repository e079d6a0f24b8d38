import { list, one } from '../endpoint.ts'
import {
  cashSummary,
  closingReport,
  registerAdjustment,
  registerTransaction,
  type WireCashSummary,
  type WireClosingReport,
  type WireRegisterAdjustment,
  type WireRegisterTransaction,
} from '../wire/site.ts'
import { transaction, type WireTransaction } from '../wire/transactions.ts'

/** Changes in a span of UTC time. */
export interface ModifiedSpan {
  readonly fromLastModifiedDateUTC?: Date
  readonly toLastModifiedDateUTC?: Date
}

/** Exactly one of the three filters: mixing them is refused with 400. Without `IncludeDetail` there are no lines. */
export type TransactionsQuery = (
  | { readonly TransactionId: number }
  | { readonly FromDateUTC: Date; readonly ToDateUTC: Date }
  | { readonly FromLastModifiedDateUTC: Date; readonly ToLastModifiedDateUTC: Date }
) & {
  readonly IncludeDetail?: boolean
  readonly IncludeTaxes?: boolean
  readonly IncludeOrderIds?: boolean
  readonly IncludeFeesAndDonations?: boolean
}

/** What the till did with money. */
export const reports = {
  transactions: list<WireTransaction, TransactionsQuery>(
    '/reporting/transactions',
    transaction,
    'transactionId',
    'Reporting',
  ),
  /** More than 12 hours and at most 31 days. */
  closing: one<WireClosingReport, { readonly fromDateUTC: Date; readonly toDateUTC: Date }>(
    '/reporting/closing-report',
    closingReport,
    'Reporting',
  ),
  registerTransactions: list<WireRegisterTransaction, ModifiedSpan>(
    '/reporting/register-transactions',
    registerTransaction,
    'registerTransactionId',
    'Reporting',
  ),
  registerAdjustments: list<WireRegisterAdjustment, ModifiedSpan>(
    '/reporting/register-adjustments',
    registerAdjustment,
    'adjustmentId',
    'Reporting',
  ),
  /** Within the last seven days. */
  cashSummary: list<WireCashSummary, ModifiedSpan>(
    '/reporting/cash-summary',
    cashSummary,
    'terminalName',
    'Reporting',
  ),
}

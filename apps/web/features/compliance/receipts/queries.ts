import type { GetReplies } from '@/lib/contract'
import { list } from '@/lib/question'

export type Receipts = GetReplies['/compliance/receipts']
export type Unreported = GetReplies['/compliance/receipts/unreported']
export type Reporting = GetReplies['/compliance/receipts/reporting']
export type Receipt = Receipts['items'][number]
export type Standing = Receipt['standing']

/** Which receipts are shown; empty values do not narrow. Days are business days. */
export interface ReceiptFilters {
  readonly show: string
  readonly standing: string
  readonly from: string
  readonly to: string
}

/** The filters of an address, read with the given reader. */
export const filtersOf = (get: (name: string) => string): ReceiptFilters => ({
  show: get('show'),
  standing: get('standing'),
  from: get('from'),
  to: get('to'),
})

/** Absent `since`: as it is set. */
export const reportingOf = (storeId: string, since?: string) => ({
  query: { storeId, ...(since === undefined ? {} : { since }) },
})

export const unreportedOf = (storeId: string) => ({ query: { storeId } })

export const receiptList = (filters: ReceiptFilters, storeId: string) =>
  list('/compliance/receipts', { query: { ...filters, storeId, limit: 50 } })

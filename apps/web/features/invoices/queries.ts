import type { BodyOf, GetReplies } from '@/lib/contract'
import { list, question } from '@/lib/question'

export type Invoice = GetReplies['/vendor-invoices']['items'][number]
export type InvoiceDetail = GetReplies['/vendor-invoices/{id}']
export type InvoiceLine = InvoiceDetail['lines'][number]
export type InvoiceStatus = Invoice['status']
export type NewInvoice = BodyOf<'POST /vendor-invoices'>
export type Decision = BodyOf<'POST /vendor-invoices/{id}/settle'>['decision']

/** What the list of invoices is filtered by. */
export interface InvoiceFilters {
  readonly status: string
  readonly vendorId: string
}

export const invoicesQuery = (filters: InvoiceFilters, storeId: string | undefined) => ({
  ...filters,
  storeId,
  limit: 100,
})
export const invoiceList = (filters: InvoiceFilters, storeId: string | undefined) =>
  list('/vendor-invoices', { query: invoicesQuery(filters, storeId) })
export const invoicesOfOrder = (purchaseOrderId: string) =>
  question('/vendor-invoices', { query: { purchaseOrderId, limit: 100 } })
export const invoiceOf = (id: string) => question('/vendor-invoices/{id}', { path: { id } })

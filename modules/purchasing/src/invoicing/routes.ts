import { idParams, readRoute, writeRoute, type Route } from '@suite/http'
import { ORDER_DETAIL_EXAMPLE, ORDER_EXAMPLE } from '../examples.ts'
import {
  invoiceDetail,
  invoicePage,
  invoicesQuery,
  newInvoice,
  settlement,
  type InvoiceDetail,
  type InvoiceItem,
} from './contract.ts'
import { invoice, invoices } from './invoices.ts'
import { recordInvoice } from './record-invoice.ts'
import { settleInvoice } from './settle-invoice.ts'

const TAG = 'Purchasing'
const LINE = ORDER_DETAIL_EXAMPLE.lines[0]!
const ITEM: InvoiceItem = {
  id: '0198c0de-0000-7000-8000-0000000000e1',
  purchaseOrderId: ORDER_EXAMPLE.id,
  orderNumber: ORDER_EXAMPLE.number,
  storeId: ORDER_EXAMPLE.storeId,
  storeName: ORDER_EXAMPLE.storeName,
  vendorId: ORDER_EXAMPLE.vendorId,
  vendorName: ORDER_EXAMPLE.vendorName,
  number: 'INV-20417',
  invoicedOn: '2026-04-20',
  dueOn: '2026-05-20',
  totalMinor: 43_200,
  status: 'differs',
  differenceMinor: 1200,
  recordedAt: '2026-04-21T16:00:00.000Z',
}
const DETAIL: InvoiceDetail = {
  ...ITEM,
  freightMinor: 0,
  taxMinor: 0,
  discountMinor: 0,
  note: '',
  recordedBy: 'Jordan Vale',
  settledReason: null,
  settledBy: null,
  settledAt: null,
  lines: [
    {
      productId: LINE.productId,
      name: LINE.name,
      unit: LINE.unit,
      ordered: '24',
      received: '24',
      billedBefore: '0',
      agreedPrice: '17.50',
      quantity: '24',
      unitPrice: '18.00',
      amountMinor: 43_200,
      owedMinor: 42_000,
      findings: ['price_above'],
    },
  ],
}

/** Vendors' bills and their match with order and receipts. */
export const invoiceRoutes = (now: () => Date): Route[] => [
  readRoute(
    {
      method: 'GET',
      path: '/vendor-invoices',
      summary: 'Vendors’ invoices, the last recorded first',
      tag: TAG,
      access: 'purchasing.read',
      query: invoicesQuery,
      reply: invoicePage,
      example: { items: [ITEM], nextCursor: null },
    },
    (read, { query }) => invoices(read, query),
  ),
  readRoute(
    {
      method: 'GET',
      path: '/vendor-invoices/:id',
      summary: 'An invoice beside what was ordered and received',
      tag: TAG,
      access: 'purchasing.read',
      params: idParams,
      reply: invoiceDetail,
      example: DETAIL,
    },
    (read, { params }) => invoice(read, params.id),
  ),
  writeRoute(
    {
      method: 'POST',
      path: '/vendor-invoices',
      summary: 'Record a vendor’s invoice for an order and match it',
      tag: TAG,
      access: 'purchasing.edit',
      status: 201,
      body: newInvoice,
      bodyExample: {
        purchaseOrderId: ORDER_EXAMPLE.id,
        number: 'INV-20417',
        invoicedOn: '2026-04-20',
        lines: [{ productId: LINE.productId, quantity: '24', unitPrice: '18.00' }],
        totalMinor: 43_200,
      },
      reply: invoiceDetail,
      example: DETAIL,
    },
    async (tx, { body }) => invoice(tx, (await recordInvoice(tx, body, now())).id),
  ),
  writeRoute(
    {
      method: 'POST',
      path: '/vendor-invoices/:id/settle',
      summary: 'Accept, dispute or void an invoice',
      tag: TAG,
      access: 'purchasing.approve',
      params: idParams,
      body: settlement,
      bodyExample: { decision: 'dispute', reason: 'Billed at 18.00, agreed at 17.50' },
      reply: invoiceDetail,
      example: DETAIL,
    },
    async (tx, { params, body }) => {
      await settleInvoice(tx, { ...body, id: params.id, now: now() })
      return invoice(tx, params.id)
    },
  ),
]

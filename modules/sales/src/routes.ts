import { emptyShape, idParams, pageQuery, readRoute, writeRoute, type Route } from '@suite/http'
import { setSourceWindow } from './commands/set-source-window.ts'
import {
  receiptShape,
  receiptsQuery,
  receiptsShape,
  salesReportQuery,
  salesReportShape,
  sourcesQuery,
  sourcesShape,
  sourceWindowInput,
} from './contract.ts'
import { receipt, receipts } from './queries/receipts.ts'
import { salesReport } from './queries/sales-report.ts'
import { salesSources } from './queries/sales-sources.ts'

const ID = '0197a0c0-0000-7000-8000-000000000001'
const tag = 'Sales'
const AMOUNTS = {
  netMinor: 4900,
  grossMinor: 5000,
  discountMinor: 100,
  taxMinor: 310,
  costMinor: 2250,
  units: '2',
}
const RECEIPT = {
  id: ID,
  storeId: ID,
  source: 'file:dutchie-sales-by-item',
  externalId: '1001',
  kind: 'sale',
  occurredAt: '2026-04-20T16:00:00.000Z',
  businessDay: '2026-04-20',
  customerRef: null,
  tender: 'cash',
  staff: 'Ada',
  channel: null,
}
const LINE = {
  productId: ID,
  sku: 'BD-8',
  name: 'Blue Dream 3.5g',
  kind: 'sale',
  quantity: '2',
  unit: 'each',
  unitPrice: '25',
  grossMinor: 5000,
  discountMinor: 100,
  taxMinor: 310,
  netMinor: 4900,
  costMinor: 2250,
  taxes: [{ kind: 'excise', minor: 310 }],
  packageTag: null,
}

/** Sales reports, receipts, and where a store's sales come from. */
export const salesRoutes = (): Route[] => [...reportRoutes(), ...receiptRoutes(), ...sourceRoutes()]

const reportRoutes = (): Route[] => [
  readRoute(
    {
      method: 'GET',
      path: '/reports/sales',
      exported: { omit: ['key'] },
      summary: 'Sales of a span of days, by day, category, product, store or brand',
      tag: 'Reports',
      access: 'reports.read',
      query: salesReportQuery.extend(pageQuery.shape),
      reply: salesReportShape,
      example: {
        totals: { ...AMOUNTS, receipts: 1 },
        items: [{ key: '2026-04-20', label: '2026-04-20', ...AMOUNTS, returned: '0' }],
        nextCursor: null,
      },
    },
    (read, { query }) => salesReport(read, query),
  ),
]

const receiptRoutes = (): Route[] => [
  readRoute(
    {
      method: 'GET',
      path: '/receipts',
      summary: 'Receipts, newest first',
      tag,
      access: 'sales.read',
      query: receiptsQuery,
      reply: receiptsShape,
      example: {
        items: [{ ...RECEIPT, lines: 1, netMinor: 4900, taxMinor: 310, units: '2' }],
        nextCursor: null,
      },
    },
    (read, { query }) => receipts(read, query),
  ),
  readRoute(
    {
      method: 'GET',
      path: '/receipts/:id',
      summary: 'One receipt with its lines',
      tag,
      access: 'sales.read',
      params: idParams,
      reply: receiptShape,
      example: { ...RECEIPT, importId: null, lines: [LINE] },
    },
    (read, { params }) => receipt(read, params.id),
  ),
]

const sourceRoutes = (): Route[] => [
  readRoute(
    {
      method: 'GET',
      path: '/sales-sources',
      summary: 'Where sales come from, and the span each source speaks for',
      tag,
      access: 'sales.read',
      query: sourcesQuery,
      reply: sourcesShape,
      example: {
        items: [
          {
            id: ID,
            storeId: ID,
            source: 'file:generic',
            activeFrom: null,
            activeUntil: '2026-05-01T06:00:00.000Z',
          },
        ],
      },
    },
    async (read, { query }) => ({ items: await salesSources(read, query) }),
  ),
  writeRoute(
    {
      method: 'PUT',
      path: '/sales-sources/:id',
      summary: 'Set the cut-over dates of a source',
      tag,
      access: 'organization.manage',
      params: idParams,
      body: sourceWindowInput,
      reply: emptyShape,
      example: {},
      bodyExample: { activeUntil: '2026-05-01T06:00:00.000Z' },
    },
    async (tx, { params, body }) => {
      await setSourceWindow(tx, params.id, body)
      return {}
    },
  ),
]

import { emptyShape, idParams, readRoute, writeRoute, type Route } from '@suite/http'
import { reopenAlert, snoozeAlert } from './commands/snooze-alert.ts'
import {
  alertPage,
  alertsQuery,
  dashboard as dashboardShape,
  dashboardQuery,
  snoozing,
  type AlertItem,
  type AlertPage,
  type Dashboard,
} from './contract.ts'
import { preferenceRoutes } from './preference-routes.ts'
import { alerts } from './queries/alerts.ts'
import { dashboard } from './queries/dashboard.ts'

const ALERT: AlertItem = {
  id: '0198c0de-0000-7000-8000-000000000401',
  storeId: '0198c0de-0000-7000-8000-000000000001',
  storeName: 'Evergreen Capitol Hill',
  productId: '0198c0de-0000-7000-8000-000000000101',
  productName: 'Blue Dream 3.5 g',
  sku: 'FL-BD-35',
  kind: 'low_stock',
  state: 'open',
  severity: 'warning',
  dollarsMinor: 15_750,
  title: 'Blue Dream 3.5 g is running low',
  detail:
    '6 left, gone by 2026-04-17. $157.50 of margin at risk. 36 in a draft order that waits for approval.',
  data: { onHand: '6', onDraft: '36', stockOutOn: '2026-04-17', costKnown: true },
  firstSeenAt: '2026-04-15T07:02:11.000Z',
  snoozedUntil: null,
  snoozeReason: null,
  resolvedAt: null,
}
const TOTALS: AlertPage['totals'] = {
  count: 1,
  dollarsMinor: 15_750,
  byKind: [{ kind: 'low_stock', count: 1, dollarsMinor: 15_750 }],
}
const DASHBOARD: Dashboard = {
  asOf: '2026-04-14',
  day: { netMinor: 412_300, receipts: 118, units: '203' },
  last7: { netMinor: 2_911_450, priorNetMinor: 2_804_000, units: '1402', receipts: 811 },
  series: [
    { day: '2026-04-14', netMinor: 412_300, unitsSold: 203, forecastUnits: null },
    { day: '2026-04-15', netMinor: null, unitsSold: null, forecastUnits: 211.4 },
  ],
  exceptions: [ALERT],
  exceptionTotals: TOTALS,
  stockHealth: {
    counts: { stock_out: 2, low: 9, ok: 310, overstock: 21, unknown: 0, no_demand: 14 },
    stockMinor: 9_804_500,
    atRiskMinor: 48_200,
    frozenMinor: 611_900,
    expiringMinor: 42_700,
  },
  reorder: { toOrder: 11, costMinor: 0 },
  imports: {
    id: '0198c0de-0000-7000-8000-000000000501',
    fileName: 'sales-by-item-april.csv',
    kind: 'sales',
    status: 'done',
    createdAt: '2026-04-15T06:58:00.000Z',
    finishedAt: '2026-04-15T06:58:21.000Z',
  },
  forecastRun: {
    id: '0198c0de-0000-7000-8000-000000000601',
    status: 'done',
    seriesTotal: 356,
    seriesDone: 356,
    finishedAt: '2026-04-15T07:01:40.000Z',
  },
  openOrders: {
    draft: 3,
    approved: 1,
    sent: 2,
    partlyReceived: 0,
    draftMinor: 214_000,
    onOrderMinor: 188_250,
  },
}

/** The alerts inbox and the dashboard. */
export const alertsRoutes = (deps: { readonly now?: () => Date } = {}): Route[] => [
  ...preferenceRoutes(deps.now ?? (() => new Date())),
  readRoute(
    {
      method: 'GET',
      path: '/alerts',
      summary: 'Alerts, most urgent first, then most dollars',
      tag: 'Alerts',
      access: 'alerts.read',
      query: alertsQuery,
      reply: alertPage,
      example: { items: [ALERT], nextCursor: null, totals: TOTALS },
    },
    (read, { query }) => alerts(read, query),
  ),
  writeRoute(
    {
      method: 'POST',
      path: '/alerts/:id/snooze',
      summary: 'Put an alert aside for a while',
      tag: 'Alerts',
      access: 'alerts.handle',
      params: idParams,
      body: snoozing,
      bodyExample: { until: '2026-04-20T15:00:00Z', reason: 'Vendor delivers on Monday' },
      reply: emptyShape,
      example: {},
    },
    async (tx, { params, body }) => {
      const now = deps.now?.() ?? new Date()
      await snoozeAlert(tx, { id: params.id, until: new Date(body.until), reason: body.reason, now })
      return {}
    },
  ),
  writeRoute(
    {
      method: 'POST',
      path: '/alerts/:id/reopen',
      summary: 'Take a snoozed alert back into the inbox',
      tag: 'Alerts',
      access: 'alerts.handle',
      params: idParams,
      reply: emptyShape,
      example: {},
    },
    async (tx, { params }) => {
      await reopenAlert(tx, params.id)
      return {}
    },
  ),
  readRoute(
    {
      method: 'GET',
      path: '/dashboard',
      summary: 'The morning overview of one store or all',
      tag: 'Dashboard',
      access: 'reports.read',
      cacheSeconds: 300,
      query: dashboardQuery,
      reply: dashboardShape,
      example: DASHBOARD,
    },
    (read, { query }) => dashboard(read, query.storeId),
  ),
]

import { idParams, readRoute, writeRoute, type Route } from '@suite/http'
import { ORDER_EXAMPLE } from '../examples.ts'
import {
  leadTimeChoice,
  scorecardDetail,
  scorecardPage,
  scorecardsQuery,
  type ScorecardDetail,
  type ScorecardItem,
} from './contract.ts'
import { scorecard, scorecards } from './scorecards.ts'
import { useMeasuredLeadTime } from './use-measured-lead-time.ts'

const TAG = 'Purchasing'
const PATH = '/purchasing/vendor-scorecards'
const ITEM: ScorecardItem = {
  vendorId: ORDER_EXAMPLE.vendorId,
  vendorName: ORDER_EXAMPLE.vendorName,
  orders: 24,
  deliveries: 25,
  tooLittle: null,
  fillRate: 0.964,
  onTimeShare: 0.875,
  ordersWithDay: 24,
  leadDays: 6.3,
  leadSpreadDays: 1.8,
  statedLeadDays: 5,
  statedSpreadDays: 1,
  priceDrift: 0.042,
  productsBoughtAgain: 18,
  closedLines: 211,
  shortLines: 9,
  overLines: 1,
  lateOrders: 1,
  lateMinor: 48_200,
  lateUnpricedLines: 0,
  lastDeliveryOn: '2026-04-16',
}
const DETAIL: ScorecardDetail = {
  ...ITEM,
  vendorVersion: 3,
  measured: { leadTimeDays: 6, leadTimeSpreadDays: 1.8 },
  from: '2025-04-20',
  history: [
    {
      id: ORDER_EXAMPLE.id,
      number: ORDER_EXAMPLE.number,
      status: 'received',
      storeId: ORDER_EXAMPLE.storeId,
      storeName: ORDER_EXAMPLE.storeName,
      orderedOn: '2026-04-10',
      expectedOn: '2026-04-15',
      totalMinor: ORDER_EXAMPLE.totalMinor,
      lineCount: 1,
      fillRate: 1,
      onTime: false,
      late: false,
      leadDays: 6,
      deliveries: [{ day: '2026-04-16', leadDays: 6 }],
    },
  ],
}

/** How vendors deliver, from their own orders, and planning by it. */
export const scorecardRoutes = (now: () => Date): Route[] => [
  readRoute(
    {
      method: 'GET',
      path: PATH,
      summary: 'How each vendor delivered in the last 365 days, worst first',
      tag: TAG,
      access: 'purchasing.read',
      cacheSeconds: 60,
      query: scorecardsQuery,
      reply: scorecardPage,
      example: { items: [ITEM], nextCursor: null },
    },
    (read, { query }) => scorecards(read, { ...query, now: now() }),
  ),
  readRoute(
    {
      method: 'GET',
      path: `${PATH}/:id`,
      summary: 'A vendor’s scorecard with the orders it is made of',
      tag: TAG,
      access: 'purchasing.read',
      params: idParams,
      reply: scorecardDetail,
      example: DETAIL,
    },
    (read, { params }) => scorecard(read, { id: params.id, now: now() }),
  ),
  writeRoute(
    {
      method: 'POST',
      path: `${PATH}/:id/use-lead-time`,
      summary: 'Plan with the lead time a vendor’s deliveries really took',
      tag: TAG,
      access: 'vendors.edit',
      params: idParams,
      body: leadTimeChoice,
      bodyExample: { version: 3 },
      reply: scorecardDetail,
      example: { ...DETAIL, statedLeadDays: 6, statedSpreadDays: 1.8, vendorVersion: 4 },
    },
    async (tx, { params, body }) => {
      const at = now()
      await useMeasuredLeadTime(tx, { ...body, id: params.id, now: at })
      return scorecard(tx, { id: params.id, now: at })
    },
  ),
]

import { emptyShape, idParams, idShape, readRoute, writeRoute, type Route } from '@suite/http'
import { z } from 'zod'
import {
  expiryDetail,
  expiryPage,
  expiryQuery,
  expirySummary as summaryShape,
  expirySummaryQuery,
  newDecision,
  type ExpiryDetail,
  type ExpiryItem,
} from './contract.ts'
import { decideOnLot, undoDecision } from './decide.ts'
import { expiryOutlook, expiryOutlooks, expirySummary } from './outlooks.ts'

const TAG = 'Expiry'
const ITEM: ExpiryItem = {
  lotId: '0198c0de-0000-7000-8000-000000000e01',
  storeId: '0198c0de-0000-7000-8000-000000000001',
  storeName: 'Evergreen Capitol Hill',
  productId: '0198c0de-0000-7000-8000-000000000101',
  productName: 'Peach Gummies 100mg',
  category: 'edibles',
  unit: 'each',
  lotCode: 'L-2207',
  packageTag: '1A4000000000022000000123',
  room: 'Vault',
  leavesOn: '2026-05-02',
  daysLeft: 12,
  quantity: '30',
  unitsPerDay: 1.7,
  expectedSold: '20.4',
  expectedUnsold: '9.6',
  unsoldLow: '4.1',
  unsoldHigh: '14.8',
  wasteMinor: 9600,
  wasteAtPriceMinor: 24_000,
  recommended: 'transfer',
  savedMinor: 22_500,
  decision: null,
  planDay: '2026-04-21',
}
const DETAIL: ExpiryDetail = {
  ...ITEM,
  unitCost: '10',
  unitPrice: '25',
  soldOutOn: null,
  balance: [28.3, 26.6, 24.9],
  choices: [
    {
      kind: 'transfer',
      possible: true,
      saved: 22_500,
      units: 9,
      storeId: '0198c0de-0000-7000-8000-000000000002',
      reason: 'Evergreen Boulder should sell 9 of it in time. The move needs a manifest with the state.',
    },
  ],
  history: [],
}

/** Lots that leave sale soon: what is expected of them, the ways out, and what people chose. */
export const expiryRoutes = (now: () => Date): Route[] => [
  readRoute(
    {
      method: 'GET',
      path: '/expiry',
      summary: 'Lots that leave sale soon, with what is expected to be left over and what can be done',
      tag: TAG,
      access: 'purchasing.read',
      cacheSeconds: 60,
      query: expiryQuery,
      reply: expiryPage,
      example: { items: [ITEM], nextCursor: null },
    },
    (read, { query }) => expiryOutlooks(read, query),
  ),
  readRoute(
    {
      method: 'GET',
      path: '/expiry-summary',
      summary: 'What is expected to expire unsold, in all and by week',
      tag: TAG,
      access: 'purchasing.read',
      cacheSeconds: 60,
      query: expirySummaryQuery,
      reply: summaryShape,
      example: {
        lots: 14,
        wasteMinor: 81_250,
        wasteAtPriceMinor: 203_400,
        savedMinor: 142_000,
        decided: 3,
        weeks: [{ week: '2026-04-20', wasteMinor: 9600, lots: 2 }],
      },
    },
    (read, { query }) => expirySummary(read, query),
  ),
  readRoute(
    {
      method: 'GET',
      path: '/expiry/:id',
      summary: 'What is expected of one lot day by day, and the ways out',
      tag: TAG,
      access: 'purchasing.read',
      params: idParams,
      reply: expiryDetail,
      example: DETAIL,
    },
    (read, { params }) => expiryOutlook(read, params.id),
  ),
  writeRoute(
    {
      method: 'POST',
      path: '/expiry/:id/decisions',
      summary: 'Choose what to do with a lot',
      tag: TAG,
      access: 'purchasing.edit',
      status: 201,
      params: idParams,
      body: newDecision,
      bodyExample: { choice: 'markdown', note: 'Two weeks at 20 % off' },
      reply: z.object({ id: idShape }),
      example: { id: '0198c0de-0000-7000-8000-000000000e11' },
    },
    (tx, { params, body }) => decideOnLot(tx, { ...body, lotId: params.id, now: now() }),
  ),
  writeRoute(
    {
      method: 'POST',
      path: '/expiry/:id/undo',
      summary: 'Take back what was chosen for a lot',
      tag: TAG,
      access: 'purchasing.edit',
      params: idParams,
      reply: emptyShape,
      example: {},
    },
    async (tx, { params }) => {
      await undoDecision(tx, { lotId: params.id, now: now() })
      return {}
    },
  ),
]

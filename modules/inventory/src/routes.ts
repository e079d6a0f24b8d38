import { invalid } from '@suite/kernel'
import { pageQuery, readRoute, writeRoute, type Route } from '@suite/http'
import { adjustStock } from './commands/adjust-stock.ts'
import { countStock } from './commands/count-stock.ts'
import {
  adjustmentInput,
  countInput,
  footageOfInput,
  movementsQuery,
  movementsShape,
  postedShape,
  stockShape,
  storeProductParams,
  timelineQuery,
  timelineShape,
  valuationQuery,
  valuationShape,
} from './contract.ts'
import { requireNotCountingBlind } from './counting/blind.ts'
import { movements } from './queries/movements.ts'
import { productStock } from './queries/product-stock.ts'
import { stockTimeline } from './queries/stock-days.ts'
import { valuation, type ValuationItem } from './queries/valuation.ts'

const ID = '0197a0c0-0000-7000-8000-000000000001'
const LONGEST_TIMELINE_DAYS = 800
/** Rows a file reads at a time: every page of a report works out its totals again, so few and large ones. */
const tag = 'Inventory'

const STOCK_EXAMPLE = {
  onHand: '12.5',
  held: '2.5',
  available: '10',
  countedAt: '2026-04-20T16:00:00.000Z',
  negativeReason: null,
  lots: [
    {
      id: ID,
      lotCode: 'L-204',
      packageTag: '1A4060300000001000000123',
      room: 'Vault',
      expiresOn: '2026-09-01',
      sellByOn: '2026-08-15',
      useByOn: null,
      unitCost: '11.25',
      onHand: '2.5',
      held: true,
    },
  ],
}
const MOVEMENT_EXAMPLE = {
  id: ID,
  storeId: ID,
  productId: ID,
  productName: 'Blue Dream 3.5g',
  sku: 'BD-8',
  kind: 'sell',
  quantity: '-1',
  countedQuantity: null,
  unitCost: null,
  lotCode: null,
  packageTag: null,
  reason: null,
  sourceType: 'receipt',
  sourceId: ID,
  actorId: null,
  occurredAt: '2026-04-20T16:00:00.000Z',
  recordedAt: '2026-04-20T17:00:00.000Z',
}
const VALUE_EXAMPLE: ValuationItem = {
  productId: ID,
  sku: 'BD-8',
  name: 'Blue Dream 3.5g',
  category: 'flower',
  quantity: '12',
  unitCost: '11.25',
  valueMinor: 13500,
}

/** Stock of a product, the ledger, counts and corrections, and what the stock is worth. */
export const inventoryRoutes = (): Route[] => [...stockRoutes(), ...ledgerRoutes(), ...valuationRoutes()]

const stockRoutes = (): Route[] => [
  readRoute(
    {
      method: 'GET',
      path: '/stores/:storeId/products/:id/stock',
      summary: 'On hand of a product in a store, with its lots',
      tag,
      access: 'stock.read',
      params: storeProductParams,
      reply: stockShape,
      example: STOCK_EXAMPLE,
    },
    async (read, { params }) => {
      const asked = { storeId: params.storeId, productId: params.id }
      await requireNotCountingBlind(read, asked)
      const stock = await productStock(read, asked)
      return { ...stock, lots: [...stock.lots] }
    },
  ),
  readRoute(
    {
      method: 'GET',
      path: '/stores/:storeId/products/:id/timeline',
      summary: 'On hand, sales and receipts of a product day by day',
      tag,
      access: 'stock.read',
      params: storeProductParams,
      query: timelineQuery,
      reply: timelineShape,
      example: { days: [{ day: '2026-04-20', onHand: '12', sold: '3', received: '0', empty: false }] },
    },
    async (read, { params, query }) => {
      if (Date.parse(query.to) - Date.parse(query.from) > LONGEST_TIMELINE_DAYS * 86_400_000)
        throw invalid('span_too_long', `Ask for at most ${LONGEST_TIMELINE_DAYS} days at a time.`, [
          { path: 'from', message: 'too far before "to"' },
        ])
      const asked = { storeId: params.storeId, productId: params.id }
      await requireNotCountingBlind(read, asked)
      return { days: await stockTimeline(read, { ...asked, ...query }) }
    },
  ),
]

const ledgerRoutes = (): Route[] => [
  writeRoute(
    {
      method: 'POST',
      path: '/stock/counts',
      summary: 'Record what was counted of a product, or of one of its lots',
      tag,
      access: 'stock.count',
      status: 201,
      body: countInput,
      reply: postedShape,
      example: { movementId: ID },
      bodyExample: { storeId: ID, productId: ID, quantity: '12.5' },
    },
    (tx, { body }) => countStock(tx, body),
  ),
  writeRoute(
    {
      method: 'POST',
      path: '/stock/adjustments',
      summary: 'Correct stock, with a reason',
      tag,
      access: 'stock.count',
      status: 201,
      body: adjustmentInput,
      reply: postedShape,
      example: { movementId: ID },
      bodyExample: { storeId: ID, productId: ID, quantity: '-2', reason: 'Broken jar' },
    },
    async (tx, { body: { kind: _, footage, ...input } }) => {
      // a refusal below zero would tell how much there is
      await requireNotCountingBlind(tx, { storeId: input.storeId, productId: input.productId })
      return adjustStock(tx, { ...input, ...(footage && { footage: footageOfInput(footage) }) })
    },
  ),
  readRoute(
    {
      method: 'GET',
      path: '/movements',
      summary: 'The stock ledger, newest first',
      tag,
      access: 'stock.read',
      query: movementsQuery,
      reply: movementsShape,
      example: { items: [MOVEMENT_EXAMPLE], nextCursor: null },
    },
    async (read, { query }) => {
      await requireNotCountingBlind(read, { storeId: query.storeId, productId: query.productId })
      return movements(read, query)
    },
  ),
]

const valuationRoutes = (): Route[] => [
  readRoute(
    {
      method: 'GET',
      path: '/reports/valuation',
      summary: 'What the stock was worth at the close of a day, at cost',
      tag: 'Reports',
      access: 'reports.read',
      limit: 'heavy',
      query: valuationQuery.extend(pageQuery.shape),
      reply: valuationShape,
      example: {
        asOf: '2026-04-20',
        totalMinor: 13500,
        unknownProducts: 2,
        unknownCostProducts: 0,
        items: [VALUE_EXAMPLE],
        nextCursor: null,
      },
    },
    async (read, { query }) => {
      await requireNotCountingBlind(read, { storeId: query.storeId })
      return valuation(read, query)
    },
  ),
]

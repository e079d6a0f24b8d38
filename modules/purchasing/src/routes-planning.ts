import type { z } from 'zod'
import { idParams, idShape, readRoute, writeRoute, type Route } from '@suite/http'
import { draftSuggestions } from './commands/draft-suggestions.ts'
import { planAgain } from './commands/plan-again.ts'
import { setPlanning } from './commands/set-planning.ts'
import {
  draftReply,
  draftRequest,
  planningSettings as settingsShape,
  productPage,
  productsQuery,
  reorderDetail as reorderDetailShape,
  reorderPage,
  reorderQuery,
} from './contract.ts'
import { PRODUCT_EXAMPLE, REORDER_DETAIL_EXAMPLE, REORDER_EXAMPLE } from './examples.ts'
import { DEFAULT_PLANNING, planningSettings } from './queries/planning-settings.ts'
import { products } from './queries/products.ts'
import { reorderDetail, reorderList } from './queries/reorder.ts'
import type { PurchasingRouteDeps } from './routes.ts'

/** Products and how they stand, what to order and why, and how the planner works. */
export const planningRoutes = ({ now = () => new Date() }: Pick<PurchasingRouteDeps, 'now'>): Route[] => [
  readRoute(
    {
      method: 'GET',
      path: '/products',
      summary: 'Products with stock, demand and risk',
      tag: 'Catalog',
      access: 'products.read',
      cacheSeconds: 60,
      query: productsQuery,
      reply: productPage,
      example: { items: [PRODUCT_EXAMPLE], nextCursor: null },
    },
    (read, { query }) => products(read, query),
  ),
  readRoute(
    {
      method: 'GET',
      path: '/reorder',
      summary: 'What to order, most dollars at risk first',
      tag: 'Purchasing',
      access: 'purchasing.read',
      cacheSeconds: 60,
      query: reorderQuery,
      reply: reorderPage,
      example: { items: [REORDER_EXAMPLE], nextCursor: null },
    },
    (read, { query }) => reorderList(read, query),
  ),
  readRoute(
    {
      method: 'GET',
      path: '/stores/:storeId/products/:id/reorder',
      summary: 'The reorder plan of a product in a store, and why',
      tag: 'Purchasing',
      access: 'purchasing.read',
      params: idParams.extend({ storeId: idShape }),
      reply: reorderDetailShape,
      example: REORDER_DETAIL_EXAMPLE,
    },
    (read, { params }) => reorderDetail(read, { storeId: params.storeId, productId: params.id }),
  ),
  writeRoute(
    {
      method: 'POST',
      path: '/purchase-orders/draft-from-suggestions',
      summary: 'Draft purchase orders from the suggestions of a store',
      tag: 'Purchasing',
      access: 'purchasing.edit',
      limit: 'heavy',
      body: draftRequest,
      bodyExample: { storeId: REORDER_EXAMPLE.storeId },
      reply: draftReply,
      example: { ids: ['0198c0de-0000-7000-8000-000000000301'], withoutVendor: 0 },
    },
    async (tx, { body }) => {
      const drafted = await draftSuggestions(tx, { ...body, respectPeople: false, now: now() })
      await planAgain(tx, { storeId: body.storeId })
      return drafted
    },
  ),
  readRoute(
    {
      method: 'GET',
      path: '/planning-settings',
      summary: 'How the planner works',
      tag: 'Purchasing',
      access: 'purchasing.read',
      reply: settingsShape,
      example: DEFAULT_PLANNING,
    },
    (read) => planningSettings(read),
  ),
  writeRoute(
    {
      method: 'PATCH',
      path: '/planning-settings',
      summary: 'Change how the planner works',
      tag: 'Purchasing',
      access: 'purchasing.approve',
      body: settingsShape.partial(),
      bodyExample: { autoDraft: false },
      reply: settingsShape,
      example: DEFAULT_PLANNING,
    },
    (tx, { body }) => setPlanning(tx, body as z.output<typeof settingsShape>),
  ),
]

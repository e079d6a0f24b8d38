import { emptyShape, idParams, idShape, readRoute, writeRoute, type Route } from '@suite/http'
import { z } from 'zod'
import { productInStore } from '../contract.ts'
import { newOverride, overridePage, overridesQuery, type OverrideItem } from './contract.ts'
import { endOverride } from './end-override.ts'
import { overrideForecast } from './override-forecast.ts'
import { overrides } from './overrides.ts'

const TAG = 'Forecasts'
const EXAMPLE: OverrideItem = {
  id: '0198c0de-0000-7000-8000-000000000f01',
  storeId: '0198c0de-0000-7000-8000-000000000001',
  storeName: 'Evergreen Capitol Hill',
  productId: '0198c0de-0000-7000-8000-000000000101',
  productName: 'Blue Dream 3.5g',
  unit: 'each',
  firstDay: '2026-04-18',
  lastDay: '2026-04-21',
  kind: 'percent',
  value: 40,
  reason: 'Concert next door on 4/20',
  model: 'prophet',
  modelUnits: 62,
  expectedUnits: 86.8,
  standing: 'over',
  soldUnits: 81,
  betterThanModel: true,
  madeBy: 'Jordan Vale',
  madeAt: '2026-04-15T18:00:00.000Z',
}

/** What people expect in place of the model, kept beside it and scored. */
export const overrideRoutes = (now: () => Date): Route[] => [
  readRoute(
    {
      method: 'GET',
      path: '/forecast-overrides',
      summary: 'Overrides of forecasts, the last made first, with how they did beside the model',
      tag: TAG,
      access: 'forecasts.read',
      query: overridesQuery,
      reply: overridePage,
      example: {
        items: [EXAMPLE],
        nextCursor: null,
        score: { over: 1, better: 1, modelOff: 0.23, peopleOff: 0.07 },
      },
    },
    (read, { query }) => overrides(read, query),
  ),
  writeRoute(
    {
      method: 'POST',
      path: '/stores/:storeId/products/:id/forecast-overrides',
      summary: 'Expect other sales than the model on some coming days',
      tag: TAG,
      access: 'forecasts.run',
      status: 201,
      params: productInStore,
      body: newOverride,
      bodyExample: {
        firstDay: '2026-04-18',
        lastDay: '2026-04-21',
        kind: 'percent',
        value: 40,
        reason: 'Concert next door on 4/20',
      },
      reply: z.object({ id: idShape }),
      example: { id: EXAMPLE.id },
    },
    (tx, { params: { storeId, id }, body }) =>
      overrideForecast(tx, { ...body, storeId, productId: id, now: now() }),
  ),
  writeRoute(
    {
      method: 'POST',
      path: '/forecast-overrides/:id/end',
      summary: 'Take an override back',
      tag: TAG,
      access: 'forecasts.run',
      params: idParams,
      reply: emptyShape,
      example: {},
    },
    async (tx, { params }) => {
      await endOverride(tx, { id: params.id, now: now() })
      return {}
    },
  ),
]

import { readRoute, type Route } from '@suite/http'
import { productInStore } from '../contract.ts'
import { changeOf, forecastChange } from './forecast-change.ts'

/** What moved a forecast since the one before it. */
export const changeRoutes = (): Route[] => [
  readRoute(
    {
      method: 'GET',
      path: '/stores/:storeId/products/:id/forecast-change',
      summary: 'What moved the forecast of a product since the run before, in units',
      tag: 'Forecasts',
      access: 'forecasts.read',
      params: productInStore,
      reply: forecastChange,
      example: {
        beforeAt: '2026-04-19T09:00:12.000Z',
        nowAt: '2026-04-20T09:00:12.000Z',
        firstDay: '2026-04-20',
        days: 14,
        beforeUnits: 82.4,
        nowUnits: 91.1,
        parts: [
          { part: 'level', units: 6.2 },
          { part: 'trend', units: 0.3 },
          { part: 'week', units: -0.4 },
          { part: 'events', units: 2.6 },
          { part: 'model', units: 0 },
          { part: 'people', units: 0 },
        ],
        switched: null,
        learned: { days: 1, soldUnits: 9, expectedUnits: 6.1 },
      },
    },
    (read, { params }) => changeOf(read, { storeId: params.storeId, productId: params.id }),
  ),
]

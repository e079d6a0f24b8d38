import { readRoute, type Route } from '@suite/http'
import { levelSeries, levelSeriesQuery, levelsPage, levelsQuery, type LevelItem } from './contract.ts'
import { levels, levelSeriesOf } from './queries.ts'

const TAG = 'Forecasts'
const STORE: LevelItem = {
  level: 'store',
  id: '0198c0de-0000-7000-8000-000000000001',
  name: 'Evergreen Capitol Hill',
  products: 412,
  units: 4210,
  soldUnits: 3980,
  dollarsMinor: 10_420_000,
  model: 'trees_prophet',
  wape: 0.08,
  skill: 0.31,
  movedUnits: 0,
  newStrain: false,
}

/** The tree of stores, categories, lines and products whose forecasts agree. */
export const levelRoutes = (): Route[] => [
  readRoute(
    {
      method: 'GET',
      path: '/forecasts/levels',
      summary: 'The parts of all stores, a store, a category or a product line, and what is expected of each',
      tag: TAG,
      access: 'forecasts.read',
      cacheSeconds: 600,
      query: levelsQuery,
      reply: levelsPage,
      example: {
        items: [{ ...STORE, level: 'category', id: 'flower', name: 'flower', products: 96, units: 1460 }],
        nextCursor: null,
        node: STORE,
        path: [
          { level: 'all', id: 'all', name: 'All stores' },
          { level: 'store', id: STORE.id, name: STORE.name },
        ],
        choice: {
          kept: 'reconciled',
          trials: 2,
          judgedProducts: 40,
          productsWape: 0.262,
          reconciledWape: 0.254,
          judgedAt: '2026-04-20T09:00:12.000Z',
        },
      },
    },
    (read, { query }) => levels(read, query),
  ),
  readRoute(
    {
      method: 'GET',
      path: '/forecasts/levels/series',
      summary:
        'The forecast of all stores, a store, a category or a product line by day, with what sold before',
      tag: TAG,
      access: 'forecasts.read',
      cacheSeconds: 600,
      query: levelSeriesQuery,
      reply: levelSeries,
      example: {
        points: [{ day: '2026-04-20', mean: 402, lower: 361, upper: 447, own: 410 }],
        history: [{ day: '2026-04-19', sold: 288 }],
        interval: 0.8,
      },
    },
    (read, { query }) => levelSeriesOf(read, query),
  ),
]

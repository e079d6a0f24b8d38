import { z } from 'zod'
import { emptyShape, idParams, idShape, readRoute, writeRoute, type Route } from '@suite/http'
import { cancelForecastRun } from './commands/cancel-forecast-run.ts'
import { startForecastRun } from './commands/start-forecast-run.ts'
import {
  accuracyReply,
  forecastQuery,
  forecastReply,
  latestRunReply,
  productInStore,
  runReply,
} from './contract.ts'
import { ACCURACY, FORECAST, RUN, WEEKS } from './examples.ts'
import { weeklyAccuracy, weeklyQuery, weeklyReply } from './monitoring/weekly-accuracy.ts'
import { changeRoutes } from './explaining/routes.ts'
import { levelRoutes } from './levels/routes.ts'
import { accuracySummary } from './queries/accuracy.ts'
import { overrideRoutes } from './overriding/routes.ts'
import { forecast } from './queries/forecast.ts'
import { forecastRun, latestRun } from './queries/runs.ts'
import { scenarioRoutes } from './scenarios/routes.ts'
import type { PlansIf } from './scenarios/what-if.ts'

const TAG = 'Forecasts'

export interface ForecastingRouteDeps {
  readonly now?: () => Date
  /** Plans a scenario's demand; absent: scenarios are answered without a plan. */
  readonly plansIf?: PlansIf
}

/** Forecasts, their runs and accuracy, and what people expect instead. */
export const forecastingRoutes = (deps: ForecastingRouteDeps = {}): Route[] => [
  ...runRoutes(),
  ...readRoutes(deps),
  ...overrideRoutes(deps.now ?? (() => new Date())),
  ...levelRoutes(),
  ...changeRoutes(),
  ...scenarioRoutes({ now: deps.now ?? (() => new Date()), plansIf: deps.plansIf ?? noPlans }),
]

const noPlans: PlansIf = () => Promise.resolve(null)

const runRoutes = (): Route[] => [
  writeRoute(
    {
      method: 'POST',
      path: '/forecast-runs',
      summary: 'Forecast every product of every store anew',
      tag: TAG,
      access: 'forecasts.run',
      limit: 'heavy',
      reply: z.object({ id: idShape, reused: z.boolean().describe('true: a run was already waiting') }),
      status: 202,
      example: { id: RUN.id, reused: false },
    },
    (tx) => startForecastRun(tx, { reason: 'person' }),
  ),
  writeRoute(
    {
      method: 'POST',
      path: '/forecast-runs/:id/cancel',
      summary: 'Stop a forecast run',
      tag: TAG,
      access: 'forecasts.run',
      params: idParams,
      reply: emptyShape,
      example: {},
    },
    async (tx, { params }) => {
      await cancelForecastRun(tx, params)
      return {}
    },
  ),
]

const readRoutes = (deps: ForecastingRouteDeps): Route[] => [
  readRoute(
    {
      method: 'GET',
      path: '/forecast-runs/latest',
      summary: 'The newest forecast run and how far it is; null before the first',
      tag: TAG,
      access: 'forecasts.read',
      reply: latestRunReply,
      example: RUN,
    },
    (read) => latestRun(read),
  ),
  readRoute(
    {
      method: 'GET',
      path: '/forecast-runs/:id',
      summary: 'One forecast run',
      tag: TAG,
      access: 'forecasts.read',
      params: idParams,
      reply: runReply,
      example: RUN,
    },
    (read, { params }) => forecastRun(read, params),
  ),
  readRoute(
    {
      method: 'GET',
      path: '/forecasts/accuracy',
      summary: 'How good the present forecasts were in their backtests',
      tag: TAG,
      access: 'forecasts.read',
      query: z.object({ storeId: idShape.optional() }),
      reply: accuracyReply,
      example: ACCURACY,
    },
    (read, { query }) => accuracySummary(read, query),
  ),
  readRoute(
    {
      method: 'GET',
      path: '/forecasts/weeks',
      summary: 'How good forecasts were in use, week by week, and whether they drift',
      tag: TAG,
      access: 'forecasts.read',
      cacheSeconds: 600,
      query: weeklyQuery,
      reply: weeklyReply,
      example: WEEKS,
    },
    (read, { query }) => weeklyAccuracy(read, { ...query, now: deps.now?.() ?? new Date() }),
  ),
  readRoute(
    {
      method: 'GET',
      path: '/stores/:storeId/products/:id/forecast',
      summary: 'The forecast of a product in a store, with its evidence and history',
      tag: TAG,
      access: 'forecasts.read',
      cacheSeconds: 3600,
      params: productInStore,
      query: forecastQuery,
      reply: forecastReply,
      example: FORECAST,
    },
    (read, { params, query }) =>
      forecast(read, {
        storeId: params.storeId,
        productId: params.id,
        ...query,
        now: deps.now?.() ?? new Date(),
      }),
  ),
]

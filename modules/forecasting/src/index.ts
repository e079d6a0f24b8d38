export { forecastingRoutes, type ForecastingRouteDeps } from './routes.ts'
export { forecastingJobs, NIGHTLY_QUEUE, type ForecastingJobDeps } from './jobs.ts'
export { forecastingSubscriptions } from './subscriptions.ts'
export { startForecastRun, FORECAST_QUEUE, type RunReason } from './commands/start-forecast-run.ts'
export { cancelForecastRun } from './commands/cancel-forecast-run.ts'
export { forecast, type ForecastInput } from './queries/forecast.ts'
export { forecastRun, latestRun } from './queries/runs.ts'
export { plannedMean, type Override } from './overriding/planned-mean.ts'
export { FORECAST_OVERRIDDEN, overrideForecast } from './overriding/override-forecast.ts'
export { endOverride } from './overriding/end-override.ts'
export { overrides } from './overriding/overrides.ts'
export { accuracySummary } from './queries/accuracy.ts'
export type {
  AccuracyReply,
  ForecastReply,
  RunReply,
  RunSummary,
  StoredBacktest,
  StoredComponents,
} from './contract.ts'
export { modelRoom, type ModelRoom } from './worker/model-room.ts'

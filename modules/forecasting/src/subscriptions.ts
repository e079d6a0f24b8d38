import type { Subscription } from '@suite/events'
import { startForecastRun } from './commands/start-forecast-run.ts'

/** Imports often come several at once: wait this long for the next one. */
const GATHER_SECONDS = 15

/** Forecasts follow sales. */
export const forecastingSubscriptions = (): Subscription[] => [
  {
    event: 'sales.changed',
    consumer: 'forecasting.run_after_sales',
    handle: async (tx) => {
      await startForecastRun(tx, { reason: 'import', delaySeconds: GATHER_SECONDS })
    },
  },
]

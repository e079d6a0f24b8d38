import { parentPort } from 'node:worker_threads'
import { createProductForecaster } from './forecast-product.ts'
import type { BatchReply, ForecastBatch, ProductForecast, SeriesFailure } from './messages.ts'

/** The thread's program: a batch comes in, its forecasts go out. A product that fails does not take the others with it. */
const forecaster = createProductForecaster()

const work = (batch: ForecastBatch): BatchReply => {
  const forecasts: ProductForecast[] = []
  const failures: SeriesFailure[] = []
  for (const series of batch.series) {
    try {
      forecasts.push(forecaster(series, batch))
    } catch (error) {
      failures.push({
        productId: series.productId,
        reason: error instanceof Error ? error.message : String(error),
      })
    }
  }
  return { kind: 'done', forecasts, failures }
}

parentPort?.on('message', (batch: ForecastBatch) => parentPort?.postMessage(work(batch)))

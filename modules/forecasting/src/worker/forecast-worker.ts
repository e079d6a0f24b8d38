import { parentPort } from 'node:worker_threads'
import { tuneAnalogues } from '@suite/analogue'
import { createProductForecaster } from './forecast-product.ts'
import { learnLesson, trainOnLesson } from './learn-lesson.ts'
import type {
  BatchReply,
  ForecastBatch,
  ProductForecast,
  SeriesFailure,
  ThreadReply,
  ThreadTask,
} from './messages.ts'

const forecaster = createProductForecaster()

/** A product that fails does not take the others with it. */
const work = (batch: ForecastBatch): BatchReply => {
  const forecasts: ProductForecast[] = []
  const failures: SeriesFailure[] = []
  for (const series of batch.series) {
    try {
      forecasts.push(forecaster.forecast(series, batch))
    } catch (error) {
      failures.push({
        productId: series.productId,
        reason: error instanceof Error ? error.message : String(error),
      })
    }
  }
  return { kind: 'done', forecasts, failures }
}

/** The thread's program: a task comes in, its answer goes out. */
const answer = (task: Exclude<ThreadTask, { kind: 'equip' }>): ThreadReply => {
  if (task.kind === 'batch') return work(task.batch)
  if (task.kind === 'learn') return { kind: 'learned', model: learnLesson(task.lesson) }
  if (task.kind === 'train') return { kind: 'trained', model: trainOnLesson(task.lesson, task.seconds) }
  if (task.kind === 'compare') {
    const tuned = tuneAnalogues(task.peers)
    const options = tuned && { sharpness: tuned.sharpness, count: tuned.count, widen: tuned.widen }
    return { kind: 'compared', options: options ?? {} }
  }
  const evidence = task.batch.series.flatMap((series) => forecaster.evidence(series, task.batch) ?? [])
  return { kind: 'judged', evidence }
}

parentPort?.on('message', (task: ThreadTask) => {
  if (task.kind === 'equip') forecaster.equip(task.equipment)
  else parentPort?.postMessage(answer(task))
})

import { availableParallelism } from 'node:os'
import { Worker } from 'node:worker_threads'
import type { BatchReply, ForecastBatch } from './messages.ts'

/** Threads that forecast. Batches wait their turn. */
export interface ForecastPool {
  readonly size: number
  /**
   * Forecasts a batch. A thread that dies or hangs is replaced and its batch tried once more; after that the reply is
   * `failed`, never a rejection. @throws the pool's abort reason once aborted
   */
  run(batch: ForecastBatch): Promise<BatchReply>
  /** Ends all threads. */
  close(): Promise<void>
}

export interface PoolOptions {
  /** Threads; as many as the machine has cores, at most four. */
  readonly size?: number
  /** Ends the threads at once. */
  readonly signal?: AbortSignal
  /** The threads' program. */
  readonly program?: URL
  /** A batch that takes longer has hung, milliseconds. */
  readonly longestMs?: number
}

interface Task {
  readonly batch: ForecastBatch
  readonly attempt: number
  readonly resolve: (reply: BatchReply) => void
  readonly reject: (reason: unknown) => void
}

const PROGRAM = new URL('./forecast-worker.ts', import.meta.url)
const MOST_THREADS = 4
const ATTEMPTS = 2
const LONGEST_MS = 120_000
const THREAD_MEMORY_MB = 512

/** Opens the threads' queue; threads start with their first batch. */
export const openForecastPool = (options: PoolOptions = {}): ForecastPool => {
  const size = options.size ?? Math.min(MOST_THREADS, availableParallelism())
  const { signal, program = PROGRAM, longestMs = LONGEST_MS } = options
  const waiting: Task[] = []
  const idle: Worker[] = []
  const busy = new Map<Worker, { readonly task: Task; readonly clock: NodeJS.Timeout }>()

  const next = (): void => {
    while (waiting.length > 0 && busy.size < size) give(idle.pop() ?? start(), waiting.shift()!)
  }
  const start = (): Worker => {
    const worker = new Worker(program, { resourceLimits: { maxOldGenerationSizeMb: THREAD_MEMORY_MB } })
    worker.on('message', (reply: BatchReply) => answered(worker, reply))
    // `exit` follows every error and settles the task
    worker.on('error', () => undefined)
    worker.on('exit', (code) => lost(worker, `ended with code ${code}`))
    return worker
  }
  const give = (worker: Worker, task: Task): void => {
    const clock = setTimeout(() => lost(worker, 'took too long and was stopped'), longestMs)
    busy.set(worker, { task, clock })
    worker.ref()
    // copied, not transferred: the batch must still be whole for a second try
    worker.postMessage(task.batch)
  }
  const release = (worker: Worker): Task | undefined => {
    const held = busy.get(worker)
    busy.delete(worker)
    clearTimeout(held?.clock)
    return held?.task
  }
  const answered = (worker: Worker, reply: BatchReply): void => {
    const task = release(worker)
    if (task === undefined) return
    worker.unref()
    idle.push(worker)
    task.resolve(reply)
    next()
  }
  const lost = (worker: Worker, why: string): void => {
    const task = release(worker)
    const at = idle.indexOf(worker)
    if (at >= 0) idle.splice(at, 1)
    if (task === undefined) return
    void worker.terminate()
    if (task.attempt < ATTEMPTS) waiting.unshift({ ...task, attempt: task.attempt + 1 })
    else
      task.resolve({ kind: 'failed', reason: `The forecasting thread ${why}, twice with the same products.` })
    next()
  }
  const stop = async (reason: unknown): Promise<void> => {
    const workers = [...idle.splice(0), ...busy.keys()]
    const tasks = [...waiting.splice(0), ...workers.flatMap((worker) => release(worker) ?? [])]
    for (const task of tasks) task.reject(reason)
    await Promise.all(workers.map((worker) => worker.terminate()))
  }
  signal?.addEventListener('abort', () => void stop(signal.reason), { once: true })

  return {
    size,
    run: (batch) =>
      new Promise((resolve, reject) => {
        if (signal?.aborted) return reject(signal.reason)
        waiting.push({ batch, attempt: 1, resolve, reject })
        next()
      }),
    close: () => stop(new Error('The forecasting threads were closed.')),
  }
}

import { availableParallelism } from 'node:os'
import { Worker } from 'node:worker_threads'
import type { BatchReply, Equipment, ForecastBatch, ThreadReply, ThreadTask } from './messages.ts'

/** Threads that forecast. Batches wait their turn. */
export interface ForecastPool {
  readonly size: number
  /**
   * Forecasts a batch. A thread that dies or hangs is replaced and its batch tried once more; after that the reply is
   * `failed`, never a rejection. @throws the pool's abort reason once aborted
   */
  run(batch: ForecastBatch): Promise<BatchReply>
  /** The same for any task that is answered; null when two threads were lost over it. */
  ask(task: Exclude<ThreadTask, { kind: 'equip' }>): Promise<Exclude<ThreadReply, { kind: 'failed' }> | null>
  /** Hands all threads, also those yet to start, what they may use in the tasks asked from now on. */
  equip(equipment: Equipment): void
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
  readonly message: ThreadTask
  readonly attempt: number
  readonly resolve: (reply: ThreadReply) => void
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
  const threads = new Set<Worker>()
  let equipment: Equipment | undefined
  const busy = new Map<Worker, { readonly task: Task; readonly clock: NodeJS.Timeout }>()

  const next = (): void => {
    while (waiting.length > 0 && busy.size < size) give(idle.pop() ?? start(), waiting.shift()!)
  }
  const start = (): Worker => {
    const worker = new Worker(program, { resourceLimits: { maxOldGenerationSizeMb: THREAD_MEMORY_MB } })
    worker.on('message', (reply: ThreadReply) => answered(worker, reply))
    if (equipment) worker.postMessage({ kind: 'equip', equipment } satisfies ThreadTask)
    threads.add(worker)
    // `exit` follows every error and settles the task
    worker.on('error', () => undefined)
    worker.on('exit', (code) => {
      threads.delete(worker)
      lost(worker, `ended with code ${code}`)
    })
    return worker
  }
  const give = (worker: Worker, task: Task): void => {
    const clock = setTimeout(() => lost(worker, 'took too long and was stopped'), longestMs)
    busy.set(worker, { task, clock })
    worker.ref()
    // copied, not transferred: the task must still be whole for a second try
    worker.postMessage(task.message)
  }
  const release = (worker: Worker): Task | undefined => {
    const held = busy.get(worker)
    busy.delete(worker)
    clearTimeout(held?.clock)
    return held?.task
  }
  const answered = (worker: Worker, reply: ThreadReply): void => {
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

  const submit = (message: ThreadTask): Promise<ThreadReply> =>
    new Promise((resolve, reject) => {
      if (signal?.aborted) return reject(signal.reason)
      waiting.push({ message, attempt: 1, resolve, reject })
      next()
    })

  return {
    size,
    run: async (batch) => {
      const reply = await submit({ kind: 'batch', batch })
      if (reply.kind === 'done' || reply.kind === 'failed') return reply
      return { kind: 'failed', reason: 'The forecasting thread answered another question.' }
    },
    ask: async (task) => {
      const reply = await submit(task)
      return reply.kind === 'failed' ? null : reply
    },
    equip: (next) => {
      equipment = next
      for (const worker of threads) worker.postMessage({ kind: 'equip', equipment } satisfies ThreadTask)
    },
    close: () => stop(new Error('The forecasting threads were closed.')),
  }
}

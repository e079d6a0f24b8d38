import type { Database, Enqueue } from '@suite/db'
import type { Logger } from '@suite/telemetry'

/** One delivery of a job. Deliveries may repeat: handlers must be idempotent. */
export interface Job {
  readonly id: string
  readonly payload: Readonly<Record<string, string | number | boolean | null>>
  /** Fires when the process stops or the delivery expires. */
  readonly signal: AbortSignal
  readonly attempt: number
}

/** What every handler is given besides its own dependencies. */
export interface JobTools {
  readonly database: Database
  readonly enqueue: Enqueue
  readonly log: Logger
}

/** A queue and what is done with its jobs. Modules export these; the server runs them. */
export interface JobDefinition {
  readonly queue: string
  /** `one_per_key`: jobs with the same singleton key never run at the same moment. */
  readonly concurrency?: 'free' | 'one_per_key'
  /** Longest time one delivery may take, seconds. Default 900. */
  readonly expireInSeconds?: number
  /** Deliveries after the first before the job becomes a dead letter. Default 3, with exponential back-off. */
  readonly retries?: number
  /** Cron expression (UTC) for queues that run by the clock. */
  readonly schedule?: string
  readonly handle: (job: Job, tools: JobTools) => Promise<void>
}

import { PgBoss, fromKysely } from 'pg-boss'
import type { Database, Enqueue } from '@suite/db'
import type { Logger, Metrics } from '@suite/telemetry'
import type { Job, JobDefinition } from './job.ts'

/** Where jobs that failed every retry are kept until a person looks at them. */
export const DEAD_LETTERS = 'dead_letters'
const SCHEMA = 'jobs'

/** A job that failed every retry. */
export interface DeadLetter {
  readonly id: string
  readonly queue: string
  readonly payload: Job['payload']
  readonly failedAt: Date
  /** The last error's message. */
  readonly reason: string
}

/** The running job system of one process. */
export interface Queues {
  readonly enqueue: Enqueue
  /** Creates the queues and, on workers, starts taking jobs; on schedulers, the clock. */
  start(
    definitions: readonly JobDefinition[],
    roles: { worker: boolean; scheduler: boolean },
    database: Database,
  ): Promise<void>
  /** Waiting, running and dead jobs by queue. */
  stats(): Promise<{ queue: string; waiting: number; active: number; failed: number }[]>
  /** Jobs that failed every retry, oldest first; of one organisation when given. */
  deadLetters(limit: number, organizationId?: string): Promise<DeadLetter[]>
  /** Puts dead letters back to work; gives their number. */
  retryDeadLetters(limit: number, organizationId?: string): Promise<number>
  stop(): Promise<void>
}

/**
 * Creates pg-boss's schema as the administrator and lets the application role use it. pg-boss has no row-level
 * security, which is why payloads carry ids only.
 */
export const migrateQueues = async (adminUrl: string): Promise<void> => {
  const boss = new PgBoss({
    connectionString: adminUrl,
    schema: SCHEMA,
    supervise: false,
    schedule: false,
    max: 2,
  })
  boss.on('error', () => undefined)
  await boss.start()
  const db = boss.getDb()
  await db.executeSql(
    `grant usage on schema ${SCHEMA} to suite_app;
     grant select, insert, update, delete on all tables in schema ${SCHEMA} to suite_app;
     grant usage on all sequences in schema ${SCHEMA} to suite_app;
     grant execute on all functions in schema ${SCHEMA} to suite_app`,
    [],
  )
  await boss.stop({ graceful: false })
}

/** Opens the job system with the application role. */
export const openQueues = async (options: {
  url: string
  log: Logger
  metrics?: Metrics
}): Promise<Queues> => {
  const boss = new PgBoss({
    connectionString: options.url,
    schema: SCHEMA,
    migrate: false,
    createSchema: false,
    max: 4,
    schedule: true,
    clockMonitorIntervalSeconds: 600,
  })
  boss.on('error', (error) => options.log.error({ err: error }, 'job system error'))
  await boss.start()

  const enqueue: Enqueue = async (db, job) => {
    await boss.send(job.queue, job.payload, {
      db: fromKysely(db),
      ...(job.singletonKey === undefined ? {} : { singletonKey: job.singletonKey }),
      ...(job.startAfterSeconds === undefined ? {} : { startAfter: job.startAfterSeconds }),
    })
  }

  return {
    enqueue,
    start: async (definitions, roles, database) => {
      await createQueues(boss, definitions)
      if (roles.scheduler) await setSchedules(boss, definitions)
      if (roles.worker) await takeJobs(boss, definitions, { ...options, database, enqueue })
    },
    stats: async () =>
      (await boss.getQueues()).map((queue) => ({
        queue: queue.name,
        waiting: queue.queuedCount,
        active: queue.activeCount,
        failed: queue.name === DEAD_LETTERS ? queue.queuedCount : 0,
      })),
    deadLetters: async (limit, organizationId) => {
      const jobs = await boss.findJobs<Job['payload']>(DEAD_LETTERS, {
        queued: true,
        ...ofOrganization(organizationId),
      })
      return jobs.slice(0, limit).map((job) => ({
        id: job.id,
        queue: job.sourceName ?? 'unknown',
        payload: job.data,
        failedAt: job.createdOn,
        reason: reasonOf(job.sourceOutput),
      }))
    },
    retryDeadLetters: (limit, organizationId) =>
      boss.redrive(DEAD_LETTERS, { limit, ...ofOrganization(organizationId) }),
    stop: () => boss.stop({ graceful: true, timeout: 5_000 }),
  }
}

const ofOrganization = (organizationId: string | undefined): { data?: object } =>
  organizationId === undefined ? {} : { data: { organizationId } }

const reasonOf = (output: object | null): string => {
  const message: unknown = output === null ? undefined : Reflect.get(output, 'message')
  return typeof message === 'string' ? message : 'no reason recorded'
}

const createQueues = async (boss: PgBoss, definitions: readonly JobDefinition[]): Promise<void> => {
  await boss.createQueue(DEAD_LETTERS, { retentionSeconds: 90 * 86_400 })
  for (const definition of definitions) {
    await boss.createQueue(definition.queue, {
      policy: definition.concurrency === 'one_per_key' ? 'singleton' : 'standard',
      retryLimit: definition.retries ?? 3,
      retryDelay: 2,
      retryBackoff: true,
      retryDelayMax: 300,
      expireInSeconds: definition.expireInSeconds ?? 900,
      heartbeatSeconds: 15,
      deadLetter: DEAD_LETTERS,
    })
  }
}

const setSchedules = async (boss: PgBoss, definitions: readonly JobDefinition[]): Promise<void> => {
  for (const { queue, schedule } of definitions)
    if (schedule !== undefined) await boss.schedule(queue, schedule, {})
}

const takeJobs = async (
  boss: PgBoss,
  definitions: readonly JobDefinition[],
  tools: { log: Logger; metrics?: Metrics; database: Database; enqueue: Enqueue },
): Promise<void> => {
  for (const definition of definitions) {
    await boss.work<Record<string, string>>(
      definition.queue,
      { batchSize: 1, pollingIntervalSeconds: 0.5 },
      async ([job]) => {
        if (job === undefined) return
        const log = tools.log.child({ queue: definition.queue, jobId: job.id })
        const done = tools.metrics?.jobSeconds.startTimer({ queue: definition.queue })
        try {
          await definition.handle(
            { id: job.id, payload: job.data ?? {}, signal: job.signal, attempt: job.retryCount + 1 },
            { database: tools.database, enqueue: tools.enqueue, log },
          )
          tools.metrics?.jobs.inc({ queue: definition.queue, outcome: 'done' })
        } catch (error) {
          tools.metrics?.jobs.inc({ queue: definition.queue, outcome: 'failed' })
          log.error({ err: error }, 'job failed')
          throw error
        } finally {
          done?.()
        }
      },
    )
  }
}

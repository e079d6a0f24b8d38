import { sql } from '@suite/db'
import type { JobDefinition, JobTools } from '@suite/jobs'
import type { Sealer } from '@suite/crypto'
import type { Send } from '@suite/outbound'
import { askForPull, CONNECTION_PULL, CONNECTION_REREAD } from '../connections/ask-for-pull.ts'
import type { Adapter, Vendor } from '../vendors/port.ts'
import { forgetRaw } from './forget-raw.ts'
import { pullConnection } from './pull-connection.ts'
import { rereadRaw } from './reread.ts'
import { watchStale } from './watch-stale.ts'

/** What the jobs of connections need besides a worker's tools. */
export interface PullJobDeps {
  readonly sealer: Sealer
  readonly send: Send
  readonly adapters: ReadonlyMap<Vendor, Adapter>
}

const MOST_A_TICK = 2000
const SCHEDULER = { kind: 'job', id: 'sync.tick' } as const

const ORGANIZATIONS_A_STEP = 200

/** The clock that finds due connections each minute, the pull of one connection, and forgetting old raw answers by night. */
export const pullJobs = (deps: PullJobDeps): JobDefinition[] => [
  {
    queue: 'sync.tick',
    schedule: '* * * * *',
    retries: 0,
    handle: async (_job, tools) => {
      const { rows } = await sql<{ organization_id: string; connection_id: string }>`
        select organization_id, connection_id from connections_due(${MOST_A_TICK})`.execute(
        tools.database.untenanted,
      )
      for (const { organization_id: organizationId, connection_id } of rows)
        await tools.database.withTenant({ organizationId, actor: SCHEDULER }, async (tx) => {
          await watchStale(tx, deps.adapters, connection_id)
          await askForPull(tx, connection_id)
        })
    },
  },
  {
    queue: 'sync.forget_raw',
    schedule: '15 9 * * *',
    expireInSeconds: 3600,
    handle: (job, tools) => forgetEverywhere(tools, job.signal),
  },
  {
    queue: CONNECTION_REREAD,
    concurrency: 'one_per_key',
    expireInSeconds: 4 * 3600,
    retries: 3,
    handle: async (job, tools) => {
      const connectionId = String(job.payload['connectionId'])
      const organizationId = String(job.payload['organizationId'])
      const context = { organizationId, actor: { kind: 'job', id: CONNECTION_REREAD } } as const
      const count = await rereadRaw({ ...deps, ...tools }, context, connectionId, job.signal)
      tools.log.info({ connectionId, count }, 'kept answers read again')
      // what it changed is told by the next pull
      await tools.database.withTenant(context, (tx) => askForPull(tx, connectionId))
    },
  },
  {
    queue: CONNECTION_PULL,
    concurrency: 'one_per_key',
    expireInSeconds: 1800,
    retries: 3,
    handle: async (job, tools) => {
      const connectionId = String(job.payload['connectionId'])
      const context = {
        organizationId: String(job.payload['organizationId']),
        actor: { kind: 'job', id: CONNECTION_PULL },
      } as const
      await tools.database.withTenant(context, (tx) =>
        sql`update connections set pull_queued_at = null where id = ${connectionId}`.execute(tx.db),
      )
      const outcome = await pullConnection({ ...deps, ...tools }, context, connectionId, job.signal)
      if (outcome.status === 'again')
        await tools.database.withTenant(context, (tx) => askForPull(tx, connectionId))
    },
  },
]

const forgetEverywhere = async (tools: JobTools, signal: AbortSignal): Promise<void> => {
  let after: string | null = null
  do {
    const { rows } = await sql<{ organization_id: string }>`
      select organization_id from organizations_for_schedule(${after}::uuid, ${ORGANIZATIONS_A_STEP})`.execute(
      tools.database.untenanted,
    )
    for (const { organization_id: organizationId } of rows) {
      signal.throwIfAborted()
      const context = { organizationId, actor: { kind: 'job', id: 'sync.forget_raw' } } as const
      const gone = await forgetRaw(tools.database, context, new Date())
      if (gone > 0) tools.log.info({ organizationId, gone }, 'old raw answers forgotten')
    }
    after = rows.length === ORGANIZATIONS_A_STEP ? (rows.at(-1)?.organization_id ?? null) : null
  } while (after !== null)
}

import { sql } from '@suite/db'
import type { JobDefinition } from '@suite/jobs'
import type { Sealer } from '@suite/crypto'
import type { Send } from '@suite/outbound'
import { askForPull, CONNECTION_PULL } from '../connections/ask-for-pull.ts'
import type { Adapter, Vendor } from '../vendors/port.ts'
import { pullConnection } from './pull-connection.ts'
import { watchStale } from './watch-stale.ts'

/** What the jobs of connections need besides a worker's tools. */
export interface PullJobDeps {
  readonly sealer: Sealer
  readonly send: Send
  readonly adapters: ReadonlyMap<Vendor, Adapter>
}

const MOST_A_TICK = 2000
const SCHEDULER = { kind: 'job', id: 'sync.tick' } as const

/** The clock that finds due connections each minute, and the pull of one connection. */
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

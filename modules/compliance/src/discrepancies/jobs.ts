import { sql, type TenantContext } from '@suite/db'
import type { Subscription } from '@suite/events'
import type { Job, JobDefinition, JobTools } from '@suite/jobs'
import { askForRun, RECONCILE_QUEUE } from './commands/ask-for-run.ts'
import { reconcileStore } from './commands/reconcile-store.ts'
import type { SourcesOf } from './ports.ts'

const NIGHTLY_QUEUE = 'compliance.reconcile_nightly'
const ORGANIZATIONS_A_STEP = 200
const FAILURE =
  'The comparison could not be finished. It is tried again by itself; if this stays, tell the administrator.'

interface Deps {
  readonly sourcesOf: SourcesOf
  readonly now?: () => Date
}

/** Reconciliations as they are asked for, and every store that has a register once a night. */
export const reconciliationJobs = (deps: Deps): JobDefinition[] => [
  {
    queue: RECONCILE_QUEUE,
    concurrency: 'one_per_key',
    expireInSeconds: 900,
    handle: (job, tools) => reconcile(job, tools, deps),
  },
  {
    queue: NIGHTLY_QUEUE,
    // 11:00 UTC: past closing time everywhere, before opening
    schedule: '0 11 * * *',
    expireInSeconds: 1800,
    handle: (job, tools) => askEverywhere(tools, job.signal),
  },
]

/** What a source tells anew is compared soon after. */
export const reconciliationSubscriptions = (): Subscription[] => [
  {
    event: 'mirror.changed',
    consumer: 'compliance.reconcile_after_mirror_changed',
    handle: async (tx, event) => {
      await askForRun(tx, { storeId: String(event.payload['storeId']), reason: 'change' })
    },
  },
]

const reconcile = async (job: Job, tools: JobTools, deps: Deps): Promise<void> => {
  const { organizationId, storeId } = job.payload as { organizationId: string; storeId: string }
  const context: TenantContext = { organizationId, actor: { kind: 'job', id: RECONCILE_QUEUE } }
  const now = deps.now?.() ?? new Date()
  const { database } = tools
  const runId = await database.withTenant(context, async (tx) => {
    // seen by everybody at once, and whoever asks meanwhile gets a run of his own without waiting for this one
    const { rows } = await sql<{ id: string }>`
      update reconciliation_runs set status = 'running', started_at = ${now} where id = (
        select id from reconciliation_runs where store_id = ${storeId} and finished_at is null
        order by requested_at desc, id desc limit 1)
      returning id`.execute(tx.db)
    return rows[0]?.id ?? null
  })
  // another job has served those who asked
  if (runId === null) return
  try {
    await database.withTenant(context, (tx) =>
      reconcileStore(tx, { storeId, runId, now, sourcesOf: deps.sourcesOf }),
    )
  } catch (error) {
    await database.withTenant(context, (tx) =>
      sql`update reconciliation_runs set status = 'failed', failure = ${FAILURE} where id = ${runId}`.execute(
        tx.db,
      ),
    )
    throw error
  }
}

const askEverywhere = async (tools: JobTools, signal: AbortSignal): Promise<void> => {
  let after: string | null = null
  for (;;) {
    const { rows } = await sql<{ organization_id: string }>`
      select organization_id from app.organizations_for_schedule(${after}::uuid, ${ORGANIZATIONS_A_STEP})`.execute(
      tools.database.untenanted,
    )
    for (const { organization_id: organizationId } of rows) {
      signal.throwIfAborted()
      const context = { organizationId, actor: { kind: 'job', id: NIGHTLY_QUEUE } } as const
      await tools.database
        .withTenant(context, async (tx) => {
          const { rows: stores } = await sql<{ id: string }>`
            select distinct c.store_id as id from connections c where c.status <> 'disconnected'`.execute(
            tx.db,
          )
          for (const { id } of stores) await askForRun(tx, { storeId: id, reason: 'schedule' })
        })
        .catch((error: unknown) =>
          tools.log.error({ err: error, organizationId }, 'no nightly reconciliation'),
        )
    }
    after = rows.at(-1)?.organization_id ?? null
    if (rows.length < ORGANIZATIONS_A_STEP) return
  }
}

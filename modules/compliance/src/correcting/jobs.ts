import { sql, type TenantContext } from '@suite/db'
import type { JobDefinition, JobTools } from '@suite/jobs'
import { askForRun } from '../discrepancies/commands/ask-for-run.ts'
import { collectSales } from '../receipts/collect-sales.ts'
import { askToSend, CORRECTIONS_QUEUE } from './confirm.ts'
import type { StateWriter } from './ports.ts'
import { sendCorrections, type SendDeps, type SendResult } from './send.ts'

const SWEEP_QUEUE = 'compliance.correction_sweep'
const ORGANIZATIONS_A_STEP = 200
/** An unknown outcome is looked up again this much later: a register shows what it took after some seconds. */
const LOOK_AGAIN_SECONDS = 60

interface Deps {
  readonly writer: StateWriter
  readonly now?: () => Date
}

/**
 * Sends confirmed corrections, and the sales of stores whose reporting is the suite's; every two minutes those that had to
 * wait or are new, and compares again what waits to be verified.
 */
export const correctionJobs = (deps: Deps): JobDefinition[] => [
  {
    queue: CORRECTIONS_QUEUE,
    concurrency: 'one_per_key',
    expireInSeconds: 900,
    handle: async (job, tools) => {
      const { organizationId, storeId } = job.payload as { organizationId: string; storeId: string }
      const context: TenantContext = { organizationId, actor: { kind: 'job', id: CORRECTIONS_QUEUE } }
      const now = deps.now ?? (() => new Date())
      const sending = { ...deps, database: tools.database, now }
      if ((await workOffStore(sending, context, storeId, job.signal)) !== 'again') return
      await tools.database.withTenant(context, (tx) =>
        tx.enqueue({
          queue: CORRECTIONS_QUEUE,
          payload: { organizationId, storeId },
          singletonKey: storeId,
          startAfterSeconds: LOOK_AGAIN_SECONDS,
        }),
      )
    },
  },
  {
    queue: SWEEP_QUEUE,
    schedule: '*/2 * * * *',
    expireInSeconds: 600,
    handle: (job, tools) => sweep(tools, job.signal),
  },
]

/** Takes up what a store has to tell its state and sends all that waits, until nothing is left that can go now. */
export const workOffStore = async (
  deps: SendDeps,
  context: TenantContext,
  storeId: string,
  signal?: AbortSignal,
): Promise<SendResult> => {
  const collect = () =>
    deps.database.withTenant(context, (tx) => collectSales(tx, deps.writer, storeId, deps.now()))
  // all are in the queue before the first is sent: an outage is to know what waits
  while ((await collect()) === 'more') signal?.throwIfAborted()
  return sendCorrections(deps, context, storeId, signal)
}

const sweep = async (tools: JobTools, signal: AbortSignal): Promise<void> => {
  let after: string | null = null
  for (;;) {
    const { rows } = await sql<{ organization_id: string }>`
      select organization_id from app.organizations_for_schedule(${after}::uuid, ${ORGANIZATIONS_A_STEP})`.execute(
      tools.database.untenanted,
    )
    for (const { organization_id: organizationId } of rows) {
      signal.throwIfAborted()
      const context = { organizationId, actor: { kind: 'job', id: SWEEP_QUEUE } } as const
      await tools.database.withTenant(context, async (tx) => {
        const { rows: stores } = await sql<{ id: string }>`
          select store_id as id from corrections where state in ('waiting', 'sending', 'unknown')
          union select store_id from sale_reporters where reporter = 'suite'`.execute(tx.db)
        for (const { id } of stores) await askToSend(tx, id)
        const { rows: unverified } = await sql<{ id: string }>`
          select distinct store_id as id from discrepancies where state = 'awaiting_verification'`.execute(
          tx.db,
        )
        for (const { id } of unverified) await askForRun(tx, { storeId: id, reason: 'change' })
      })
    }
    after = rows.at(-1)?.organization_id ?? null
    if (rows.length < ORGANIZATIONS_A_STEP) return
  }
}
